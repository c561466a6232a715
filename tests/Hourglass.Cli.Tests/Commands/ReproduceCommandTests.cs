using Hourglass.Learning;

namespace Hourglass.Cli.Tests;

public sealed class ReproduceCommandTests : IDisposable
{
    private const string Quick = "reproduce conv-2 --quick --data mnist --threads 1 --out studies";

    private readonly CliHarness _cli = new CliHarness().AddMnist(QuickTrainCount);

    private static int QuickTrainCount => 2000;

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void List_NamesEveryStudyWithItsQuestion()
    {
        CliResult result = _cli.Run("reproduce list");

        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.All(Studies.All, study => Assert.Matches($@"(?m)^  {study.Name} +\w", result.Out));
    }

    [Fact]
    public void Reproduce_WritesReportIndexAndTable()
    {
        CliResult result = _cli.Run(Quick);

        Assert.Equal((ExitCode.Ok, "index  studies/index.html"), (result.Code, result.Out.TrimEnd().Replace('\\', '/')));
        Assert.All(
            ["index.html", "table.md", "conv-2/report.html", "conv-2/study.json", "conv-2/pictures/learning.gif", "conv-2/pictures/codes.png", "conv-2/runs/conv-2/report.html"],
            file => Assert.True(File.Exists(_cli.In("studies", file)), file));
        StudyResult study = StudyResult.Read(_cli.In("studies", "conv-2"))!;
        Assert.Equal((true, "mnist", 0, 0), (study.IsQuick, study.Data, study.Reached, study.Missed));
        Assert.Contains(study.Findings[0], File.ReadAllText(_cli.In("studies", "conv-2", "report.html")), StringComparison.Ordinal);
        Assert.Contains("conv-2/report.html", File.ReadAllText(_cli.In("studies", "index.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void Reproduce_AgainWithoutResume_RefusesAndKeepsWhatIsThere()
    {
        _cli.Run(Quick);
        byte[] page = File.ReadAllBytes(_cli.In("studies", "conv-2", "report.html"));

        CliResult again = _cli.Run(Quick);

        Assert.Equal(ExitCode.Failed, again.Code);
        Assert.Contains("--resume goes on", again.Error, StringComparison.Ordinal);
        Assert.Equal(page, File.ReadAllBytes(_cli.In("studies", "conv-2", "report.html")));
    }

    [Fact]
    public void Resume_TrainsNothingThatIsThereAndGivesTheSamePages()
    {
        _cli.Run(Quick);
        string[] files = ["index.html", "table.md", "conv-2/report.html", "conv-2/study.json", "conv-2/pictures/learning.gif"];
        byte[][] before = [.. files.Select(file => File.ReadAllBytes(_cli.In("studies", file)))];

        CliResult again = _cli.Run($"{Quick} --resume");

        Assert.Equal(ExitCode.Ok, again.Code);
        Assert.Contains("conv-2: is there already.", again.Error, StringComparison.Ordinal);
        Assert.Equal(before, files.Select(file => File.ReadAllBytes(_cli.In("studies", file))));
    }

    [Fact]
    public void Resume_AfterACancellation_GoesOnToTheSameBits()
    {
        string losses = Quick.Replace("conv-2", "losses", StringComparison.Ordinal);
        _cli.Run(losses.Replace("--out studies", "--out whole", StringComparison.Ordinal));
        _cli.CancelAt = "  mse: ";

        CliResult stopped = _cli.Run(losses);
        bool hadEnded = File.Exists(_cli.In("studies", "losses", StudyResult.FileName));
        _cli.CancelAt = null;
        CliResult resumed = _cli.Run($"{losses} --resume");

        Assert.Equal((ExitCode.Cancelled, false, ExitCode.Ok), (stopped.Code, hadEnded, resumed.Code));
        Assert.Contains("--resume goes on", stopped.Error, StringComparison.Ordinal);
        Assert.Contains("mse: is there already.", resumed.Error, StringComparison.Ordinal);
        foreach (string file in new[] { "runs/mse/model.safetensors", "runs/bce/model.safetensors", "runs/huber/model.safetensors", "pictures/reconstructions.png" })
            Assert.Equal(File.ReadAllBytes(_cli.In("whole", "losses", file)), File.ReadAllBytes(_cli.In("studies", "losses", file)));
    }

    [Fact]
    public void Resume_WithOtherOptions_SaysWhatDiffers()
    {
        _cli.Run(Quick);

        CliResult other = _cli.Run($"{Quick} --resume --seed 7");

        Assert.Equal(ExitCode.Failed, other.Code);
        Assert.Contains("training.seed: found 42, received 7", other.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reproduce conv-3", "conv-2")]
    [InlineData("reproduce", "NAME")]
    [InlineData("reproduce conv-2 --data ./numbers.csv", "a data set by name")]
    public void Reproduce_OfWhatThereIsNot_SaysWhatThereIs(string command, string said)
    {
        CliResult result = _cli.Run(command);

        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains(said, result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_cli.In("reproduced")));
    }
}
