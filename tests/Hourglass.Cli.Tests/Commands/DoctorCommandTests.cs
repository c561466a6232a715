using System.Text.Json;

namespace Hourglass.Cli.Tests;

public sealed class DoctorCommandTests : IDisposable
{
    private readonly CliHarness _cli = new CliHarness().AddMnist();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("doctor dense", "dense: nothing to report.\n")]
    [InlineData("doctor deep --code 2 --loss bce", "deep: nothing to report.\n")]
    public void Doctor_HealthyModel_SaysSoInOneLine(string commandLine, string expected) =>
        Assert.Equal(new CliResult(ExitCode.Ok, expected, ""), _cli.Run(commandLine));

    [Fact]
    public void Doctor_Problem_IsExplainedAndGivesOne()
    {
        CliResult result = _cli.Run("doctor dense --loss bce --output-activation tanh");

        Assert.Equal((ExitCode.ProblemsFound, ""), (result.Code, result.Error));
        Assert.StartsWith(
            "dense: 1 problem.\n\nproblem: loss-and-output\n  seen    The loss is bce and the output is tanh.\n  why     Binary cross-entropy",
            result.Out,
            StringComparison.Ordinal);
        Assert.Contains("\n  change  Use --loss bce-logits", result.Out, StringComparison.Ordinal);
        Assert.All(result.Out.Split('\n'), static line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void Doctor_WarningsAndNotes_AreCountedAndGiveZero()
    {
        CliResult result = _cli.Run("doctor deep --layers 4 --code 5 --code-activation relu");

        Assert.Equal((ExitCode.Ok, ""), (result.Code, result.Error));
        Assert.StartsWith("deep: 1 warning, 1 note.\n\nwarning: bottleneck\n", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Doctor_OfASpecFile_ExaminesIt()
    {
        File.WriteAllText(_cli.In("own.json"), """
            {"format": "hourglass-model", "version": 1, "name": "own", "input": {"channels": 9}, "encoder": [{"layer": "dense", "units": 9}], "decoder": [{"layer": "dense", "units": 9}], "loss": "mse"}
            """);

        Assert.Contains("warning: compression", _cli.Run("doctor own.json").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Doctor_OfARun_ReadsItsDataWeightsAndHistory()
    {
        _cli.Train("run", "--optimizer sgd --learning-rate 1e-5");

        CliResult result = _cli.Run("doctor run --threads 1");

        Assert.Equal(ExitCode.ProblemsFound, result.Code);
        Assert.Contains("problem: mean-image", result.Out, StringComparison.Ordinal);
        Assert.Contains("warning: learning-rate", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Doctor_OfARun_SaysWhatItsReportSays()
    {
        _cli.Train("run", "--optimizer adam --learning-rate 1");
        string report = System.Net.WebUtility.HtmlDecode(File.ReadAllText(_cli.In("run", "report.html")));

        using JsonDocument json = JsonDocument.Parse(_cli.Run("doctor run --json --quiet").Out);

        JsonElement findings = json.RootElement.GetProperty("findings");
        Assert.NotEqual(0, findings.GetArrayLength());
        Assert.All(findings.EnumerateArray(), finding => Assert.Contains(finding.GetProperty("seen").GetString()!, report, StringComparison.Ordinal));
    }

    [Fact]
    public void Doctor_Json_IsOneLineWithEverything()
    {
        CliResult result = _cli.Run("doctor dense --code 2 --json");

        Assert.Equal((ExitCode.Ok, "", 1), (result.Code, result.Error, result.Out.Count(static c => c == '\n')));
        using JsonDocument json = JsonDocument.Parse(result.Out);
        Assert.Equal(1, json.RootElement.GetProperty("notes").GetInt32());
        Assert.Equal(0, json.RootElement.GetProperty("problems").GetInt32());
        JsonElement finding = json.RootElement.GetProperty("findings")[0];
        Assert.Equal("relu-code", finding.GetProperty("name").GetString());
        Assert.Equal("note", finding.GetProperty("severity").GetString());
        Assert.Equal("The code has 2 numbers and ends in relu.", finding.GetProperty("seen").GetString());
    }

    [Fact]
    public void Doctor_OfARunThatHasNotEnded_SaysHowToGoOn()
    {
        _cli.Train("run");
        File.Delete(_cli.In("run", "result.json"));

        _cli.Run("doctor run").AssertFails(ExitCode.Failed, "this run has no figures yet. Finish it with 'hourglass resume run'.");
    }

    [Theory]
    [InlineData("", "metrics.jsonl, line 1: found no figures of an epoch")]
    [InlineData("{}", "metrics.jsonl, line 1: expected the figures of epoch 1.")]
    [InlineData("{\"epoch\": 1", "metrics.jsonl, line 1: found no figures of an epoch")]
    public void Doctor_OfARunWithADamagedHistory_SaysWhere(string line, string message)
    {
        _cli.Train("run");
        File.WriteAllText(_cli.In("run", "metrics.jsonl"), line + "\n");

        CliResult result = _cli.Run("doctor run --quiet");

        result.AssertFails(ExitCode.Failed, message);
    }

    [Theory]
    [InlineData("doctor dnse", ExitCode.Usage, "did you mean \"dense\"?")]
    [InlineData("doctor runs/none", ExitCode.Failed, "there is no such file or folder")]
    [InlineData("doctor data --code 3", ExitCode.Usage, "--code: received together with data")]
    public void Doctor_OfWhatIsNoModel_SaysSo(string commandLine, int code, string message) => _cli.Run(commandLine).AssertFails(code, message);
}
