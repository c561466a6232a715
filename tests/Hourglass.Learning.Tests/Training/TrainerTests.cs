using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public class TrainerTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Run_TeamOfAnySize_GivesTheSameBits(int team)
    {
        using Workers workers = new(team);

        TrainingBits.AssertSame(Bits(Tiny.Options), Bits(Tiny.Options, workers));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void Run_ClippedByNormInATeamOfAnySize_GivesTheSameBits(int team)
    {
        using Workers workers = new(team);
        TrainingOptions options = Tiny.Options with { Optimizer = new AdamSpec(0.01, ClipNorm: 0.01, WeightDecay: 0.1) };

        TrainingBits.AssertSame(Bits(options), Bits(options, workers));
    }

    [Fact]
    public void Run_SameSeed_GivesTheSameBitsAndAnotherSeedOthers()
    {
        TrainingBits one = Bits(Tiny.Options), again = Bits(Tiny.Options with { }), other = Bits(Tiny.Options with { Seed = 8 });

        TrainingBits.AssertSame(one, again);
        Assert.NotEqual(one.Weights, other.Weights);
        Assert.NotEqual(one.State.History, other.State.History);
    }

    [Fact]
    public void Run_SameStartWithAnotherSeed_DiffersByTheOrderAlone()
    {
        uint[] shuffled = From(Tiny.Options), otherwise = From(Tiny.Options with { Seed = 8 });
        uint[] straight = From(Tiny.Options with { Shuffle = false }), again = From(Tiny.Options with { Shuffle = false, Seed = 8 });

        Assert.NotEqual(shuffled, otherwise);
        Assert.NotEqual(shuffled, straight);
        Assert.Equal(straight, again);

        static uint[] From(TrainingOptions options)
        {
            Network network = Network.Build(Tiny.Model, new RandomKey(1));
            new Trainer(network, Tiny.Points, null, options, Workers.Single).Train();
            return TrainingBits.Bits(network, network.Parameters.Values);
        }
    }

    [Fact]
    public void Run_Validation_MeasuresAndDoesNotTeach()
    {
        TrainingBits with = Bits(Tiny.Options), without = Run(Tiny.Trainer(Tiny.Options));

        Assert.Equal(with.Weights, without.Weights);
        Assert.All(without.State.History, epoch => Assert.Null(epoch.ValidationLoss));
        Assert.All(with.State.History, epoch => Assert.Equal(epoch.ValidationLoss, epoch.MonitoredLoss));
    }

    [Fact]
    public void Run_ValidationLoss_IsThatOfTheWholeSetUnderTheEpochsWeights()
    {
        List<double> expected = [];
        Hook measure = new() { Epoch = (context, _) => expected.Add(Naive.Mse(context.Network, Tiny.Validation)) };

        TrainingResult result = Tiny.Trainer(Tiny.Options, Tiny.Validation, callbacks: [measure]).Train();

        // 40 samples are one batch of 34 and a ragged one of 6, summed in single precision.
        Assert.Equal(4, expected.Count);
        for (int i = 0; i < 4; i++) Assert.Equal(expected[i], result.State.History[i].ValidationLoss!.Value, 1e-6);
    }

    [Fact]
    public void Run_FewSamples_AreLearnedByHeart()
    {
        ModelSpec wide = new(
            "wide",
            Tiny.Shape,
            [new FlattenSpec(), new DenseSpec(32, ActivationKind.Tanh), new DenseSpec(4)],
            [new DenseSpec(32, ActivationKind.Tanh), new DenseSpec(6)],
            new LossSpec(LossKind.Mse));
        TrainingOptions options = new() { Epochs = 5000, Batch = 8, Optimizer = new AdamSpec(0.01), Schedule = new CosineSchedule() };
        FloatSet eight = Tiny.Set(8, 9);

        TrainingResult result = new Trainer(Network.Build(wide, new RandomKey(1)), eight, null, options, Workers.Single).Train();

        Assert.InRange(result.State.History[0].Loss, 0.05, 1);

        // Four numbers for eight samples of six, nearly free: 3e-6 was measured, an error of 0.3 % of a feature's range.
        Assert.InRange(result.State.History[^1].Loss, 0, 1e-5);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Step_AllocatesNothing(bool watched)
    {
        AllocationLog log = new();
        TrainingOptions options = Tiny.Options with { Epochs = 1, Batch = 1, Optimizer = new AdamSpec(0.001) };

        Tiny.Trainer(options, Tiny.Validation, callbacks: [log]).Train(watched ? new Silence() : null);

        log.AssertNone(Tiny.Samples);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Step_OfAViewOfImagesInATeam_AllocatesNothing(int team)
    {
        using Workers workers = new(team);
        AllocationLog log = new();
        ImageSet images = new("noise", new Shape(1, 4, 4), [.. Enumerable.Range(0, 16 * 600).Select(i => (byte)(i * 37))]);
        ModelSpec model = new("m", new Shape(16), [new DenseSpec(4)], [new DenseSpec(16, ActivationKind.Sigmoid)], new LossSpec(LossKind.Bce));
        TrainingOptions options = new() { Epochs = 1, Batch = 8, Optimizer = new SgdSpec(0.01, Momentum: 0.9, ClipNorm: 1) };

        new Trainer(Network.Build(model, new RandomKey(1)), images.Take(599), null, options, workers, [log]).Train();

        log.AssertNone(75);
    }

    [Fact]
    public void Bytes_CountPlanParametersSlotsAndBestWeights()
    {
        Trainer plain = Tiny.Trainer(Tiny.Options with { Optimizer = new SgdSpec() }), adam = Tiny.Trainer(Tiny.Options);

        Assert.Equal(2L * sizeof(float) * adam.Network.Parameters.Values.Length, adam.Bytes - plain.Bytes);
    }

    private static TrainingBits Bits(TrainingOptions options, Workers? workers = null) => Run(Tiny.Trainer(options, Tiny.Validation, workers));

    private static TrainingBits Run(Trainer trainer) => TrainingBits.Of(trainer, trainer.Train());

    /// <summary>Measures what the training thread allocates from step to step.</summary>
    private sealed class AllocationLog : TrainingCallback
    {
        private const int WarmUp = 10;

        private readonly long[] _bytes = new long[100];
        private int _steps;

        public override void OnStep(TrainingContext context) => _bytes[_steps++] = GC.GetAllocatedBytesForCurrentThread();

        /// <summary>Allows one step for what the runtime allocates once, as when it meets a lock that is taken.</summary>
        public void AssertNone(int steps)
        {
            Assert.Equal(steps, _steps);
            Assert.InRange(Enumerable.Range(WarmUp, steps - WarmUp).Count(i => _bytes[i] != _bytes[i - 1]), 0, 1);
        }
    }

    /// <summary>Listens and keeps nothing.</summary>
    private sealed class Silence : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
        }
    }
}
