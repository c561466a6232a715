using Hourglass.Networks;
using Hourglass.Numerics;
using Hourglass.Testing;

namespace Hourglass.Learning.Tests;

/// <summary>A variational autoencoder from a spec, with a layer of one's own and in a loop of one's own, as examples/04-three-ways.cs has them.</summary>
public class ThreeWaysTests
{
    private const int Units = 4;

    private static readonly ModelSpec Declared = Model(new GaussianLatentSpec(Units));

    /// <summary>Each head starts as a layer of its own would.</summary>
    private static readonly ModelSpec Own = Model(
        new DenseSpec(2 * Units, Initializer: InitializerSpec.Uniform(Math.Sqrt(6.0 / (5 + Units)))), new OwnSamplingSpec());

    public ThreeWaysTests() => SpecRegistry.AddLayer("own-sampling", OwnSamplingJson.Default.OwnSamplingSpec);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AnOwnLoop_WithTheTrainersKeys_HasTheBitsOfTheTrainer(int threads)
    {
        using Workers workers = new(threads);
        Trainer trainer = Tiny.Trainer(Tiny.Options, workers: Workers.Single, model: Declared);
        TrainingResult result = trainer.Train();

        Network network = Network.Build(Declared, new RandomKey(Tiny.Options.Seed));
        Plan plan = Plan.ForTraining(network, Tiny.Options.Batch, workers);
        plan.Key = Trainer.NoiseKey(Tiny.Options.Seed);
        Optimizer optimizer = Tiny.Options.Optimizer.Build(network.Parameters);
        BatchOrder order = new(Tiny.Samples, Tiny.Options.Batch, new RandomKey(Tiny.Options.Seed));
        List<double> losses = [];
        for (int epoch = 0; epoch < Tiny.Options.Epochs; epoch++)
        {
            order.Deal(epoch);
            double sum = 0;
            for (int batch = 0; batch < order.Batches; batch++)
            {
                ReadOnlyMemory<int> indices = order.Batch(batch);
                plan.Columns = indices.Length;
                Tiny.Points.Read(indices.Span, plan.Input, workers);
                sum += plan.Step(optimizer, Tiny.Options.Optimizer.LearningRate) * indices.Length;
            }

            losses.Add(sum / Tiny.Samples);
        }

        Assert.Equal(result.State.History.Select(static epoch => epoch.Loss), losses);
        Assert.Equal(TrainingBits.Bits(trainer.Network, trainer.Network.Parameters.Values), TrainingBits.Bits(network, network.Parameters.Values));
    }

    [Fact]
    public void AnOwnLayer_StartsWithTheWeightsOfTheBuiltInOne() => Assert.Equal(Start(Declared), Start(Own));

    // 34 samples fill one panel and a part of another.
    [Theory]
    [InlineData(34)]
    [InlineData(1)]
    public void TheGradientOfAnOwnLayer_IsThatOfTheBuiltInOne(int samples)
    {
        Plan builtIn = Differentiated(Declared, samples, out double loss), own = Differentiated(Own, samples, out double ownLoss);

        // The same numbers and formulas, but another exponential function: single precision, a few roundings apart.
        Close.Equal([loss], [ownLoss], absolute: 0, relative: 2e-6, "loss");
        Close.Equal([builtIn.PenaltyLoss], [own.PenaltyLoss], absolute: 1e-6, relative: 2e-6, "divergence");
        for (int i = 0; i < own.Network.Parameters.All.Count; i++)
        {
            float[] expected = ParameterSet.Export(builtIn.Network.Parameters.All[i], builtIn.Gradient);
            float[] actual = ParameterSet.Export(own.Network.Parameters.All[i], own.Gradient);
            Assert.Contains(expected, static value => value != 0);
            Close.Equal([.. expected.Select(static value => (double)value)], actual, absolute: 2e-6, relative: 1e-5, own.Network.Parameters.All[i].Name);
        }
    }

    [Fact]
    public void AnOwnLayer_TrainsAsTheBuiltInOneAndSurvivesItsFile()
    {
        using ScratchFolder folder = new();
        Trainer own = Tiny.Trainer(Tiny.Options, model: Own), builtIn = Tiny.Trainer(Tiny.Options, model: Declared);
        EpochRecord last = own.Train().State.History[^1], expected = builtIn.Train().State.History[^1];
        string path = folder.At("own.safetensors");
        ModelFile.Save(own.Network, path);

        Network loaded = ModelFile.Load(path);

        // Twelve steps of Adam make little of differences in the last digit.
        Assert.Equal(expected.Loss, last.Loss, expected.Loss * 1e-4);
        Assert.Equal(own.Network.Spec, loaded.Spec);
        Assert.Equal(TrainingBits.Bits(own.Network, own.Network.Parameters.Values), TrainingBits.Bits(loaded, loaded.Parameters.Values));
        float[] points = Representations.Read(Tiny.Points, [0, 1, 2], Workers.Single);
        Assert.Equal(new Inference(own.Network).Reconstruct(points), new Inference(loaded).Reconstruct(points));
    }

    /// <summary>Both terms are summed over a sample, so that they balance.</summary>
    private static ModelSpec Model(params LayerSpec[] code) => new(
        "variational",
        Tiny.Shape,
        [new FlattenSpec(), new DenseSpec(5, ActivationKind.Relu), .. code],
        [new DenseSpec(5, ActivationKind.Relu), new DenseSpec(6, ActivationKind.Sigmoid), new ReshapeSpec(Tiny.Shape)],
        new LossSpec(LossKind.Bce, LossReduction.Sum));

    private static uint[] Start(ModelSpec model)
    {
        Network network = Network.Build(model, new RandomKey(7));
        return TrainingBits.Bits(network, network.Parameters.Values);
    }

    private static Plan Differentiated(ModelSpec model, int samples, out double loss)
    {
        Plan plan = Plan.ForTraining(Network.Build(model, new RandomKey(7)), samples, Workers.Single);
        plan.Key = Trainer.NoiseKey(7);
        Tiny.Points.Read([.. Enumerable.Range(0, samples)], plan.Input, Workers.Single);
        plan.Forward();
        loss = plan.Loss();
        plan.Backward();
        return plan;
    }
}
