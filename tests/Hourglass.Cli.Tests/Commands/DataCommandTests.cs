using Hourglass.Learning;

namespace Hourglass.Cli.Tests;

public sealed class DataCommandTests : IDisposable
{
    private readonly CliHarness _cli = new CliHarness().AddMnist();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void List_ShowsEverySetAndWhereItIs()
    {
        CliResult result = _cli.Run("data list");

        Assert.Equal((ExitCode.Ok, ""), (result.Code, result.Error));
        string[] lines = result.Out.TrimEnd().Split('\n');
        Assert.Equal(DataSources.Names, lines.Select(static line => line.Split(' ')[0]));
        Assert.EndsWith(_cli.In("data", "mnist"), lines[0], StringComparison.Ordinal);
        Assert.EndsWith("not here; fetching takes 30.9 MB", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("built in", lines[3], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mnist", "license    CC BY-SA 3.0")]
    [InlineData("kmnist", "here       no; 'hourglass data fetch kmnist' takes 21.2 MB")]
    [InlineData("digits", "holds    drawn digits, 60,000 + 10,000 of 28x28 pixels")]
    public void Info_DescribesASet(string name, string line)
    {
        CliResult result = _cli.Run($"data info {name}");

        Assert.Equal((ExitCode.Ok, ""), (result.Code, result.Error));
        Assert.Contains(line, result.Out.Split('\n'));
    }

    [Theory]
    [InlineData("mnist", "mnist from $HOURGLASS_DATA/mnist")]
    [InlineData("digits", "The digits are built in; there is nothing to fetch.")]
    public void Fetch_OfWhatIsHere_FetchesNothing(string name, string message)
    {
        CliResult result = _cli.Run($"data fetch {name}");

        Assert.Equal((ExitCode.Ok, ""), (result.Code, result.Out));
        Assert.StartsWith(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Fetch_ThatFails_NamesEveryMirrorAndWhatToDo()
    {
        CliResult result = _cli.Run("data fetch kmnist");

        result.AssertFails(ExitCode.Failed, "kmnist/train-images-idx3-ubyte.gz could not be downloaded:");
        Assert.Contains("https://codh.rois.ac.jp/", result.Error, StringComparison.Ordinal);
        Assert.Contains("Put the four files into a folder kmnist, set HOURGLASS_DATA", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Fetch_IntoACacheThatCannotBe_SaysSo()
    {
        using CliHarness cli = new() { Cache = _cli.In("data", "mnist", "t10k-labels-idx1-ubyte") };

        cli.Run("data fetch mnist").AssertFails(ExitCode.Failed, "t10k-labels-idx1-ubyte");
    }

    [Theory]
    [InlineData("data fetch kmnst", "NAME: received \"kmnst\", expected one of mnist, fashion-mnist, kmnist, digits; did you mean \"kmnist\"?")]
    [InlineData("data info auto", "NAME: received \"auto\"")]
    [InlineData("data lst", "There is no command \"lst\", expected one of list, fetch, info, a path; did you mean \"list\"?")]
    public void UnknownNames_AreRefusedWithTheNearest(string commandLine, string message) => _cli.Run(commandLine).AssertFails(ExitCode.Usage, message);
}
