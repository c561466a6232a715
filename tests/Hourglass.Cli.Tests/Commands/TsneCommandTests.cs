using System.Text.Json;
using Hourglass.Learning;

namespace Hourglass.Cli.Tests;

public sealed class TsneCommandTests : IDisposable
{
    private readonly CliHarness _cli = new CliHarness().AddMnist();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Tsne_OfSamples_WritesTheMapTablesPicturesAndFigures()
    {
        CliResult result = _cli.Run("tsne --data mnist --perplexity 10 --iterations 300 --set all --sample 200 --out map --json --threads 1");

        Assert.Equal(ExitCode.Ok, result.Code);
        JsonElement figures = JsonDocument.Parse(result.Out).RootElement;
        Assert.Equal(
            ("completed", "mnist", "all", 200, 50, 300, "exact"),
            (Text("outcome"), Text("data"), Text("set"), Number("samples"), Number("dimensions"), Number("iterations"), Text("method")));
        Assert.InRange(figures.GetProperty("kl_divergence").GetDouble(), 0.05, 3);

        // Twelve of 200 drawn digits are far neighbours already; places at random have 0.5.
        Assert.InRange(figures.GetProperty("trustworthiness").GetDouble(), 0.65, 1);
        Assert.Equal(
            ["map.csv", "map.json", "map.npy", "map.png", "map.safetensors", "map.svg", "reduction.safetensors"],
            Directory.GetFiles(_cli.In("map")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(result.Out, File.ReadAllText(_cli.In("map", "map.json")));
        Assert.Equal([200, 2], NpyFile.Read(_cli.In("map", "map.npy")).Sizes);
        string[] lines = File.ReadAllLines(_cli.In("map", "map.csv"));
        Assert.Equal(("x,y,label", 201), (lines[0], lines.Length));
        Assert.Contains("step 300/300  divergence ", result.Error, StringComparison.Ordinal);

        string? Text(string name) => figures.GetProperty(name).GetString();
        int Number(string name) => figures.GetProperty(name).GetInt32();
    }

    [Fact]
    public void Tsne_OfARun_ShowsItsCodes_AndPlacesOthers()
    {
        _cli.Train("run");
        CliResult drawn = _cli.Run("tsne run --set train --perplexity 5 --iterations 60 --out map --threads 1");
        Assert.Equal(ExitCode.Ok, drawn.Code);
        Assert.Matches(@"samples +256 by 8 numbers each", drawn.Out);
        Assert.False(File.Exists(_cli.In("map", "reduction.safetensors")));

        CliResult placed = _cli.Run("tsne --map map --place test --json --threads 1");

        Assert.Equal(ExitCode.Ok, placed.Code);
        Assert.Equal(CliHarness.TestCount, JsonDocument.Parse(placed.Out).RootElement.GetProperty("samples").GetInt32());
        Assert.Equal([CliHarness.TestCount, 2], NpyFile.Read(_cli.In("map", "placed-test.npy")).Sizes);
    }

    [Fact]
    public void Tsne_DrawnAgain_ForgetsWhatWasPlaced()
    {
        const string Draw = "tsne --data mnist --sample 60 --perplexity 5 --iterations 60 --out map --quiet --threads 1";
        Assert.Equal(ExitCode.Ok, _cli.Run(Draw).Code);
        Assert.Equal(ExitCode.Ok, _cli.Run("tsne --map map --place train --sample 20 --quiet").Code);
        Assert.True(File.Exists(_cli.In("map", "placed-train.png")));

        Assert.Equal(ExitCode.Ok, _cli.Run($"{Draw} --seed 7").Code);

        Assert.Empty(Directory.GetFiles(_cli.In("map"), "placed-*"));
    }

    [Fact]
    public void Tsne_Placing_TakesSamplesThroughTheSameComponents()
    {
        Assert.Equal(ExitCode.Ok, _cli.Run("tsne --data mnist --set train --sample 100 --perplexity 5 --iterations 300 --out map --quiet").Code);

        CliResult placed = _cli.Run("tsne --map map --place train --sample 100 --out placed");

        // The same samples: each comes near to where it is.
        Assert.Equal(ExitCode.Ok, placed.Code);
        float[] map = NpyFile.Read(_cli.In("map", "map.npy")).Values, again = NpyFile.Read(_cli.In("placed", "placed-train.npy")).Values;
        double spread = Math.Sqrt(map.Average(static x => (double)x * x)), error = Math.Sqrt(map.Zip(again, static (x, y) => (double)(x - y) * (x - y)).Average());
        Assert.True(error < 0.2 * spread, $"{error} of {spread}");
    }

    [Fact]
    public void Tsne_OfAFileOfOnesOwn_DrawsAllOfIt_AndPlacesItsSamplesWithoutBeingTold()
    {
        File.WriteAllLines(_cli.In("own.csv"), Enumerable.Range(0, 40).Select(static i => FormattableString.Invariant($"{i},{i * i % 7},{i % 3}")));
        CliResult drawn = _cli.Run("tsne --data own.csv --perplexity 5 --iterations 60 --out map --json --threads 1");
        Assert.Equal(ExitCode.Ok, drawn.Code);
        JsonElement figures = JsonDocument.Parse(drawn.Out).RootElement;
        Assert.Equal(("all", 40), (figures.GetProperty("set").GetString(), figures.GetProperty("samples").GetInt32()));

        CliResult placed = _cli.Run("tsne --map map --place test --json --threads 1");

        Assert.Equal(ExitCode.Ok, placed.Code);
        Assert.InRange(JsonDocument.Parse(placed.Out).RootElement.GetProperty("samples").GetInt32(), 1, 39);
    }

    [Fact]
    public void Tsne_WhenStopped_WritesTheMapSoFar()
    {
        _cli.CancelAt = "step 50/";

        CliResult result = _cli.Run("tsne --data mnist --perplexity 10 --iterations 100000 --out map --json --threads 1");

        Assert.Equal(ExitCode.Cancelled, result.Code);
        Assert.Contains("\"outcome\":\"cancelled\"", result.Out, StringComparison.Ordinal);
        Assert.Contains("Stopped after 50 of 100000 steps; the map so far is written.", result.Error, StringComparison.Ordinal);
        Assert.Equal([CliHarness.TestCount, 2], NpyFile.Read(_cli.In("map", "map.npy")).Sizes);
    }

    [Theory]
    [InlineData("tsne --data mnist", "--out: received nothing, expected a folder for the map.")]
    [InlineData("tsne --out map --perplexity 0", "--perplexity: received 0, expected 1 to 100000.")]
    [InlineData("tsne --out map --method barnes", "--method: ")]
    [InlineData("tsne --out map --learning-rate fast", "--learning-rate: received 'fast', expected a number")]
    [InlineData("tsne --out map --set both", "--set: ")]
    [InlineData("tsne run --out map --pca 20", "--pca: received together with a run, expected one of them")]
    [InlineData("tsne --map map", "--place: received nothing, expected test, train or all.")]
    [InlineData("tsne --map map --place test --perplexity 5", "--perplexity: received together with --map, expected none")]
    public void Tsne_OfWhatCannotBe_SaysSoAndWritesNothing(string commandLine, string message)
    {
        _cli.Run(commandLine).AssertFails(ExitCode.Usage, message);
        Assert.False(Directory.Exists(_cli.In("map")));
    }

    [Fact]
    public void Tsne_OfFewerSamplesThanThePerplexity_SaysSo()
    {
        _cli.Run("tsne --data mnist --sample 20 --out map --quiet").AssertFails(ExitCode.Failed, "Received perplexity 30 for 20 points, expected at most 19");
        Assert.False(Directory.Exists(_cli.In("map")));
    }

    [Fact]
    public void Tsne_OnWhatIsNoMap_SaysSo() =>
        _cli.Run("tsne --map nothing --place test").AssertFails(ExitCode.Failed, "there is no map, expected a folder that 'hourglass tsne --out' wrote.");
}
