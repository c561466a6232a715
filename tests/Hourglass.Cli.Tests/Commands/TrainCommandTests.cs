using System.Text.Json;
using System.Text.RegularExpressions;
using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli.Tests;

public sealed class TrainCommandTests : IDisposable
{
    private const string Small = "--data mnist --epochs 2 --batch 64 --threads 1";

    private readonly CliHarness _cli = new CliHarness().AddMnist();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Train_EndsWithATableAndARunFolder()
    {
        CliResult result = _cli.Run($"train dense --code 8 {Small} --out run");

        Assert.Equal(ExitCode.Ok, result.Code);
        string[] labels = [.. result.Out.TrimEnd().Split('\n').Select(static line => line.Split("  ")[0])];
        Assert.Equal(["test error", "mean image", "PSNR", "SSIM", "code", "parameters", "time", "run", "report"], labels);
        Assert.Contains("report      run/report.html", result.Out, StringComparison.Ordinal);
        Assert.All(
            ["recipe.json", "metrics.jsonl", "checkpoint.safetensors", "model.safetensors", "result.json", "report.html"],
            file => Assert.True(File.Exists(_cli.In("run", file)), file));
    }

    [Fact]
    public void Train_WithoutATerminal_SaysTheDataAndALinePerEpochOnStderr()
    {
        CliResult result = _cli.Run($"train dense --code 8 {Small} --out run");

        string[] lines = result.Error.TrimEnd().Split('\n');
        Assert.Equal(5, lines.Length);
        Assert.StartsWith("Data: mnist from $HOURGLASS_DATA/mnist, ", lines[0], StringComparison.Ordinal);
        Assert.Equal("Samples: 231 for training, 25 for validation, 64 for testing.", lines[1]);
        Assert.Equal("Model: dense, 784-8-784, 13,336 parameters.", lines[2]);
        Assert.Matches(@"^epoch 1/2  loss 0\.\d{4,5}  val 0\.\d{4,5}  [\d,]+ samples/s  \d+ s left$", lines[3]);
        Assert.Matches(@"^epoch 2/2  loss 0\.\d{4,5}  val 0\.\d{4,5}  [\d,]+ samples/s$", lines[4]);
    }

