using Hourglass.Numerics;
using Hourglass.Testing;

namespace Hourglass.Networks.Tests;

public class ImportanceWeightingTests
{
    private static readonly LossSpec Bce = new(LossKind.Bce, LossReduction.Sum);

    public static TheoryData<int, int, GaussianHead, LossSpec, ActivationKind> Cases => new()
    {
        { 1, 40, GaussianHead.LogVariance, Bce, ActivationKind.Sigmoid },
        { 2, 17, GaussianHead.Sigma, Bce, ActivationKind.Sigmoid },
        { 8, 9, GaussianHead.LogVariance, new(LossKind.BceLogits, LossReduction.Sum, WeightL2: 0.01), ActivationKind.Linear },
        { 8, 4, GaussianHead.LogVariance, new(LossKind.Mse, LossReduction.Sum), ActivationKind.Tanh },
        { 32, 3, GaussianHead.Sigma, new(LossKind.Mse, LossReduction.Sum), ActivationKind.Linear },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Backward_IsTheGradientOfTheBound(int samples, int batch, GaussianHead head, LossSpec loss, ActivationKind output)
    {
        Network network = Build(new GaussianLatentSpec(3, head, Samples: samples), loss, output);
        Plan plan = Training(network, batch);
        double[][] images = [.. plan.Input.Samples().Doubles().Chunk(6)];
        NetworkOracle oracle = new(network);

        plan.Forward();
        double bound = plan.Loss();
        plan.Backward();

        // Losses of some nats, heads near 1: float rounding. The logarithm of a small sigma bends, which differences see.
        RandomKey key = plan.Key.Fold(0);
        Assert.Equal(oracle.Loss(images, images, key), bound, 1e-5);
        double[][] gradient = oracle.Gradient(images, images, key);
        foreach ((Parameter parameter, double[] expected) in network.Parameters.All.Zip(gradient))
            Close.Equal(expected, ParameterSet.Export(parameter, plan.Gradient), 5e-5, 1e-5, parameter.Name);
    }

    [Fact]
    public void Backward_OfTargetsOfTheirOwn_IsTheGradientOfTheBound()
    {
        Network network = Build(new GaussianLatentSpec(3, Samples: 4), Bce);
        Plan plan = Plan.ForTraining(network, 11, Workers.Single, ownTarget: true);
        plan.Key = new RandomKey(7);
        PlanRig.Fill(plan, 1);
        plan.Forward();
        plan.Target.CopyFromSamples(Draw.Uniform(9, 66));
        NetworkOracle oracle = new(network);
        double[][] images = [.. plan.Input.Samples().Doubles().Chunk(6)], targets = [.. plan.Target.Samples().Doubles().Chunk(6)];

        double bound = plan.Loss();
        plan.Backward();

        Assert.Equal(oracle.Loss(images, targets, plan.Key.Fold(0)), bound, 1e-5);
        double[][] gradient = oracle.Gradient(images, targets, plan.Key.Fold(0));
        foreach ((Parameter parameter, double[] expected) in network.Parameters.All.Zip(gradient))
            Close.Equal(expected, ParameterSet.Export(parameter, plan.Gradient), 5e-5, 1e-5, parameter.Name);
    }

    [Fact]
    public void Step_WithAnyTeamInEitherOrder_HasTheSameBits()
    {
        // 19 samples of 8 codes are five panels: up to five workers go panel by panel, seven layer by layer.
        float[] alone = PlanRig.Train(Build(new GaussianLatentSpec(3, Samples: 8), Bce), new AdamSpec(), 19, 10, Workers.Single);
        foreach (int team in new[] { 2, 3, 7 })
        {
            using Workers workers = new(team);
            float[] together = PlanRig.Train(Build(new GaussianLatentSpec(3, Samples: 8), Bce), new AdamSpec(), 19, 10, workers);
            Close.Identical(alone, together, $"{team} workers");
        }
    }

    [Theory]
    [InlineData(GaussianHead.LogVariance)]
    [InlineData(GaussianHead.Sigma)]
    public void Step_AtAnyWidth_AgreesToRounding(GaussianHead head)
    {
        float[] Train(SimdWidth width)
        {
            using Simd.Scope scope = Simd.Use(width);
            return PlanRig.Train(Build(new GaussianLatentSpec(3, head, Samples: 4), Bce), new SgdSpec(0.01), 9, 2, Workers.Single);
        }

        double[] scalar = Train(SimdWidth.Scalar).Doubles();
        foreach (SimdWidth width in Enum.GetValues<SimdWidth>()) Close.Equal(scalar, Train(width), 1e-5, 1e-5, $"{width}");
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 5)]
    [InlineData(3, 8)]
    public void ARaggedBatch_AfterAFullOne_EqualsThatOfAPlanOfItsSize(int team, int columns)
    {
        using Workers workers = new(team);
        Network network = Build(new GaussianLatentSpec(3, Samples: 8), Bce);
        Plan large = Plan.ForTraining(network, 20, workers), exact = Plan.ForTraining(network, columns, workers);
        PlanRig.Fill(large, 1);
        large.Forward();
        large.Backward();
        large.Columns = columns;
        large.Steps = 0;
        PlanRig.Fill(large, 2);
        PlanRig.Fill(exact, 2);

        foreach (Plan plan in new[] { large, exact }) plan.Forward();
        Assert.Equal(exact.Loss(), large.Loss());
        foreach (Plan plan in new[] { large, exact }) plan.Backward();

        Close.Identical(exact.Gradient.Span, large.Gradient.Span, "gradient");
        Close.Identical(exact.Output.Samples(), large.Output.Samples(), "output");
    }

