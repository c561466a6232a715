using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

/// <summary>Runs whose model is computed from principal components.</summary>
public sealed class PcaRunTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    private static Recipe Recipe { get; } = new(
        new DataSpec(), Models.Create("pca", TinyRun.Shape, new() { Code = 2 }), new TrainingOptions(), Pca: new PcaSpec());

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(PcaSolver.Exact)]
    [InlineData(PcaSolver.Randomized)]
    [InlineData(PcaSolver.Incremental)]
    public void Run_LeavesARunFolderLikeAnyOther(PcaSolver solver)
    {
        Recipe recipe = Recipe with { Pca = new PcaSpec(Solver: solver) };

        RunResult result = TinyRun.Train(recipe, _folder.At("run"));

        Assert.Equal(
            ["hourglass.txt", "metrics.jsonl", "model.safetensors", "pictures", "recipe.json", "report.html", "result.json"],
            Directory.GetFileSystemEntries(_folder.At("run")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        RunFolder folder = RunFolder.Open(_folder.At("run"));
        Assert.Equal(recipe, folder.ReadRecipe());
        Assert.Empty(folder.ReadHistory());
        Pca pca = Pca.Fit(TinyRun.Split.Train, recipe.Pca!.ToOptions(2, 42), Workers.Single, TestContext.Current.CancellationToken);
        Assert.Equal(pca.ExplainedVarianceRatio.Sum(), result.Figures[FigureNames.ExplainedVariance]);
        Assert.Equal((pca.TotalVariance - pca.ExplainedVariance.Sum()) / 64, result.Figures[FigureNames.TrainMse], 1e-6);
        Assert.Equal(("completed", 0, 2), (result.Outcome, result.Epochs, result.CodeSize));
        Network network = ModelFile.Load(folder.ModelFile);
        Assert.Equal(Naive.Mse(network, TinyRun.Split.Test), result.Figures[FigureNames.TestMse], 1e-7);
    }

    [Fact]
    public void Report_ShowsVarianceAndLoadingsAndNoTraining()
    {
        TinyRun.Train(Recipe, _folder.At("run"));

        string page = File.ReadAllText(RunFolder.Open(_folder.At("run")).ReportFile);
        Assert.Contains("Explained variance</h2>", page, StringComparison.Ordinal);
        Assert.Contains("Loadings</h2>", page, StringComparison.Ordinal);
        Assert.Contains("computed from 90 samples of blobs: centred, exact solver.", page, StringComparison.Ordinal);
        foreach (string ofTraining in (string[])["Training</h2>", "learning rate of", "median epoch", "First-layer filters", "epochs, seed"])
            Assert.DoesNotContain(ofTraining, page, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder.At("run"), "pictures", "explained-variance.svg")));
        Assert.True(File.Exists(Path.Combine(_folder.At("run"), "pictures", "codes.svg")));
    }

    [Fact]
    public void Run_TeamOfAnySize_GivesTheSameBits()
    {
        using Workers workers = new(3);
        TinyRun.Train(Recipe, _folder.At("one"));
        TinyRun.Train(Recipe, _folder.At("team"), workers);

        Assert.Equal(
            File.ReadAllBytes(RunFolder.Open(_folder.At("one")).ModelFile), File.ReadAllBytes(RunFolder.Open(_folder.At("team")).ModelFile));
    }

    [Fact]
    public void Run_Cancelled_LeavesNoModelAndCanBeResumed()
    {
        RunFolder folder = RunFolder.Create(_folder.At("run"), Recipe);

        Assert.Throws<OperationCanceledException>(() => TinyRun.Experiment(Recipe, folder).Run(cancellation: new CancellationToken(true)));

        Assert.False(File.Exists(folder.ModelFile));
        Assert.Equal("completed", TinyRun.Resume(_folder.At("run")).Outcome);
    }

    [Fact]
    public void Recipe_WithWhatIsForTrainingAlone_IsRefused()
    {
        Recipe recipe = Recipe with
        {
            Model = TinyRun.Model(3),
            Data = new DataSpec(Target: TargetKind.Label),
            Pretraining = new PretrainingSpec(Compare: false),
        };

        string[] paths = [.. recipe.Validate("").Select(static problem => problem.Path)];

        Assert.Contains("pca", paths);
        Assert.Contains("data.target", paths);
        Assert.Contains("pretraining.epochs", paths);
    }

    [Fact]
    public void EnsureFits_MoreComponentsThanSamples_IsRefused()
    {
        Recipe recipe = Recipe with { Model = Models.Create("pca", TinyRun.Shape, new() { Code = 65 }) };

        SpecException error = Assert.Throws<SpecException>(() => RecipeChecks.EnsureFits(recipe, TinyRun.Split));

        Assert.Contains("received 65 components for 90 samples of 64 features, expected at most 64", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Doctor_OfAHealthyFit_SaysNothingOfTraining()
    {
        Recipe recipe = Recipe with { Training = new TrainingOptions { Optimizer = new SgdSpec(1e6) } };
        RunResult result = TinyRun.Train(recipe, _folder.At("run"));
        Network network = ModelFile.Load(RunFolder.Open(_folder.At("run")).ModelFile);

        Assert.Empty(Doctor.Examine(new TrainedRun(recipe, network, TinyRun.Split, [], result), Workers.Single));
    }
}
