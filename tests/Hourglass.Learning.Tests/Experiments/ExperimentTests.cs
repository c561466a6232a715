using System.Text.Json;
using Hourglass.Networks;
using Hourglass.Numerics;
using Hourglass.Testing;

namespace Hourglass.Learning.Tests;

public sealed class ExperimentTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_LeavesAWholeRunFolder()
    {
        TinyRun.Train(TinyRun.Recipe, _folder.At("run"));

        Assert.Equal(
            [
                "checkpoint.safetensors", "hourglass.txt", "metrics.jsonl", "model.safetensors", "pictures", "recipe.json",
                "report.html", "result.json",
            ],
            Directory.GetFileSystemEntries(_folder.At("run")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Run_TeamOfAnySize_GivesTheSameBits(int team)
    {
        using Workers workers = new(team);
        TinyRun.Train(TinyRun.Recipe, _folder.At("one"));
        RunResult result = TinyRun.Train(TinyRun.Recipe, _folder.At("team"), workers);

        Assert.Equal(team, result.Threads);
        RunBits.AssertSame(RunBits.Of(_folder.At("one")), RunBits.Of(_folder.At("team")));
    }

    [Fact]
    public void Run_SameSeed_GivesTheSameBitsAndAnotherSeedOthers()
    {
        TinyRun.Train(TinyRun.Recipe, _folder.At("one"));
        TinyRun.Train(TinyRun.Recipe, _folder.At("again"));
        TinyRun.Train(TinyRun.Recipe.With(training => training with { Seed = 43 }), _folder.At("other"));

        RunBits.AssertSame(RunBits.Of(_folder.At("one")), RunBits.Of(_folder.At("again")));
        Assert.NotEqual(RunBits.Of(_folder.At("one")).Model, RunBits.Of(_folder.At("other")).Model);
    }

    [Fact]
    public void Run_ResultAgreesWithNaiveFigures()
    {
        RunResult result = TinyRun.Train(TinyRun.Recipe, _folder.At("run"));

        // The sums of 64 squares are in single precision.
        Network network = ModelFile.Load(RunFolder.Open(_folder.At("run")).ModelFile);
        Assert.Equal(Naive.Mse(network, TinyRun.Split.Test), result.Figures[FigureNames.TestMse], 1e-7);
        Assert.Equal(Naive.SquaredErrors(network, TinyRun.Split.Test).Average(), result.Figures[FigureNames.TestSsePerImage], 64e-7);
        Assert.Equal(Naive.Bce(network, TinyRun.Split.Test), result.Figures[FigureNames.TestBce], 1e-6);
        Assert.Equal(Naive.Mse(network, TinyRun.Split.Train), result.Figures[FigureNames.TrainMse], 1e-7);
        Assert.Equal(Naive.SquaredErrors(network, TinyRun.Split.Train).Average(), result.Figures[FigureNames.TrainSsePerImage], 64e-7);
        Assert.Equal(Naive.MseOfMean(TinyRun.Split.Train, TinyRun.Split.Test), result.Figures[FigureNames.MeanImageMse], 1e-7);
        Assert.Equal((64 * 12) + 12 + (12 * 3) + 3 + (3 * 12) + 12 + (12 * 64) + 64, result.Parameters);
        Assert.Equal((3, 64.0 / 3, 4, 42UL, 1), (result.CodeSize, result.CompressionRatio, result.Epochs, result.Seed, result.Threads));
        Assert.Equal(("tiny", "digits", "completed", "All 4 epochs are done."), (result.Model, result.Data, result.Outcome, result.Reason));
        Assert.Equal(_folder.At("run"), result.Run);
        Assert.Equal(Experiment.Version, result.Version);
    }

    [Fact]
    public void Run_TimesComeFromTheClockGiven()
    {
        FakeTimeProvider clock = new();
        int epoch = 0;
        Hook watch = new() { Step = context => { epoch = context.Epoch; clock.Advance(TimeSpan.FromSeconds(epoch)); } };
        Recipe recipe = TinyRun.Recipe;
        Experiment experiment = new(recipe, TinyRun.Split, RunFolder.Create(_folder.At("run"), recipe), Workers.Single, clock) { Callbacks = [watch] };

        RunResult result = experiment.Run(cancellation: TestContext.Current.CancellationToken);

        // Three steps in each of four epochs, of 1, 2, 3 and 4 seconds: 30, 15, 10 and 7.5 samples per second.
        Assert.Equal(30, result.Seconds);
        Assert.Equal(15, result.SamplesPerSecond);
    }

    [Fact]
    public void Run_Cancelled_WritesTheUnfinishedFiguresAndResumesToTheSameBits()
    {
        TinyRun.Train(TinyRun.Recipe, _folder.At("whole"));
        using CancellationTokenSource cancel = new();
        Hook stop = new() { Step = context => { if (context.Optimizer.Steps == 5) cancel.Cancel(); } };
        RunFolder folder = RunFolder.Create(_folder.At("cut"), TinyRun.Recipe);
        RunResult cut = TinyRun.Experiment(TinyRun.Recipe, folder, null, stop).Run(cancellation: cancel.Token);

        Assert.Equal(("cancelled", 1), (cut.Outcome, cut.Epochs));
        Assert.Contains("hourglass resume", File.ReadAllText(folder.ReportFile), StringComparison.Ordinal);
        Assert.Equal("completed", TinyRun.Resume(_folder.At("cut")).Outcome);
        RunBits.AssertSame(RunBits.Of(_folder.At("whole")), RunBits.Of(_folder.At("cut")));
    }

    [Fact]
    public void Resume_OwnCallbackThatSteers_GivesTheSameBits()
    {
        Hook Halve(int failAt) => new()
        {
            Step = context => { if (context.Optimizer.Steps == failAt) throw new InvalidOperationException(); },
            Epoch = (context, _) => context.LearningRateFactor /= 2,
        };
        TinyRun.Train(TinyRun.Recipe, _folder.At("whole"), null, Halve(0));

        // The checkpoint of the second epoch must hold what the callback made of that epoch.
        Assert.Throws<InvalidOperationException>(() => TinyRun.Train(TinyRun.Recipe, _folder.At("cut"), null, Halve(8)));
        TinyRun.Experiment(TinyRun.Recipe, RunFolder.Open(_folder.At("cut")), null, Halve(0))
            .Resume(cancellation: TestContext.Current.CancellationToken);

        RunBits.AssertSame(RunBits.Of(_folder.At("whole")), RunBits.Of(_folder.At("cut")));
    }

    [Fact]
    public void Resume_FinishedRun_ChangesNothing()
    {
        TinyRun.Train(TinyRun.Recipe, _folder.At("run"));
        RunBits before = RunBits.Of(_folder.At("run"));

        TinyRun.Resume(_folder.At("run"));

        RunBits.AssertSame(before, RunBits.Of(_folder.At("run")));
    }

    [Fact]
    public void Resume_MovedFolder_GoesOn()
    {
        TinyRun.Train(TinyRun.Recipe, _folder.At("here"));
        RunBits before = RunBits.Of(_folder.At("here"));
        Directory.Move(_folder.At("here"), _folder.At("there"));

        Assert.Equal(_folder.At("there"), TinyRun.Resume(_folder.At("there")).Run);
        RunBits.AssertSame(before, RunBits.Of(_folder.At("there")));
    }

    [Fact]
    public void Run_Diverged_StillWritesFiguresAndReport()
    {
        Recipe recipe = TinyRun.Recipe with
        {
            Model = TinyRun.Recipe.Model with { Decoder = [new DenseSpec(64)] },
            Training = TinyRun.Recipe.Training with { Optimizer = new SgdSpec(1e20) },
        };

        RunResult result = TinyRun.Train(recipe, _folder.At("run"));

        RunFolder folder = RunFolder.Open(_folder.At("run"));
        Assert.Equal("diverged", result.Outcome);
        Assert.Matches(@"not finite at epoch 1, step \d; .* Lower the learning rate \(it was 1E\+20\)", result.Reason);
        using JsonDocument figures = JsonDocument.Parse(File.ReadAllText(folder.ResultFile));
        Assert.Equal("diverged", figures.RootElement.GetProperty("outcome").GetString());
        Assert.Equal(JsonValueKind.Null, figures.RootElement.GetProperty("test_mse").ValueKind);
        string report = File.ReadAllText(folder.ReportFile);
        Assert.Contains("not finite at epoch 1", report, StringComparison.Ordinal);
        Assert.Contains("their figures mean nothing", report, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.CheckpointFile));
    }

    [Fact]
    public void Run_ImpossibleRecipe_NamesAllProblemsOfModelAndTrainingAndWritesNothing()
    {
        RunFolder folder = RunFolder.Create(_folder.At("run"), TinyRun.Recipe);
        Recipe recipe = TinyRun.Recipe with
        {
            Model = TinyRun.Recipe.Model with { Encoder = [new DenseSpec(0)] },
            Training = TinyRun.Recipe.Training with { Epochs = -1 },
        };

        SpecException error = Assert.Throws<SpecException>(
            () => TinyRun.Experiment(recipe, folder).Run(cancellation: TestContext.Current.CancellationToken));

        Assert.Equal(["model.encoder[0].units", "training.epochs"], error.Problems.Select(problem => problem.Path));
        Assert.Equal(2, Directory.GetFileSystemEntries(_folder.At("run")).Length);
    }

    [Fact]
    public void Resume_WithACheckpointOfAnotherRecipe_IsRefusedAndLeavesAllFiles()
    {
        TinyRun.Train(TinyRun.Recipe, _folder.At("one"));
        TinyRun.Train(TinyRun.Recipe with { Model = TinyRun.Model(2) }, _folder.At("two"));
        File.Copy(_folder.At("two", "checkpoint.safetensors"), _folder.At("one", "checkpoint.safetensors"), overwrite: true);
        byte[] model = File.ReadAllBytes(_folder.At("one", "model.safetensors"));

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => TinyRun.Resume(_folder.At("one")));

        Assert.StartsWith(_folder.At("one", "checkpoint.safetensors"), error.Message, StringComparison.Ordinal);
        Assert.Equal(model, File.ReadAllBytes(_folder.At("one", "model.safetensors")));
    }
}
