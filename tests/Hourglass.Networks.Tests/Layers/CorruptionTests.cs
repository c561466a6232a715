using Hourglass.Numerics;
using Hourglass.Testing;

namespace Hourglass.Networks.Tests;

public class CorruptionTests
{
    private static readonly Shape Image = new(1, 6, 5);

    public static TheoryData<CorruptionSpec, string> Problems => new()
    {
        { new MaskSpec(1), "layer.drop: received 1, expected 0 or more and less than 1." },
        { new GaussianNoiseSpec(0), "layer.deviation: received 0, expected a positive number." },
        { new GaussianNoiseSpec(1, 2, 1), "layer.maximum: received 1, expected more than the minimum, 2." },
        { new SaltAndPepperSpec(1.5), "layer.share: received 1.5, expected 0 to 1." },
        { new BlockOcclusionSpec(7, 2), "layer.height: received 7, expected at most 6, the side of the image." },
        { new BlockOcclusionSpec(6), "layer.height: received 6, expected at most 5, the side of the image." },
        { new BlockOcclusionSpec(2, 0), "layer.width: received 0, expected 1 or more." },
        { new BlurSpec(21), "layer.sigma: received 21, expected above 0 and at most 20." },
        { new BlurSpec(1, 2), "layer.least: received 2, expected above 0 and at most sigma." },
    };

    [Theory]
    [MemberData(nameof(Problems))]
    public void Validate_OfAnImpossibleCorruption_SaysWhatIsExpected(CorruptionSpec spec, string problem) =>
        Assert.Equal(problem, Assert.Single(spec.Validate(Image, "layer")).ToString());

    [Fact]
    public void Validate_OfABlockOnAVector_AsksForAnImage() => Assert.Equal(
        "layer: received a vector of 30, expected an image; give the input its height and width, or reshape it.",
        Assert.Single(new BlockOcclusionSpec(2).Validate(new Shape(30), "layer")).ToString());

    [Theory]
    [MemberData(nameof(Corruptions))]
    public void Plan_Inferring_LeavesSamplesClean(CorruptionSpec spec)
    {
        Plan training = Plan(spec, 40, out Network network), plan = Networks.Plan.ForInference(network, 40, Workers.Single);
        plan.Input.CopyFromSamples(training.Input.Samples());

        plan.Forward();

        Close.Identical(plan.Input.Samples(), plan.OutputOf(network.Encoder[0]).Samples(), "inference");
    }

    [Theory]
    [MemberData(nameof(Corruptions))]
    public void Plan_Evaluating_DamagesABatchTheSameWayInEveryEpoch(CorruptionSpec spec)
    {
        Plan plan = Plan(spec, 40, out Network network);
        double loss = plan.Evaluate(draw: 3);
        float[] damaged = plan.OutputOf(network.Encoder[0]).Samples();
        Assert.NotEqual(plan.Input.Samples(), damaged);

        plan.Steps = 100;

        Assert.NotEqual(loss, plan.Evaluate(draw: 4));
        Assert.Equal(loss, plan.Evaluate(draw: 3));
        Close.Identical(damaged, plan.OutputOf(network.Encoder[0]).Samples(), "evaluation");
    }

    [Theory]
    [MemberData(nameof(Corruptions))]
    public void Apply_ToAPartOfASet_DamagesAsApplyToTheWholeDoes(CorruptionSpec spec)
    {
        float[] samples = Draw.Uniform(1, 40 * Image.Size), whole = spec.Apply(Image, samples, new RandomKey(5));

        float[] part = spec.Apply(Image, samples.AsSpan(37 * Image.Size), new RandomKey(5), firstSample: 37);

        Close.Identical(whole.AsSpan(37 * Image.Size), part, "part");
    }

    [Theory]
    [MemberData(nameof(Corruptions))]
    public void Plan_Training_DrawsAnewInEachStepAndRepeatsItself(CorruptionSpec spec)
    {
        Plan plan = Plan(spec, 40, out Network network);
        Tensor noisy = plan.OutputOf(network.Encoder[0]);
        plan.Forward();
        float[] first = noisy.Samples();

        plan.Steps = 1;
        plan.Forward();
        float[] second = noisy.Samples();
        plan.Steps = 0;
        plan.Forward();

        Assert.NotEqual(first, second);
        Close.Identical(first, noisy.Samples(), "repeated step");
    }

    [Theory]
    [MemberData(nameof(Corruptions))]
    public void Apply_DamagesAsTrainingDoes(CorruptionSpec spec)
    {
        Plan plan = Plan(spec, 300, out Network network);
        plan.Forward();

        // A step folds its number into the key of the plan, and a layer its place.
        float[] noisy = spec.Apply(Image, plan.Input.Samples(), plan.Key.Fold(0));

        Close.Identical(plan.OutputOf(network.Encoder[0]).Samples(), noisy, "noisy samples");
    }

    [Fact]
    public void Apply_OfHalfASample_IsRefused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new MaskSpec(0.5).Apply(Image, new float[31], new RandomKey(1)));

        Assert.StartsWith("Received 31 numbers, expected a multiple of 30.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_OfABlockThatDoesNotFit_IsRefused() =>
        Assert.Throws<SpecException>(() => new BlockOcclusionSpec(7).Apply(Image, new float[30], new RandomKey(1)));

    [Fact]
    public void SampleCorruption_OfOnesOwn_TrainsToUndoItsDamage()
    {
        using Workers workers = new(2);
        Network network = Network.Build(Model(new MirrorSpec()), new RandomKey(1));
        Plan plan = Networks.Plan.ForTraining(network, 40, workers);
        Optimizer optimizer = new AdamSpec(0.01).Build(network.Parameters);
        plan.Input.CopyFromSamples(Draw.Uniform(1, 40 * Image.Size));
        double before = plan.Evaluate();

        for (int i = 0; i < 300; i++) plan.Step(optimizer, 0.01);

        Assert.Equal(0, Allocation.Least(() => plan.Step(optimizer, 0.01)));
        Assert.InRange(plan.Evaluate(), 0, before / 4);
    }

    public static TheoryData<CorruptionSpec> Corruptions =>
    [
        new MaskSpec(0.3), new GaussianNoiseSpec(0.5, 0, 1), new SaltAndPepperSpec(0.2), new BlockOcclusionSpec(3), new BlurSpec(1, 0.5),
        new MirrorSpec(),
    ];

    private static ModelSpec Model(CorruptionSpec spec) => new(
        "denoising",
        Image,
        [spec, new DenseSpec(20, ActivationKind.Relu)],
        [new DenseSpec(30, ActivationKind.Sigmoid)],
        new LossSpec(LossKind.Mse));

    private static Plan Plan(CorruptionSpec spec, int columns, out Network network)
    {
        network = Network.Build(Model(spec), new RandomKey(1));
        Plan plan = Networks.Plan.ForTraining(network, columns, Workers.Single);
        plan.Key = new RandomKey(7);
        plan.Input.CopyFromSamples(Draw.Uniform(1, columns * Image.Size));
        return plan;
    }

    /// <summary>Turns about half of the samples back to front.</summary>
    private sealed record MirrorSpec : CorruptionSpec
    {
        public override Layer Build(Shape input) => new Mirror(input);

        public override IEnumerable<SpecProblem> Validate(Shape input, string path) => [];
    }

    private sealed class Mirror(Shape shape) : SampleCorruption(shape)
    {
        protected override void Corrupt(Span<float> sample, RandomKey key)
        {
            if (key.Uniform(0) < 0.5f) sample.Reverse();
        }
    }
}
