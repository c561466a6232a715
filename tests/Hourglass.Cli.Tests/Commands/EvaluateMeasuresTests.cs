using System.Text.Json;

namespace Hourglass.Cli.Tests;

public sealed class EvaluateMeasuresTests : IDisposable
{
    private readonly CliHarness _cli = new CliHarness().AddMnist();

    public EvaluateMeasuresTests() => _cli.Train("run");

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Evaluate_WithNeighbors_AddsTheirFigures()
    {
        CliResult result = _cli.Run("evaluate run --knn 5 --threads 1");

        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.Matches(@"\nkNN error +\d+\.\d\d %: of the nearest codes of the training set\n", result.Out);
        Assert.Matches(@"\nkNN time +\S+ (µs|ms): per prediction, without encoding\n", result.Out);
    }

    [Fact]
    public void Evaluate_KeepsWhatWasMeasured()
    {
        string first = _cli.Run("evaluate run --knn 5 --threads 1 --json --quiet").Out;
        DateTime written = File.GetLastWriteTimeUtc(_cli.In("run", "measurements.json"));

        // Were it measured again, the time would differ.
        Assert.Equal(first, _cli.Run("evaluate run --knn 5 --threads 1 --json --quiet").Out);
        Assert.Equal(written, File.GetLastWriteTimeUtc(_cli.In("run", "measurements.json")));

        string other = _cli.Run("evaluate run --knn 7 --threads 1 --json --quiet").Out;
        Assert.NotEqual(first, other);
        using JsonDocument kept = JsonDocument.Parse(File.ReadAllText(_cli.In("run", "measurements.json")));
        JsonElement[] entries = [.. kept.RootElement.GetProperty("measurements").EnumerateArray()];
        Assert.Equal([5, 7], entries.Select(static entry => entry.GetProperty("settings").GetProperty("neighbors").GetInt32()));
        Assert.All(entries, static entry => Assert.Equal("knn", entry.GetProperty("measure").GetString()));
    }

    [Fact]
    public void Evaluate_AfterTheModelHasChanged_MeasuresAnew()
    {
        _cli.Run("evaluate run --knn 5 --threads 1 --quiet");
        _cli.Train("other", "--seed 5");
        File.Copy(_cli.In("other", "model.safetensors"), _cli.In("run", "model.safetensors"), overwrite: true);

        Assert.Equal(ExitCode.Ok, _cli.Run("evaluate run --knn 6 --threads 1 --quiet").Code);

        using JsonDocument kept = JsonDocument.Parse(File.ReadAllText(_cli.In("run", "measurements.json")));
        Assert.Equal(6, Assert.Single(kept.RootElement.GetProperty("measurements").EnumerateArray()).GetProperty("settings").GetProperty("neighbors").GetInt32());
    }

    [Fact]
    public void Evaluate_OfAModelFile_KeepsNothing()
    {
        File.Copy(_cli.In("run", "model.safetensors"), _cli.In("model.safetensors"));

        CliResult result = _cli.Run("evaluate model.safetensors --data mnist --knn 5 --threads 1 --json --quiet");

        Assert.Equal((ExitCode.Ok, ""), (result.Code, result.Error));
        Assert.Contains("\"test_knn_error_rate\":", result.Out, StringComparison.Ordinal);
        Assert.False(File.Exists(_cli.In("measurements.json")));
    }

    [Theory]
    [InlineData("evaluate run --factors", ExitCode.Failed, "received the data set 'mnist', expected 'digits', the only one whose true factors are known")]
    [InlineData("evaluate run --knn 5000", ExitCode.Failed, "received 5000 neighbours, expected 1 to ")]
    [InlineData("evaluate run --knn x", ExitCode.Usage, "--knn: received 'x'")]
    public void Evaluate_OfWhatCannotBeMeasured_SaysWhy(string commandLine, int code, string message) => _cli.Run(commandLine).AssertFails(code, message);

    [Fact]
    public void Evaluate_All_LeavesOutWhatTheDataDoNotAllow()
    {
        CliResult result = _cli.Run("evaluate run --all --threads 1");

        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.Contains("Not measured: factors: received the data set 'mnist'", result.Error, StringComparison.Ordinal);
        Assert.Contains("\nkNN error ", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_Factors_OfTheBuiltInDigits()
    {
        Assert.Equal(ExitCode.Ok, _cli.Run("train dense --code 4 --data digits --take 128 --epochs 1 --threads 2 --quiet --out digits").Code);

        CliResult result = _cli.Run("evaluate digits --factors --threads 2 --json --quiet");

        Assert.Equal((ExitCode.Ok, ""), (result.Code, result.Error));
        using JsonDocument json = JsonDocument.Parse(result.Out);
        foreach (string name in new[] { "mutual_information_gap", "dci_disentanglement", "dci_completeness", "dci_informativeness" })
            Assert.InRange(json.RootElement.GetProperty(name).GetDouble(), 0, 1);
    }
}
