using System.Text.Json;
using Hourglass.Learning;

namespace Hourglass.Cli.Tests;

public sealed class SweepCommandTests : IDisposable
{
    private const string Sweep = "sweep --model dense --against linear --code 2,5 --knn 3 --data mnist --epochs 3 --batch 64 --threads 1";

    private static readonly string[] Runs = ["dense-2", "dense-5", "linear-2", "linear-5"];

    private readonly CliHarness _cli = new CliHarness().AddMnist();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Sweep_TrainsEachModelWithEachSizeAndCompares()
    {
        CliResult result = _cli.Run($"{Sweep} --out sizes");

        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.Equal(["run", "", .. Runs, "", "report"], result.Out.TrimEnd().Split('\n').Select(static line => line.Split(' ')[0]));
        Assert.All(Runs, run => Assert.True(File.Exists(_cli.In("sizes", run, "report.html"))));
        Assert.All(["report.html", "table.csv", "figures.json", "sweep.json", "pictures/knn-time.svg", "pictures/model-size.svg"], file => Assert.True(File.Exists(_cli.In("sizes", file)), file));
        Assert.Equal((2, 5), (Recipe("dense-2").Model.CodeSize, Recipe("linear-5").Model.CodeSize));
        Assert.Equal(Recipe("dense-2").Data, Recipe("linear-5").Data);
        Assert.Equal(Recipe("dense-2").Training.Seed, Recipe("linear-5").Training.Seed);
    }

    [Fact]
    public void Sweep_RunsAreThoseOfTrain()
    {
        Assert.Equal(ExitCode.Ok, _cli.Run($"{Sweep} --out sizes --quiet").Code);
        Assert.Equal(ExitCode.Ok, _cli.Run("train dense --code 5 --data mnist --epochs 3 --batch 64 --threads 2 --quiet --out alone").Code);

        Assert.Equal(File.ReadAllBytes(_cli.In("alone", "model.safetensors")), File.ReadAllBytes(_cli.In("sizes", "dense-5", "model.safetensors")));
    }

    [Fact]
    public void Sweep_Again_TrainsNothingAndGivesTheSameReport()
    {
        CliResult first = _cli.Run($"{Sweep} --out sizes");
        byte[] page = File.ReadAllBytes(_cli.In("sizes", "report.html"));
        DateTime[] written = [.. Runs.Select(run => File.GetLastWriteTimeUtc(_cli.In("sizes", run, "model.safetensors")))];

        CliResult again = _cli.Run($"{Sweep} --out sizes");

        Assert.Equal((ExitCode.Ok, first.Out), (again.Code, again.Out));
        Assert.DoesNotContain("epoch", again.Error, StringComparison.Ordinal);
        Assert.Contains("linear-5 (4 of 4): is there already.", again.Error, StringComparison.Ordinal);
        Assert.Equal(page, File.ReadAllBytes(_cli.In("sizes", "report.html")));
        Assert.Equal(written, Runs.Select(run => File.GetLastWriteTimeUtc(_cli.In("sizes", run, "model.safetensors"))));
    }

    [Theory]
    [InlineData("dense-5 (2 of 4)")]
    [InlineData("epoch 2/3")]
    public void Sweep_AfterACancellation_GoesOnToTheSameBits(string at)
    {
        Assert.Equal(ExitCode.Ok, _cli.Run($"{Sweep} --out whole --quiet").Code);
        _cli.CancelAt = at;

        CliResult cut = _cli.Run($"{Sweep} --out cut");
        _cli.CancelAt = null;
        CliResult finished = _cli.Run($"{Sweep.Replace("--threads 1", "--threads 3", StringComparison.Ordinal)} --out cut --quiet");

        Assert.Equal((ExitCode.Cancelled, ExitCode.Ok), (cut.Code, finished.Code));
        Assert.Equal("", cut.Out);
        Assert.EndsWith("Stopped; the same command with --out cut goes on.\n", cut.Error, StringComparison.Ordinal);
        Assert.All(Runs, run => Assert.Equal(File.ReadAllBytes(_cli.In("whole", run, "model.safetensors")), File.ReadAllBytes(_cli.In("cut", run, "model.safetensors"))));
    }