    [Fact]
    public void Step_FromASource_EqualsOneFromAFilledInput()
    {
        Network filled = Build(new GaussianLatentSpec(3, Samples: 2), Bce), drawn = Build(new GaussianLatentSpec(3, Samples: 2), Bce);
        Plan first = Plan.ForTraining(filled, 40, Workers.Single), second = Plan.ForTraining(drawn, 40, Workers.Single);
        PlanRig.Fill(first, 3);
        TensorSource source = new(first.Input);

        Assert.Equal(first.Evaluate(), second.Evaluate(source));
        Assert.Equal(first.Step(new AdamSpec().Build(filled.Parameters), 0.01), second.Step(new AdamSpec().Build(drawn.Parameters), 0.01, source));
        Close.Identical(filled.Parameters.Values.Span, drawn.Parameters.Values.Span, "parameters");
    }

    [Fact]
    public void Step_AfterWarmUp_AllocatesNothing()
    {
        using Workers three = new(3);
        foreach (Workers workers in new[] { Workers.Single, three })
        {
            Network network = Build(new GaussianLatentSpec(3, Samples: 8), Bce);
            Plan plan = Plan.ForTraining(network, 20, workers);
            Optimizer optimizer = new AdamSpec().Build(network.Parameters);
            PlanRig.Fill(plan, 1);
            TensorSource source = new(new Tensor(new Shape(6), 20));

            Assert.Equal(0, Allocation.Least(() => plan.Step(optimizer, 0.001, source)));
            Assert.Equal(0, Allocation.Least(() => plan.Evaluate()));
        }
    }

    [Fact]
    public void Bytes_AreWhatAPlanAllocates()
    {
        Network network = Build(new GaussianLatentSpec(3, Samples: 8), Bce);
        Plan.ForTraining(network, 3000, Workers.Single);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Plan plan = Plan.ForTraining(network, 3000, Workers.Single, ownTarget: true);

        // Besides the numbers there are the objects that describe them.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before - plan.Bytes, 0, 20_000);
    }

    [Fact]
    public void Plans_CountSamplesAndHaveAColumnForEachCodeInTrainingAlone()
    {
        Network network = Build(new GaussianLatentSpec(3, Samples: 8), Bce);
        Plan training = Training(network, 5), inference = Plan.ForInference(network, 5, Workers.Single);
        training.Forward();
        PlanRig.Fill(inference, 1);
        inference.Forward();

        Assert.Equal((5, 5, 40, 40), (training.Columns, training.Input.Columns, training.Code.Columns, training.Output.Columns));
        Assert.Equal((5, 5, 5), (inference.Columns, inference.Code.Columns, inference.Output.Columns));
        Assert.Equal(40, training.Code.Samples().Chunk(3).Select(static code => code[0]).Distinct().Count());
    }

