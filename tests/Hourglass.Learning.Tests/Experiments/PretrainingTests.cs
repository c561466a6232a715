using System.Text.Json;
using System.Xml.Linq;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class PretrainingTests : IDisposable
{
    private static readonly DataSplit Split = SplitTargets.With(TinyRun.Split, new DataSpec(Target: TargetKind.Label), new RandomKey(1));

    private static readonly Recipe Recipe = new(
        new DataSpec(Target: TargetKind.Label),
        Models.Stacked(TinyRun.Shape, new ModelOptions { Layers = [12, 9], Classes = 4 }),
        new TrainingOptions { Epochs = 4, Batch = 32, CheckpointEvery = 1, Optimizer = new SgdSpec(0.1, Momentum: 0.9) },
        new PretrainingSpec(Epochs: 3, Batch: 32));

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_WritesEveryPhaseAndComparesBeforeAndWithout()
    {
        List<string> phases = [];

        RunResult result = Run(Recipe, "run", phases);

        Assert.Equal(
            [
                "Phase 1 of 5: the whole network without pre-training, to compare with.",
                "Phase 2 of 5: autoencoder of layer 1, 64-12-64.",
                "Phase 3 of 5: autoencoder of layer 2, 12-9-12.",
                "Phase 4 of 5: the output layer on the codes of the pre-trained layers.",
                "Phase 5 of 5: fine-tuning of the whole network.",
            ],
            phases);
        Assert.Equal(
            ["test_error_rate", "test_error_rate_before_fine_tuning", "test_error_rate_without_pretraining", "test_accuracy"],
            result.Figures.Take(4).Select(static figure => figure.Name));
        Assert.Equal(["pretraining_loss_layer_1", "pretraining_loss_layer_2"], result.Figures.TakeLast(2).Select(static figure => figure.Name));
        Assert.All(
            ["1-without-pretraining", "2-layer-1", "3-layer-2", "4-output"],
            phase => Assert.True(File.Exists(_folder.At($"run/phases/{phase}/model.safetensors"))));
        string page = XDocument.Parse(File.ReadAllText(_folder.At("run/report.html"))).Root!.Value;
        Assert.Contains("Layer-wise pre-training", page, StringComparison.Ordinal);
        Assert.Contains("64-12-64", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WithoutComparison_LeavesThatPhaseOut()
    {
        RunResult result = Run(Recipe with { Pretraining = Recipe.Pretraining! with { Compare = false } }, "run");

        Assert.Null(result.Figures.Find("test_error_rate_without_pretraining"));
        Assert.False(Directory.Exists(_folder.At("run/phases/1-without-pretraining")));
        Assert.True(Directory.Exists(_folder.At("run/phases/1-layer-1")));
    }

    [Fact]
    public void Run_Comparison_IsTheRunOfTheSameRecipeWithoutPretraining()
    {
        Run(Recipe, "stacked");
        Run(Recipe with { Pretraining = null }, "plain");

        Assert.Equal(File.ReadAllBytes(_folder.At("plain/model.safetensors")), File.ReadAllBytes(_folder.At("stacked/phases/1-without-pretraining/model.safetensors")));
    }

    [Fact]
    public void Run_FineTuning_BeginsWithTheLayersOfThePhases()
    {
        // At no learning rate to speak of fine-tuning leaves what it began with, up to rounding.
        Run(Recipe.With(static training => training with { Epochs = 1, Optimizer = new SgdSpec(1e-12) }), "run");

        Network network = ModelFile.Load(_folder.At("run/model.safetensors"));
        foreach ((string phase, string from, string to) in new[] { ("2-layer-1", "encoder.0", "encoder.0"), ("3-layer-2", "encoder.0", "encoder.1"), ("4-output", "decoder.0", "decoder.0") })
            Assert.Equal(Weights(ModelFile.Load(_folder.At($"run/phases/{phase}/model.safetensors")), from), Weights(network, to));
    }

    [Fact]
    public void Run_SecondLayer_LearnsToReconstructTheCodesOfTheFirst()
    {
        Run(Recipe with { Pretraining = Recipe.Pretraining! with { Epochs = 1 } }, "run");
        Network first = ModelFile.Load(_folder.At("run/phases/2-layer-1/model.safetensors")), second = ModelFile.Load(_folder.At("run/phases/3-layer-2/model.safetensors"));
        FloatSet codes = new("codes", new Shape(12), Representations.Encode(first, TinyRun.Split.Validation!, Workers.Single).Values.ToArray());

        using JsonDocument epoch = JsonDocument.Parse(Assert.Single(File.ReadAllLines(_folder.At("run/phases/3-layer-2/metrics.jsonl"))));

        // The loss is the mean binary cross-entropy of the codes; single precision rounds it.
        Assert.Equal(epoch.RootElement.GetProperty("validation_loss").GetDouble(), ReconstructionQuality.Measure(second, codes, Workers.Single).Bce, 1e-6);
    }

    [Fact]
    public void Run_WithCorruption_PutsAMaskBeforeEachLayerButNotIntoTheNetwork()
    {
        Run(Recipe with { Pretraining = Recipe.Pretraining! with { Corruption = [0.25, 0] } }, "run");

        Assert.Equal(new MaskSpec(0.25), ModelFile.Load(_folder.At("run/phases/2-layer-1/model.safetensors")).Spec.Encoder[0]);
        Assert.Single(ModelFile.Load(_folder.At("run/phases/3-layer-2/model.safetensors")).Spec.Encoder);
        Assert.All(ModelFile.Load(_folder.At("run/model.safetensors")).Spec.Encoder, static layer => Assert.IsType<DenseSpec>(layer));
    }

    [Theory]
    [InlineData(ActivationKind.Tanh, LossKind.Mse, ActivationKind.Tanh)]
    [InlineData(ActivationKind.Sigmoid, LossKind.Bce, ActivationKind.Sigmoid)]
    [InlineData(ActivationKind.Relu, LossKind.Mse, ActivationKind.Linear)]
    public void Run_SecondLayer_ComesBackToWhatTheFirstCanMake(ActivationKind activation, LossKind loss, ActivationKind back)
    {
        Run(Recipe with { Model = Models.Stacked(TinyRun.Shape, new ModelOptions { Layers = [12, 9], Classes = 4, Activation = activation }) }, "run");

        ModelSpec second = ModelFile.Load(_folder.At("run/phases/3-layer-2/model.safetensors")).Spec;
        Assert.Equal((loss, new DenseSpec(12, back)), (second.Loss.Kind, second.Decoder[0]));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(3, 3)]
    [InlineData(4, 2)]
    [InlineData(5, 3)]
    public void Resume_StoppedInAnyPhase_GivesTheBitsOfAnUncutRun(int phase, int epoch)
    {
        RunResult whole = Run(Recipe, "whole");
        using CancellationTokenSource stop = new();
        int begun = 0;
        Hook hook = new() { Epoch = (context, _) => { if (begun == phase && context.History.Count == epoch) stop.Cancel(); } };
        RunFolder cut = RunFolder.Create(_folder.At("cut"), Recipe);

        RunResult first = new Experiment(Recipe, Split, cut, Workers.Single) { Callbacks = [hook], PhaseBegins = _ => begun++ }.Run(cancellation: stop.Token);
        RunResult second = new Experiment(cut.ReadRecipe(), Split, cut, Workers.Single).Resume(cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(("cancelled", "completed"), (first.Outcome, second.Outcome));
        Assert.Equal(whole.Figures, second.Figures);
        foreach (string model in Directory.GetFiles(_folder.At("whole"), "model.safetensors", SearchOption.AllDirectories))
            Assert.Equal(File.ReadAllBytes(model), File.ReadAllBytes(model.Replace($"{Path.DirectorySeparatorChar}whole", $"{Path.DirectorySeparatorChar}cut", StringComparison.Ordinal)));
    }

    [Fact]
    public void Run_AnyNumberOfWorkers_GivesTheSameBits()
    {
        using Workers workers = new(3);
        Run(Recipe, "one");
        new Experiment(Recipe, Split, RunFolder.Create(_folder.At("three"), Recipe), workers).Run(cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(File.ReadAllBytes(_folder.At("one/model.safetensors")), File.ReadAllBytes(_folder.At("three/model.safetensors")));
    }

    [Fact]
    public void Run_PhaseThatDiverges_EndsTheRunAndSaysWhere()
    {
        int begun = 0;
        Hook poison = new() { Step = context => { if (begun == 2) context.Network.Parameters.Values.Span.Fill(float.NaN); } };

        RunResult result = new Experiment(Recipe, Split, RunFolder.Create(_folder.At("run"), Recipe), Workers.Single) { Callbacks = [poison], PhaseBegins = _ => begun++ }
            .Run(cancellation: TestContext.Current.CancellationToken);

        Assert.Equal("diverged", result.Outcome);
        Assert.StartsWith("Phase 2, autoencoder of layer 1, 64-12-64: ", result.Reason, StringComparison.Ordinal);
        Assert.Equal(0, result.Epochs);
    }

    [Fact]
    public void ReadRecipe_ReturnsThePretraining()
    {
        Recipe recipe = Recipe with { Pretraining = new PretrainingSpec(3, 10, new SgdSpec(0.5), [0.1, 0.2], Compare: false) };
        RunFolder.Create(_folder.At("run"), recipe);

        Assert.Equal(recipe, RunFolder.Open(_folder.At("run")).ReadRecipe());
        Assert.NotEqual(Recipe, recipe);
    }

    [Fact]
    public void Validate_NamesEverythingThatIsWrong()
    {
        ModelSpec model = TinyRun.Model(3);

        string[] problems = [.. new PretrainingSpec(0, 0, new SgdSpec(-1), [0.1, 1, 0.2]).Validate(model, "pretraining").Select(static problem => problem.ToString())];

        Assert.Equal(
            [
                "pretraining.epochs: received 0, expected 1 or more.",
                "pretraining.batch: received 0, expected 1 or more.",
                "pretraining.optimizer.learningRate: received -1, expected a positive number.",
                "pretraining.corruption: received 3 shares, expected 2, one per dense layer of the encoder.",
                "pretraining.corruption: received 1, expected 0 or more and less than 1: the share that is dropped.",
                "pretraining: received an encoder with other layers than dense ones, expected dense layers, dropout and corruption only: dense layers are pre-trained one by one.",
            ],
            problems);
    }

    [Fact]
    public void Run_WithDropoutBetweenDenseLayers_PretrainsTheDenseOnes()
    {
        IEnumerable<LayerSpec> encoder = Recipe.Model.Encoder.SelectMany(static layer => (LayerSpec[])[new DropoutSpec(0.2), layer]);
        Recipe dropping = (Recipe with { Model = Recipe.Model with { Encoder = [.. encoder] } })
            .With(static training => training with { Epochs = 1, Optimizer = new SgdSpec(1e-12) });

        RunResult result = Run(dropping, "run");

        Network network = ModelFile.Load(_folder.At("run/model.safetensors"));
        Assert.Equal("completed", result.Outcome);
        foreach ((string phase, string to) in new[] { ("2-layer-1", "encoder.1"), ("3-layer-2", "encoder.3") })
            Assert.Equal(Weights(ModelFile.Load(_folder.At($"run/phases/{phase}/model.safetensors")), "encoder.0"), Weights(network, to));
    }

    private static float[] Weights(Network network, string layer) => ParameterSet.Export(network.Parameters[$"{layer}.weight"], network.Parameters.Values);

    private RunResult Run(Recipe recipe, string name, List<string>? phases = null) =>
        new Experiment(recipe, Split, RunFolder.Create(_folder.At(name), recipe), Workers.Single) { PhaseBegins = phases is null ? null : phases.Add }
            .Run(cancellation: TestContext.Current.CancellationToken);
}
