using System.Text.Json;

namespace Hourglass.Cli.Tests;

public sealed class KnnCommandTests : IDisposable
{
    private readonly CliHarness _cli = new CliHarness().AddMnist();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Knn_OfSamples_ShowsAccuracyTimeAndConfusion()
    {
        CliResult result = _cli.Run("knn --data mnist --k 3");

        Assert.Equal(ExitCode.Ok, result.Code);
        string[] lines = result.Out.Split('\n');
        Assert.StartsWith("accuracy    0.", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("of 64 samples", lines[1], StringComparison.Ordinal);
        Assert.Equal("neighbours  3 of 256 samples, euclidean distance", lines[2]);
        Assert.EndsWith("µs per prediction", lines[3], StringComparison.Ordinal);
        Assert.Matches("^is \\\\ taken for +0 +1 +2 +3 +4 +5 +6 +7 +8 +9$", lines[5]);
        Assert.Equal(10, lines[6..].Count(static line => line.Length > 0));
    }

    [Fact]
    public void Knn_OfARunAsJson_HasTheFiguresOfItsCodesOnOneLine()
    {
        _cli.Train("run");

        CliResult result = _cli.Run("knn run --metric cosine --quiet --json --threads 3");

        Assert.Equal((ExitCode.Ok, ""), (result.Code, result.Error));
        JsonElement figures = JsonDocument.Parse(Assert.Single(result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries))).RootElement;
        Assert.Equal(("dense", "mnist", "cosine"), (Text("model"), Text("data"), Text("metric")));
        Assert.Equal((256, 64, 10), (Number("train_samples"), Number("samples"), Number("k")));
        JsonElement[] rows = [.. figures.GetProperty("confusion").EnumerateArray()];
        int right = rows.Select(static (row, label) => row[label].GetInt32()).Sum();
        Assert.Equal(right / 64.0, figures.GetProperty("test_knn_accuracy").GetDouble(), 1e-12);
        Assert.Equal(1 - (right / 64.0), figures.GetProperty("test_knn_error_rate").GetDouble(), 1e-12);
        Assert.True(figures.GetProperty("knn_seconds_per_prediction").GetDouble() > 0);

        string? Text(string name) => figures.GetProperty(name).GetString();
        int Number(string name) => figures.GetProperty(name).GetInt32();
    }

    [Fact]
    public void Knn_OfARun_SaysWhatWasCompared()
    {
        _cli.Train("run");

        Assert.Contains("neighbours  10 of 256 codes of 8 numbers, euclidean distance", _cli.Run("knn run").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Knn_OfATableOfOnesOwn_TakesItsClasses()
    {
        _cli.Train("run");
        Assert.Equal(ExitCode.Ok, _cli.Run("encode run --data mnist --set train --output codes.csv").Code);

        CliResult result = _cli.Run("knn --data codes.csv --labels label --k 3");

        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.Contains("neighbours  3 of 213 samples, euclidean distance", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Knn_Quiet_WritesNothing() => Assert.Equal(new CliResult(ExitCode.Ok, "", ""), _cli.Run("knn --data mnist --quiet"));

    [Theory]
    [InlineData("knn none", ExitCode.Failed, "there is no such folder")]
    [InlineData("knn --k 0", ExitCode.Usage, "--k: received '0', expected 1 or more.")]
    [InlineData("knn --data mnist --k 257", ExitCode.Usage, "--k: received 257, expected at most 256, the training samples of mnist.")]
    [InlineData("knn --metric cosin", ExitCode.Usage, "--metric: ")]
    [InlineData("knn --data mnist --labels label", ExitCode.Usage, "--labels: received without a file, expected --data with the path of one.")]
    [InlineData("knn --data mnst", ExitCode.Usage, "did you mean \"mnist\"?")]
    public void Knn_OfWhatCannotBe_SaysSo(string commandLine, int code, string message) => _cli.Run(commandLine).AssertFails(code, message);
}