    [Fact]
    public void Sweep_ThatWasKilled_GoesOn()
    {
        Assert.Equal(ExitCode.Ok, _cli.Run($"{Sweep} --out sizes --quiet").Code);
        byte[] model = File.ReadAllBytes(_cli.In("sizes", "dense-5", "model.safetensors"));

        // What a process leaves that is killed while it makes the folder of a run, and one that is killed before the report of another.
        Directory.Move(_cli.In("sizes", "dense-5"), _cli.In("sizes", ".new-dense-5"));
        File.Delete(_cli.In("sizes", ".new-dense-5", "hourglass.txt"));
        File.Delete(_cli.In("sizes", "linear-2", "report.html"));
        File.Delete(_cli.In("sizes", "report.html"));

        Assert.Equal(ExitCode.Ok, _cli.Run($"{Sweep} --out sizes --quiet").Code);

        Assert.Equal(model, File.ReadAllBytes(_cli.In("sizes", "dense-5", "model.safetensors")));
        Assert.True(File.Exists(_cli.In("sizes", "linear-2", "report.html")));
        Assert.True(File.Exists(_cli.In("sizes", "report.html")));
        Assert.False(Directory.Exists(_cli.In("sizes", ".new-dense-5")));
    }

    [Theory]
    [InlineData("--epochs 3", "--epochs 4", "training.epochs: found 3, received 4")]
    [InlineData("--code 2,5", "--code 2", "dense-5: found a run that was not asked for")]
    [InlineData("--knn 3", "--knn 4", "neighbors: found 3, received 4")]
    [InlineData("--against linear", "--seed 9", "training.seed: found 42, received 9")]
    public void Sweep_InAFolderOfAnother_SaysWhatDiffers(string from, string to, string message)
    {
        Assert.Equal(ExitCode.Ok, _cli.Run($"{Sweep} --out sizes --quiet").Code);

        _cli.Run($"{Sweep.Replace(from, to, StringComparison.Ordinal)} --out sizes --quiet").AssertFails(ExitCode.Failed, message);
    }

