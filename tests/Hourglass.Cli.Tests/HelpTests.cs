using Hourglass.Testing;

namespace Hourglass.Cli.Tests;

public sealed class HelpTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("help", "--help")]
    [InlineData("help-train", "train --help")]
    [InlineData("help-resume", "resume --help")]
    [InlineData("help-sweep", "sweep --help")]
    [InlineData("help-evaluate", "evaluate -h")]
    [InlineData("help-compare", "compare --help")]
    [InlineData("help-reconstruct", "reconstruct --help")]
    [InlineData("help-encode", "encode --help")]
    [InlineData("help-decode", "decode --help")]
    [InlineData("help-knn", "knn --help")]
    [InlineData("help-projector", "projector --help")]
    [InlineData("help-tsne", "tsne --help")]
    [InlineData("help-sample", "sample --help")]
    [InlineData("help-interpolate", "interpolate --help")]
    [InlineData("help-manifold", "manifold --help")]
    [InlineData("help-info", "info -?")]
    [InlineData("help-models", "models --help")]
    [InlineData("help-spec", "spec --help")]
    [InlineData("help-doctor", "doctor --help")]
    [InlineData("help-data", "data --help")]
    [InlineData("help-data-fetch", "data fetch --help")]
    [InlineData("help-es", "--help --lang es")]
    [InlineData("help-knn-es", "knn --help --lang es")]
    [InlineData("help-data-es", "--lang=es data --help")]
    public void Help_IsTheApprovedText(string name, string commandLine)
    {
        CliResult result = _cli.Run(commandLine);

        Assert.Equal((ExitCode.Ok, ""), (result.Code, result.Error));
        Assert.All(result.Out.Split('\n'), static line => Assert.InRange(line.Length, 0, 110));
        Approvals.Verify<HelpTests>(name, result.Out);
    }

    [Theory]
    [InlineData("", "--help")]
    [InlineData("data", "data --help")]
    [InlineData("train dens --epochs x --help", "train --help")]
    public void Help_IsShownToWhoeverAsksOrSaysNothing(string commandLine, string same) =>
        Assert.Equal(_cli.Run(same), _cli.Run(commandLine));

    [Fact]
    public void Help_OnANarrowTerminal_WrapsBetweenWords()
    {
        _cli.Width = 60;

        string[] lines = _cli.Run("--help").Out.Split('\n');

        Assert.All(lines.Where(static line => line.StartsWith("  ", StringComparison.Ordinal) && !line.Contains("hourglass", StringComparison.Ordinal)), static line => Assert.InRange(line.Length, 0, 60));
    }

    [Fact]
    public void Version_IsThatOfTheAssembly()
    {
        CliResult result = _cli.Run("--version");

        Assert.Equal((ExitCode.Ok, ""), (result.Code, result.Error));
        Assert.Matches(@"^\d+\.\d+\.\d+\S*\n$", result.Out);
    }
}
