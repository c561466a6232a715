using Hourglass.Learning;

namespace Hourglass.Cli.Tests;

public sealed class DownloadDisplayTests
{
    private static readonly Uri Source = new("https://example.org/mnist/images.gz");

    [Fact]
    public void Report_WithoutATerminal_WritesALinePerFile() => Assert.Equal(
        "Downloading mnist/images.gz (9.9 MB) from example.org\nDownloading mnist/labels.gz (28.9 kB) from example.org\n",
        Show(isTerminal: false, isQuiet: false));

    [Fact]
    public void Report_OnATerminal_RedrawsOneLineAndTakesItAway()
    {
        string text = Show(isTerminal: true, isQuiet: false);

        Assert.Contains("\r\e[?7lDownloading mnist/images.gz  9.9 MB of 9.9 MB\e[K\e[?7h", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\r\e[K", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_WhereSilenceWasAskedFor_SaysNothing() => Assert.Equal("", Show(isTerminal: true, isQuiet: true));

    private static string Show(bool isTerminal, bool isQuiet)
    {
        using StringWriter error = new() { NewLine = "\n" };
        CliContext context = new()
        {
            Out = TextWriter.Null,
            Error = error,
            CurrentDirectory = "/",
            Locator = static () => throw new InvalidOperationException("Nothing is looked for here."),
            IsTerminal = isTerminal,
        };
        DownloadDisplay display = new(context, new Notes(context, isQuiet, isVerbose: false), DatasetCatalog.Mnist);
        display.Report(new DownloadProgress("images.gz", Source, 65_536, 9_912_422));
        display.Report(new DownloadProgress("images.gz", Source, 131_072, 9_912_422));
        display.Report(new DownloadProgress("images.gz", Source, 9_912_422, 9_912_422));
        display.Report(new DownloadProgress("labels.gz", Source, 28_881, 28_881));
        display.End();
        return error.ToString();
    }
}
