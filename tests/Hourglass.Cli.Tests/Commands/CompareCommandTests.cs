using System.Text.Json;

namespace Hourglass.Cli.Tests;

public sealed class CompareCommandTests : IDisposable
{
    private readonly CliHarness _cli = new CliHarness().AddMnist();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Compare_ShowsARowPerRunAndWritesTheReport()
    {
        _cli.Train("small", "--seed 1");
        Assert.Equal(ExitCode.Ok, _cli.Run("train linear --code 4 --data mnist --epochs 1 --batch 64 --threads 1 --quiet --out other").Code);

        CliResult result = _cli.Run("compare small other --knn 3 --threads 1 --out both");

        Assert.Equal(ExitCode.Ok, result.Code);
        string[] lines = result.Out.TrimEnd().Split('\n');
        Assert.Equal(["run", "", "small", "other", "", "report"], lines.Select(static line => line.Split(' ')[0]));
        Assert.Contains("kNN error", lines[0], StringComparison.Ordinal);
        Assert.All(["report.html", "table.csv", "figures.json", "pictures/reconstructions.png", "pictures/error.svg", "pictures/knn-error.svg"], file => Assert.True(File.Exists(_cli.In("both", file)), file));
        string page = File.ReadAllText(_cli.In("both", "report.html"));
        Assert.Contains("<h1>Comparison on mnist</h1>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", page.Replace("http://www.w3.org", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(30, page.Split("data:image/png").Length - 1);
    }

    [Fact]
    public void Compare_Again_MeasuresNothingAndGivesTheSameFiles()
    {
        _cli.Train("a");
        _cli.Train("b", "--activation tanh");
        string json = _cli.Run("compare a b --knn 3 --threads 1 --json --quiet").Out;
        byte[] page = File.ReadAllBytes(_cli.In("runs", "comparison", "report.html")), kept = File.ReadAllBytes(_cli.In("a", "measurements.json"));

        string again = _cli.Run("compare a b --knn 3 --threads 1 --json --quiet").Out;

        // Times are measured once, too.
        Assert.Equal(json, again);
        Assert.Equal(page, File.ReadAllBytes(_cli.In("runs", "comparison", "report.html")));
        Assert.Equal(kept, File.ReadAllBytes(_cli.In("a", "measurements.json")));
    }

    [Fact]
    public void Compare_Json_HasTheFiguresOfTheRuns()
    {
        _cli.Train("a");
        _cli.Train("b", "--seed 7");

        CliResult result = _cli.Run("compare a b --knn 3 --threads 2 --json --quiet --out both");

        Assert.Equal((ExitCode.Ok, ""), (result.Code, result.Error));
        using JsonDocument json = JsonDocument.Parse(result.Out);
        JsonElement[] runs = [.. json.RootElement.GetProperty("runs").EnumerateArray()];
        Assert.Equal(["a", "b"], runs.Select(static run => run.GetProperty("run").GetString()));
        Assert.Equal(3, json.RootElement.GetProperty("neighbors").GetInt32());
        Assert.Equal(_cli.In("both", "report.html"), json.RootElement.GetProperty("report").GetString());
        using JsonDocument trained = JsonDocument.Parse(File.ReadAllText(_cli.In("a", "result.json")));
        foreach (string name in new[] { "test_mse", "test_psnr", "test_ssim", "parameters", "code_size", "compression_ratio" })
            Assert.Equal(trained.RootElement.GetProperty(name).GetDouble(), runs[0].GetProperty(name).GetDouble());
        Assert.Equal(new FileInfo(_cli.In("a", "model.safetensors")).Length, runs[0].GetProperty("model_bytes").GetInt64());
        Assert.InRange(runs[0].GetProperty("test_knn_error_rate").GetDouble(), 0, 1);
        Assert.True(runs[0].GetProperty("knn_seconds_per_prediction").GetDouble() > 0);
        string[] csv = File.ReadAllLines(_cli.In("both", "table.csv"));
        Assert.Equal(3, csv.Length);
        Assert.StartsWith("run,model,code_size,", csv[0], StringComparison.Ordinal);
        Assert.StartsWith("a,dense,8,", csv[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_ForAnyNumberOfThreads_FindsTheSameErrors()
    {
        _cli.Train("a");

        string[] errors = [.. new[] { 1, 2, 3, 7 }.Select(threads =>
        {
            using JsonDocument json = JsonDocument.Parse(_cli.Run($"compare a --knn 5 --threads {threads} --json --quiet").Out);
            return json.RootElement.GetProperty("runs")[0].GetProperty("test_knn_error_rate").GetRawText();
        })];

        Assert.Single(errors.Distinct());
    }

    [Fact]
    public void Compare_OfAClassifier_LeavesOutWhatItHasNot()
    {
        _cli.Train("a");
        Assert.Equal(ExitCode.Ok, _cli.Run("train classifier --layers 16 --data mnist --epochs 1 --batch 64 --threads 1 --quiet --out classes").Code);

        CliResult result = _cli.Run("compare a classes --threads 1");

        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.Contains("class error", result.Out, StringComparison.Ordinal);
        Assert.Matches(@"\nclasses .*–", result.Out);
    }

    [Fact]
    public void Compare_OfRunsOnDifferentData_IsRefused()
    {
        _cli.Train("a");
        Assert.Equal(ExitCode.Ok, _cli.Run("train dense --code 4 --data digits --take 64 --epochs 1 --threads 2 --quiet --out b").Code);

        _cli.Run("compare a b --out both").AssertFails(ExitCode.Failed, "different data, whose errors do not compare: on mnist (28x28x1): a; on digits (28x28x1): b");

        Assert.False(Directory.Exists(_cli.In("both")));
    }

    [Fact]
    public void Compare_OfOneFileInTwoWays_NamesBoth()
    {
        File.WriteAllLines(_cli.In("t.csv"), [.. Enumerable.Range(0, 30).Select(static i => FormattableString.Invariant($"{i},{i % 7},{i % 5}"))]);
        Assert.Equal(ExitCode.Ok, _cli.Run("train pca --code 1 --data t.csv --quiet --out a").Code);
        Assert.Equal(ExitCode.Ok, _cli.Run("train pca --code 1 --data t.csv --scale standardize --test-share 0 --quiet --out b").Code);

        _cli.Run("compare a b").AssertFails(ExitCode.Failed, $"on {_cli.In("t.csv")} (3): a; on {_cli.In("t.csv")}, --test-share 0, --scale standardize, (3): b.");
    }

    [Fact]
    public void Compare_IntoAFolderOfSomethingElse_LeavesIt()
    {
        _cli.Train("a");

        _cli.Run("compare a --out data").AssertFails(ExitCode.Failed, "the folder is not empty and holds no comparison. Choose another --out.");
        _cli.Run("projector a --out data").AssertFails(ExitCode.Failed, "the folder is not empty and holds no files of the projector.");
        _cli.Run("tsne --data mnist --perplexity 5 --out data").AssertFails(ExitCode.Failed, "the folder is not empty and holds no map.");

        Assert.Equal([_cli.In("data", "mnist")], Directory.GetFileSystemEntries(_cli.In("data")));
    }

    [Fact]
    public void Compare_OfRunsOnTheSameData_NamesThemOnce()
    {
        _cli.Train("a");
        _cli.Train("b", "--seed 7");

        Assert.Single(_cli.Run("compare a b").Error.Split('\n'), static line => line.StartsWith("Data: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Compare_OfAnUnfinishedRun_SaysHowToFinishIt()
    {
        _cli.CancelAt = "epoch 1/3";
        Assert.Equal(ExitCode.Cancelled, _cli.Run("train dense --code 8 --data mnist --epochs 3 --batch 64 --threads 1 --out cut").Code);
        _cli.CancelAt = null;

        _cli.Run("compare cut").AssertFails(ExitCode.Failed, "this run is not finished");
    }

    [Theory]
    [InlineData("compare a --out a", ExitCode.Failed, "found the folder of a run, whose report would be replaced")]
    [InlineData("compare nowhere", ExitCode.Failed, "there is no such folder")]
    [InlineData("compare a --knn 0", ExitCode.Usage, "--knn: received '0', expected 1 or more.")]
    [InlineData("compare a --knn 3 --threads x", ExitCode.Usage, "--threads: received 'x'")]
    public void Compare_OfWhatCannotBe_SaysWhy(string commandLine, int code, string message)
    {
        _cli.Train("a");

        _cli.Run(commandLine).AssertFails(code, message);
    }

    [Fact]
    public void Compare_WithDamagedMeasurements_NamesTheFile()
    {
        _cli.Train("a");
        File.WriteAllText(_cli.In("a", "measurements.json"), "{");

        _cli.Run("compare a").AssertFails(ExitCode.Failed, "measurements.json: found no measurements");
    }
}
