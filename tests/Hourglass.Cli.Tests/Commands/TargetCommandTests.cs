using System.Text.Json;
using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli.Tests;

public sealed class TargetCommandTests : IDisposable
{
    private const string Small = "--data mnist --epochs 2 --batch 64 --threads 1 --layers 16,8";

    private readonly CliHarness _cli = new CliHarness().AddMnist();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Train_AClassifier_ShowsErrorRatesAndSaysItsTargetInTheRecipe()
    {
        CliResult result = _cli.Run($"train classifier {Small} --out run");

        Assert.Equal(ExitCode.Ok, result.Code);
        string[] labels = [.. result.Out.TrimEnd().Split('\n').Select(static line => line.Split("  ")[0])];
        Assert.Equal(["test error", "test cross-entropy", "training error", "commonest class", "code", "parameters", "time", "run", "report"], labels);
        Assert.Contains("Target: the class of each sample.\n", result.Error, StringComparison.Ordinal);
        Recipe recipe = RunFolder.Open(_cli.In("run")).ReadRecipe();
        Assert.Equal((TargetKind.Label, 10), (recipe.Data.Target, recipe.Model.OutputShape.Size));
    }

    [Fact]
    public void Evaluate_AClassifierByItsRunOrItsFile_RepeatsTheFiguresOfTheTraining()
    {
        RunResult trained = RunResultJson.Read(_cli.Run($"train classifier {Small} --out run --json --quiet").Out, "out");

        foreach (string source in new[] { "run", "run/model.safetensors --data mnist" })
        {
            using JsonDocument json = JsonDocument.Parse(_cli.Run($"evaluate {source} --json --quiet --threads 1").Out);
            Assert.Equal(trained.Figures[FigureNames.TestErrorRate], json.RootElement.GetProperty("test_error_rate").GetDouble());
            Assert.Equal(trained.Figures[FigureNames.TestCrossEntropy], json.RootElement.GetProperty("test_cross_entropy").GetDouble());
            Assert.Equal(64, json.RootElement.GetProperty("confusion").EnumerateArray().Sum(static row => row.EnumerateArray().Sum(static count => count.GetInt32())));
        }
    }

    [Fact]
    public void InfoEncodeReconstruct_OfAClassifier_GiveWhatItHas()
    {
        _cli.Run($"train classifier {Small} --out run");

        Assert.Equal(ExitCode.Ok, _cli.Run("info run").Code);
        Assert.Equal(ExitCode.Ok, _cli.Run("encode run --set train --output codes.npy").Code);
        Assert.Equal((CliHarness.TrainCount, 8), (NpyFile.Read(_cli.In("codes.npy")).Sizes[0], NpyFile.Read(_cli.In("codes.npy")).Sizes[1]));
        _cli.Run("decode run --input codes.npy --output answers.npy").AssertFails(ExitCode.Failed, "turns samples of 28x28x1 into 10, expected one that reconstructs them.");
    }

    [Fact]
    public void Train_ASimilarityModel_PairsTrainingSamplesAndKeepsTheirOrderForEncode()
    {
        CliResult result = _cli.Run($"train similarity --partners 3 {Small} --out run");

        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.Contains("Samples: 693 for training, 25 for validation, 64 for testing.\n", result.Error, StringComparison.Ordinal);
        Assert.Contains("Target: 3 others of its class for each training sample.\n", result.Error, StringComparison.Ordinal);
        Assert.Contains("mean of the class", result.Out, StringComparison.Ordinal);
        _cli.Run("encode run --set train --output codes.npy");
        Assert.Equal(CliHarness.TrainCount, NpyFile.Read(_cli.In("codes.npy")).Sizes[0]);
    }

    [Fact]
    public void Train_ASpecFileThatClassifies_TakesLabelsAsItsTarget()
    {
        SpecJson.WriteFile(Models.Classifier(new(1, 28, 28), new ModelOptions { Layers = [4] }) with { Name = "mine" }, _cli.In("mine.json"));

        CliResult result = _cli.Run("train mine.json --data mnist --epochs 1 --batch 64 --threads 1 --out run");

        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.Equal(TargetKind.Label, RunFolder.Open(_cli.In("run")).ReadRecipe().Data.Target);
    }

    [Fact]
    public void Resume_ACancelledClassifier_GivesTheBitsOfAnUncutOne()
    {
        _cli.Run($"train classifier {Small} --out whole");
        _cli.CancelAt = "epoch 1/2";
        Assert.Equal(ExitCode.Cancelled, _cli.Run($"train classifier {Small} --out cut").Code);
        _cli.CancelAt = null;

        Assert.Equal(ExitCode.Ok, _cli.Run("resume cut").Code);

        Assert.Equal(File.ReadAllBytes(_cli.In("whole", "model.safetensors")), File.ReadAllBytes(_cli.In("cut", "model.safetensors")));
    }

    [Fact]
    public void Train_Stacked_SaysItsPhasesAndResumesFromAnyOfThem()
    {
        const string Command = "train stacked --layers 16,8 --data mnist --epochs 2 --batch 64 --pretraining-epochs 2 --pretraining-batch 64 --threads 1";
        CliResult whole = _cli.Run($"{Command} --out whole");
        _cli.CancelAt = "Phase 3 of 5";
        CliResult cut = _cli.Run($"{Command} --out cut");
        _cli.CancelAt = null;

        CliResult resumed = _cli.Run("resume cut");

        Assert.Equal((ExitCode.Ok, ExitCode.Cancelled, ExitCode.Ok), (whole.Code, cut.Code, resumed.Code));
        Assert.Contains("Phase 2 of 5: autoencoder of layer 1, 784-16-784.\n", whole.Error, StringComparison.Ordinal);
        Assert.Contains("without pre-training  ", whole.Out, StringComparison.Ordinal);
        Assert.Contains("before fine-tuning  ", whole.Out, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(_cli.In("whole", "model.safetensors")), File.ReadAllBytes(_cli.In("cut", "model.safetensors")));
    }

    [Fact]
    public void Train_ADeepAutoencoderWithPretraining_IsComparedByItsError()
    {
        CliResult result = _cli.Run($"train deep {Small} --code 4 --pretraining-epochs 1 --out run --json --quiet");

        using JsonDocument json = JsonDocument.Parse(result.Out);
        Assert.True(json.RootElement.TryGetProperty("test_mse_without_pretraining", out _));
        Assert.True(json.RootElement.TryGetProperty("test_mse_before_fine_tuning", out _));
    }
}
