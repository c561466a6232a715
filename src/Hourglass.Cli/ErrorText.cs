using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>Turns exceptions into lines for people and into exit codes.</summary>
internal static class ErrorText
{
    /// <summary>Words an error, one problem per element.</summary>
    public static IReadOnlyList<string> Lines(Exception error) => error switch
    {
        UsageException usage => usage.Problems,
        SpecException spec => [.. spec.Problems.Select(static problem => problem.ToString())],
        OutOfMemoryException => [Phrase.Of("There is not enough memory for this. Use a smaller model, a smaller batch or fewer samples.")],
        OverflowException => [Phrase.Of("A buffer of this model would have more than 2^31 - 1 numbers. Use a smaller batch or smaller layers.")],
        ArgumentException argument => [WithoutParameter(argument)],
        IOException or InvalidDataException or UnauthorizedAccessException => [error.Message],
        OperationCanceledException => [Phrase.Of("stopped.")],
        _ => [$"{error.GetType().Name}: {error.Message}", Phrase.Of("This is a fault of Hourglass; --verbose shows where it comes from.")],
    };

    /// <summary>Gets the exit code of an error.</summary>
    public static int ExitCodeOf(Exception error) => error switch
    {
        UsageException => ExitCode.Usage,
        OperationCanceledException => ExitCode.Cancelled,
        _ => ExitCode.Failed,
    };

    private static string WithoutParameter(ArgumentException error) => error.ParamName is { } name
        ? error.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal)
        : error.Message;
}
