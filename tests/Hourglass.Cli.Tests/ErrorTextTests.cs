using Hourglass.Networks;

namespace Hourglass.Cli.Tests;

public sealed class ErrorTextTests
{
    public static TheoryData<Exception, int, string[]> Errors { get; } = new()
    {
        { new UsageException(["a", "b"]), ExitCode.Usage, ["a", "b"] },
        { new SpecException([new("x.y", "bad."), new("", "worse.")]), ExitCode.Failed, ["x.y: bad.", "worse."] },
        { new InvalidDataException("f, byte 3: found x, expected y."), ExitCode.Failed, ["f, byte 3: found x, expected y."] },
        { new IOException("No space left on device : '/x'"), ExitCode.Failed, ["No space left on device : '/x'"] },
        { new UnauthorizedAccessException("Access to the path '/x' is denied."), ExitCode.Failed, ["Access to the path '/x' is denied."] },
        { new ArgumentException("Received 3, expected 4.", "values"), ExitCode.Failed, ["Received 3, expected 4."] },
        { new InsufficientMemoryException(), ExitCode.Failed, ["There is not enough memory for this. Use a smaller model, a smaller batch or fewer samples."] },
        { new OverflowException(), ExitCode.Failed, ["A buffer of this model would have more than 2^31 - 1 numbers. Use a smaller batch or smaller layers."] },
        { new InvalidOperationException("x"), ExitCode.Failed, ["InvalidOperationException: x", "This is a fault of Hourglass; --verbose shows where it comes from."] },
    };

    [Theory]
    [MemberData(nameof(Errors), DisableDiscoveryEnumeration = true)]
    public void Lines_SayOneProblemEach(Exception error, int code, string[] lines)
    {
        Assert.Equal(lines, ErrorText.Lines(error));
        Assert.Equal(code, ErrorText.ExitCodeOf(error));
    }
}