    [Fact]
    public void Train_OfManyEpochs_WritesAboutFiftyLines()
    {
        CliResult result = _cli.Run("train linear --code 2 --data mnist --take 32 --validation 0 --batch 32 --epochs 120 --threads 1 --out run");

        string[] lines = [.. result.Error.Split('\n').Where(static line => line.StartsWith("epoch ", StringComparison.Ordinal))];
        Assert.Equal(41, lines.Length);
        Assert.StartsWith("epoch   1/120", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("epoch 120/120", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Train_Json_PrintsOneObjectWithEveryFigureAndNothingElse()
    {
        CliResult result = _cli.Run($"train dense --code 8 {Small} --out run --json");

        Assert.Equal(1, result.Out.Count(static c => c == '\n'));
        using JsonDocument json = JsonDocument.Parse(result.Out);
        JsonElement root = json.RootElement;
        Assert.Equal(_cli.In("run"), root.GetProperty("run").GetString());
        Assert.Equal(2, root.GetProperty("epochs").GetInt32());
        Assert.Equal(8, root.GetProperty("code_size").GetInt32());
        Assert.Equal(98, root.GetProperty("compression_ratio").GetDouble());
        Assert.Equal(13_336, root.GetProperty("parameters").GetInt64());
        Assert.InRange(root.GetProperty("test_mse").GetDouble(), 0.05, 0.3);
        Assert.Equal(784 * root.GetProperty("test_mse").GetDouble(), root.GetProperty("test_sse_per_image").GetDouble(), 9);
        Assert.True(root.GetProperty("test_bce").GetDouble() > 0);
        Assert.True(root.GetProperty("seconds").GetDouble() > 0);
        Assert.True(root.GetProperty("samples_per_second").GetDouble() > 0);
    }

    [Fact]
    public void Train_Quiet_SaysNothing() => _cli.Train("run");

    [Fact]
    public void Train_QuietJson_PrintsOnlyTheObject()
    {
        CliResult result = _cli.Run($"train dense --code 8 {Small} --out run --json --quiet");

        Assert.Equal("", result.Error);
        Assert.StartsWith("{\"model\":\"dense\"", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_WithoutOut_NamesTheFolderAfterModelAndTime()
    {
        _cli.Time = new FixedTime(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero));

        CliResult result = _cli.Run($"train linear --code 2 {Small} --quiet");

        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.True(File.Exists(_cli.In("runs", "linear-20260304-050607", "report.html")));
    }

    [Fact]
    public void Train_OnATerminal_RedrawsOneLine()
    {
        _cli.IsTerminal = true;
        _cli.Width = 100;

        CliResult result = _cli.Run($"train dense --code 8 {Small} --out run");

        Assert.Contains("\r\e[?7lepoch 2/2  \e[36m━━━━", result.Error, StringComparison.Ordinal);
        Assert.Contains("100%  loss ", result.Error, StringComparison.Ordinal);
        Assert.EndsWith("Measuring and writing the report ...\r\e[K", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\e", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_OnATerminalWithNoColor_DrawsWithoutColor()
    {
        _cli.IsTerminal = true;
        _cli.Variables["NO_COLOR"] = "1";

        CliResult result = _cli.Run($"train dense --code 8 {Small} --out run");

        Assert.Contains("\r\e[?7lepoch 2/2  ━━━━", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[36m", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_ASpecFile_TrainsThatModel()
    {
        ModelSpec spec = new("mine", new Shape(784), [new DenseSpec(5, ActivationKind.Tanh)], [new DenseSpec(784)], new LossSpec(LossKind.Huber));
        SpecJson.WriteFile(spec, _cli.In("mine.json"));

        CliResult result = _cli.Run($"train mine.json {Small} --out run");

        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.Equal(spec, RunFolder.Open(_cli.In("run")).ReadRecipe().Model);
    }

    [Fact]
    public void Train_ASpecFileWithNoiseAndPenalties_EndsWithItsReport()
    {
        ModelSpec spec = new(
            "sparse-denoising",
            new Shape(1, 28, 28),
            [new BlurSpec(1), new SaltAndPepperSpec(0.1), new DenseSpec(9, ActivationKind.Sigmoid, Contractive: 0.01), new SparsitySpec(0.1, 0.01)],
            [new DenseSpec(784, ActivationKind.Sigmoid)],
            new LossSpec(LossKind.Mse) with { WeightL1 = 1e-6 });
        SpecJson.WriteFile(spec, _cli.In("noisy.json"));

        CliResult result = _cli.Run($"train noisy.json {Small} --out run");

        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.Equal(spec, RunFolder.Open(_cli.In("run")).ReadRecipe().Model);
        string report = File.ReadAllText(_cli.In("run", "report.html"));
        foreach (string words in new[] { "blur, sigma 1", "salt and pepper, 10 %", "contractive 0.01", "sparsity, target 0.1, weight 0.01" })
            Assert.Contains(words, report, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_TheProtocolOfTheDeepBaseline_IsWhatTheRecipeSays()
    {
        CliResult result = _cli.Run(
            "train deep --layers 256,128 --code 32 --activation sigmoid --code-activation sigmoid --output-activation linear --loss mse "
            + "--loss-reduction sum --data mnist --take 100 --validation 0 --batch 100 --epochs 1 --optimizer adam --learning-rate 1e-3 --out run --threads 1");

        Assert.Equal(ExitCode.Ok, result.Code);
        Recipe recipe = RunFolder.Open(_cli.In("run")).ReadRecipe();
        Assert.Equal(new DataSpec { Name = "mnist", Take = 100, Validation = 0 }, recipe.Data);
        Assert.Equal(new TrainingOptions { Epochs = 1, Batch = 100, Optimizer = new AdamSpec(0.001) }, recipe.Training);
        Assert.Equal(
            [256, 128, 32, 128, 256, 784],
            recipe.Model.Encoder.Concat(recipe.Model.Decoder).OfType<DenseSpec>().Select(static layer => layer.Units));
        Assert.Equal(
            [.. Enumerable.Repeat(ActivationKind.Sigmoid, 5), ActivationKind.Linear],
            recipe.Model.Encoder.Concat(recipe.Model.Decoder).OfType<DenseSpec>().Select(static layer => layer.Activation));
        Assert.Equal(new LossSpec(LossKind.Mse, LossReduction.Sum), recipe.Model.Loss);
    }

    [Fact]
    public void Train_EveryOption_ReachesTheRecipe()
    {
        CliResult result = _cli.Run(
            "train", "dense", "--code", "3", "--activation", "tanh", "--output-activation", "linear", "--loss", "huber", "--initializer", "normal=0.05",
            "--data", "mnist", "--take", "100", "--validation", "20", "--stratified", "--epochs", "2", "--batch", "10", "--seed", "7", "--no-shuffle",
            "--patience", "3", "--restore-best", "--checkpoint-every", "2", "--optimizer", "sgd", "--learning-rate", "0.05", "--momentum", "0.9", "--nesterov",
            "--weight-decay", "1e-4", "--clip-norm", "2", "--clip-value", "0.5", "--schedule", """{"schedule": "step", "every": 2}""",
            "--threads", "2", "--out", "run");

        Assert.Equal(ExitCode.Ok, result.Code);
        Recipe recipe = RunFolder.Open(_cli.In("run")).ReadRecipe();
        InitializerSpec initializer = InitializerSpec.Normal(0.05);
        Assert.Equal([new DenseSpec(3, ActivationKind.Tanh, initializer)], recipe.Model.Encoder);
        Assert.Equal(new DenseSpec(784, ActivationKind.Linear, initializer), recipe.Model.Decoder[0]);
        Assert.Equal(new LossSpec(LossKind.Huber), recipe.Model.Loss);
        Assert.Equal(new DataSpec { Name = "mnist", Take = 100, Validation = 20, Stratified = true }, recipe.Data);
        TrainingOptions expected = new()
        {
            Epochs = 2,
            Batch = 10,
            Seed = 7,
            Shuffle = false,
            Patience = 3,
            RestoreBest = true,
            CheckpointEvery = 2,
            Optimizer = new SgdSpec(0.05, 0.9, Nesterov: true, WeightDecay: 1e-4, ClipNorm: 2, ClipValue: 0.5),
            Schedule = new StepSchedule(2),
        };
        Assert.Equal(expected, recipe.Training);
    }

    [Fact]
    public void Train_OptimizerAndScheduleFromFiles_ReachTheRecipe()
    {
        File.WriteAllText(_cli.In("optimizer.json"), """{"optimizer": "rmsprop", "rho": 0.8}""");
        File.WriteAllText(_cli.In("schedule.json"), """{"schedule": "exponential", "factor": 0.5}""");

        CliResult result = _cli.Run($"train {Small} --optimizer optimizer.json --learning-rate 0.01 --schedule schedule.json --out run");

        Assert.Equal(ExitCode.Ok, result.Code);
        TrainingOptions training = RunFolder.Open(_cli.In("run")).ReadRecipe().Training;
        Assert.Equal(new RmsPropSpec(0.01, 0.8), training.Optimizer);
        Assert.Equal(new ExponentialSchedule(0.5), training.Schedule);
    }

    [Fact]
    public void Train_ABatchThatWasNotAskedFor_ShrinksToTheSet()
    {
        CliResult result = _cli.Run("train --data mnist --epochs 1 --take 100 --validation 0 --threads 1 --quiet --out run");

        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.Equal(100, RunFolder.Open(_cli.In("run")).ReadRecipe().Training.Batch);
    }

    [Fact]
    public void Train_ThatDiverges_SaysWhereAndReturnsThree()
    {
        CliResult result = _cli.Run($"train linear {Small} --optimizer sgd --learning-rate 1e30 --out run --quiet --json");

        Assert.Equal(ExitCode.Diverged, result.Code);
        Assert.StartsWith("hourglass: The loss is not finite at epoch 1, step 2; ", result.Error, StringComparison.Ordinal);
        Assert.Contains("\"outcome\":\"diverged\"", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_ThatStopsEarly_SaysWhy()
    {
        CliResult result = _cli.Run("train --data mnist --epochs 50 --batch 64 --threads 1 --optimizer sgd --learning-rate 1e-30 --patience 2 --out run");

        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.Contains("No progress for 2 epochs", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_TheReport_NamesTheCommandThatRepeatsIt()
    {
        CliResult result = _cli.Run("train linear --code 2 --epochs 1 --batch 64 --threads 1 --quiet --json --out run");

        Assert.Equal(ExitCode.Ok, result.Code);
        string report = Regex.Replace(File.ReadAllText(_cli.In("run", "report.html")), "<[^>]*>", "");
        Assert.Contains("hourglass train linear --code 2 --epochs 1 --batch 64 --data mnist", report, StringComparison.Ordinal);
    }

    /// <summary>A clock that stands still for names and runs for durations.</summary>
    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => now;
    }
}