    [Fact]
    public void Sweep_WithFurtherModelsAndSizes_KeepsWhatIsThere()
    {
        Assert.Equal(ExitCode.Ok, _cli.Run("sweep --model dense --code 2 --data mnist --epochs 3 --batch 64 --threads 1 --out sizes --quiet").Code);
        DateTime written = File.GetLastWriteTimeUtc(_cli.In("sizes", "dense-2", "model.safetensors"));

        CliResult more = _cli.Run($"{Sweep} --out sizes");

        Assert.Equal(ExitCode.Ok, more.Code);
        Assert.Contains("dense-2 (1 of 4): is there already.", more.Error, StringComparison.Ordinal);
        Assert.Equal(written, File.GetLastWriteTimeUtc(_cli.In("sizes", "dense-2", "model.safetensors")));
        Assert.Equal(["run", "", .. Runs, "", "report"], more.Out.TrimEnd().Split('\n').Select(static line => line.Split(' ')[0]));
        Assert.Contains("linear-5 (4 of 4): is there already.", _cli.Run($"{Sweep} --out sizes").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Sweep_OptionsOfOneModel_AreForThatOneAlone()
    {
        CliResult result = _cli.Run("sweep --model dense,deep --code 2,3 --layers 9 --data mnist --epochs 1 --batch 64 --threads 1 --out sizes --quiet");

        Assert.Equal((ExitCode.Ok, ""), (result.Code, result.Error));
        Assert.Equal([784, 9, 2, 9, 784], ModelSummary.Widths(Recipe("deep-2").Model));
        Assert.Equal([784, 3, 784], ModelSummary.Widths(Recipe("dense-3").Model));
    }

    [Fact]
    public void Sweep_AgainstPrincipalComponents_GivesThemTheSameTrainingSet()
    {
        CliResult result = _cli.Run("sweep --model dense --against pca --code 2,3 --knn 3 --data mnist --epochs 1 --batch 64 --seed 5 --threads 1 --out sizes --quiet");

        Assert.Equal((ExitCode.Ok, ""), (result.Code, result.Error));
        Assert.Equal(Recipe("dense-2").Data, Recipe("pca-2").Data);
        Assert.Null(Recipe("pca-3").Data.Validation);
        Assert.Equal((5UL, 5UL), (Recipe("dense-3").Training.Seed, Recipe("pca-3").Training.Seed));
        Assert.Contains("\npca-3,pca,3,", File.ReadAllText(_cli.In("sizes", "table.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void Sweep_OfPrincipalComponentsAlone_HoldsNothingBackAndTakesNoTraining()
    {
        Assert.Equal(ExitCode.Ok, _cli.Run("sweep --model pca --code 2 --data mnist --whiten --threads 1 --out sizes --quiet").Code);

        Assert.Equal(0, Recipe("pca-2").Data.Validation);
        Assert.True(Recipe("pca-2").Pca!.Whiten);
        _cli.Run("sweep --model pca --code 2 --epochs 3").AssertFails(ExitCode.Usage, "--epochs: received for a model without it");
        _cli.Run("sweep --model dense --code 2 --whiten").AssertFails(ExitCode.Usage, "--whiten: received for a model without it");
    }

    [Fact]
    public void Sweep_Json_IsOneLine()
    {
        CliResult result = _cli.Run($"{Sweep} --out sizes --quiet --json");

        Assert.Equal((ExitCode.Ok, ""), (result.Code, result.Error));
        using JsonDocument json = JsonDocument.Parse(result.Out);
        Assert.Equal(Runs, json.RootElement.GetProperty("runs").EnumerateArray().Select(static run => run.GetProperty("run").GetString()));
        Assert.Single(result.Out.TrimEnd().Split('\n'));
    }

    [Fact]
    public void Sweep_WithADivergedRun_FinishesTheOthersAndReturnsThree()
    {
        CliResult result = _cli.Run("sweep --model linear --code 2,3 --data mnist --epochs 2 --batch 64 --threads 1 --optimizer sgd --learning-rate 1e30 --out sizes");

        Assert.Equal(ExitCode.Diverged, result.Code);
        Assert.Contains("linear-3", result.Out, StringComparison.Ordinal);
        Assert.Contains("hourglass: sizes/linear-2: ", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sweep --model dense", "--code: received nothing, expected the sizes of the code")]
    [InlineData("sweep --model dens --code 2", "--model: received \"dens\", expected one of ")]
    [InlineData("sweep --code 2,x", "--code: received 'x'")]
    [InlineData("sweep --code 2,0", "expected numbers of 1 or more")]
    [InlineData("sweep --model classifier --code 2", "--code: received a value for 'classifier'")]
    [InlineData("sweep --code 2 --filters 3", "--filters: received a value for 'dense'")]
    [InlineData("sweep --code 2,3 --epochs 0", "--epochs")]
    public void Sweep_OfWhatCannotBe_SaysWhy(string commandLine, string message) => _cli.Run(commandLine).AssertFails(ExitCode.Usage, message);

    [Fact]
    public void Sweep_IntoAFolderOfSomethingElse_LeavesIt()
    {
        _cli.Train("run");
        byte[] report = File.ReadAllBytes(_cli.In("run", "report.html"));

        _cli.Run($"{Sweep} --out run --quiet").AssertFails(ExitCode.Failed, "found the folder of a run");
        _cli.Run($"{Sweep} --out data --quiet").AssertFails(ExitCode.Failed, "the folder is not empty and holds no sweep");

        Assert.Equal(report, File.ReadAllBytes(_cli.In("run", "report.html")));
    }

    private Recipe Recipe(string run) => RunFolder.Open(_cli.In("sizes", run)).ReadRecipe();
}