    [Fact]
    public void OneSample_OnAverage_IsTheBoundOfTheClosedForm()
    {
        Plan drawn = Training(Build(new GaussianLatentSpec(3, Samples: 1), Bce), 64), closed = Training(Build(new GaussianLatentSpec(3), Bce), 64);

        double[] differences = [.. Enumerable.Range(0, 100).Select(draw => drawn.Evaluate(draw: draw) - closed.Evaluate(draw: draw))];

        // The same codes: what differs is the divergence, here 6,400 draws of a number that deviates by less than 2.
        Assert.InRange(differences.Average(), -0.1, 0.1);
        Assert.All(differences, static difference => Assert.NotEqual(0, difference));
    }

    [Fact]
    public void Loss_OfHugeLosses_IsFiniteAndOfTheBestCodeAlone()
    {
        Network network = Build(new GaussianLatentSpec(3, Samples: 2), new LossSpec(LossKind.Mse, LossReduction.Sum), ActivationKind.Linear);
        foreach (ref float value in network.Parameters["decoder.0.weight"].In(network.Parameters.Values).Span) value *= 100;
        Plan plan = Training(network, 5);

        plan.Forward();
        double bound = plan.Loss();
        plan.Backward();

        // e^-1000 is no number above 0; the logarithm of its mean is one all the same.
        Assert.InRange(bound, 1000, 1e6);
        Assert.True(Reductions.IndexOfNonFinite(plan.Gradient.Span) < 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(64)]
    public void Samples_ThatDoNotFillAPanel_AreRefused(int samples)
    {
        SpecProblem problem = Assert.Single(SpecValidator.Validate(Model(new GaussianLatentSpec(3, Samples: samples), Bce)));

        Assert.Equal($"encoder[0].samples: received {samples}, expected 1, 2, 4, 8, 16 or 32.", problem.ToString());
    }

    [Fact]
    public void Samples_BesideWhatTheyExclude_NameAllOfIt()
    {
        GaussianLatentSpec latent = new(3, Beta: 2, Reduction: LossReduction.Mean, WarmUp: 5, FreeBits: 0.5, Samples: 8);
        ModelSpec model = Model(latent, new LossSpec(LossKind.Bce)) with { Decoder = [new ResidualSpec([new GaussianLatentSpec(3)]), new DenseSpec(6)] };

        Assert.Equal(
            [
                "encoder[0].beta: received 2, expected 1 with 'samples', which weigh codes as the bound has it.",
                "encoder[0].reduction: received 'mean', expected 'sum' with 'samples', which weigh codes as the bound has it.",
                "encoder[0].warmUp: received 5, expected 0 with 'samples', which weigh codes as the bound has it.",
                "encoder[0].freeBits: received 0.5, expected 0 with 'samples', which weigh codes as the bound has it.",
                "encoder: received 2 gaussian latents, expected one where 'samples' of it are weighed.",
                "loss.reduction: received 'mean', expected 'sum' with a gaussian latent that weighs 'samples'.",
            ],
            SpecValidator.Validate(model).Select(static problem => problem.ToString()));
    }

    private static ModelSpec Model(GaussianLatentSpec latent, LossSpec loss, ActivationKind output = ActivationKind.Sigmoid) =>
        new("weighed", new Shape(6), [latent], [new DenseSpec(6, output)], loss);

    private static Network Build(GaussianLatentSpec latent, LossSpec loss, ActivationKind output = ActivationKind.Sigmoid) =>
        Network.Build(Model(latent, loss, output), new RandomKey(1));

    private static Plan Training(Network network, int batch)
    {
        Plan plan = Plan.ForTraining(network, batch, Workers.Single);
        plan.Key = new RandomKey(7);
        PlanRig.Fill(plan, 1);
        return plan;
    }

    private sealed class TensorSource(Tensor samples) : IBatchSource
    {
        public void Fill(int first, Tensor destination, Workers workers) =>
            samples.SlicePanels(first / Tensor.PanelWidth, destination.Panels).Span.CopyTo(destination.Span);
    }
}
