using Hourglass.Numerics;
using Hourglass.Testing;

namespace Hourglass.Networks.Tests;

/// <summary>What layers need of a plan beside one call after the other: skip connections, statistics of the whole batch, state.</summary>
public class PlanLayersTests
{
    private static readonly Shape Image = new(2, 4, 4);

    /// <summary>Skip connections in other skip connections, the first of which begins at the input, and pooled images.</summary>
    private static readonly ModelSpec Residuals = new(
        "residuals",
        Image,
        [
            new ResidualSpec([new ResidualSpec([new Conv2dSpec(2, 3)]), new ActivationSpec(ActivationKind.Tanh)], ActivationKind.Tanh),
            new AveragePoolSpec(),
            new ResidualSpec([new ActivationSpec(ActivationKind.Tanh)]),
            new DropoutSpec(0.2),
            new DenseSpec(3),
        ],
        [
            new DenseSpec(8, ActivationKind.Tanh),
            new ReshapeSpec(new Shape(2, 2, 2)),
            new UpsampleSpec(Interpolation: UpsampleKind.Bilinear),
            new ResidualSpec([new LayerNormSpec()], ActivationKind.Sigmoid),
        ],
        new LossSpec(LossKind.Bce));

    private static readonly ModelSpec Normalized = new(
        "normalized",
        Image,
        [new Conv2dSpec(3, 3), new BatchNormSpec(0.9), new ActivationSpec(ActivationKind.Tanh), new MaxPoolSpec(), new DenseSpec(2)],
        [new DenseSpec(8), new BatchNormSpec(0.5), new ReshapeSpec(new Shape(2, 2, 2)), new UpsampleSpec()],
        new LossSpec(LossKind.Mse));

    public static TheoryData<string> Models => [Residuals.Name, Normalized.Name];

    [Theory]
    [MemberData(nameof(Models))]
    public void Gradient_EqualsTheOracle(string name)
    {
        Network network = Build(name);
        Plan plan = Plan.ForTraining(network, 37, Workers.Single);
        PlanRig.Fill(plan, 3);
        NetworkOracle oracle = new(network);
        double[][] samples = [.. plan.Input.Samples().Chunk(plan.Input.Rows).Select(static sample => sample.Doubles())];

        plan.Forward();
        double loss = plan.Loss();
        plan.Backward();

        Assert.Equal(oracle.Loss(samples, samples, plan.Key.Fold(0)), loss, 1e-6);
        double[][] expected = oracle.Gradient(samples, samples, plan.Key.Fold(0));
        for (int i = 0; i < expected.Length; i++)
        {
            Parameter parameter = network.Parameters.All[i];
            if (parameter.Info.Kind == ParameterKind.State) continue;

            // Sums over up to 600 values and through four layers; gradients are about 0.01.
            Close.Equal(expected[i], ParameterSet.Export(parameter, plan.Gradient), 2e-6, 1e-4, parameter.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Steps_WithAnyTeamInEitherOrder_HaveTheSameBits(string name)
    {
        float[] alone = PlanRig.Train(Build(name), new AdamSpec(), 100, 10, Workers.Single);
        foreach (int team in new[] { 2, 3, 7 })
        {
            using Workers workers = new(team);
            Close.Identical(alone, PlanRig.Train(Build(name), new AdamSpec(), 100, 10, workers), $"{name}, {team} workers");
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void AStep_AllocatesNothing(string name)
    {
        Network network = Build(name);
        Plan plan = Plan.ForTraining(network, 70, Workers.Single);
        Optimizer optimizer = new AdamSpec().Build(network.Parameters);
        PlanRig.Fill(plan, 1);

        Assert.Equal(0, Allocation.Least(() => plan.Step(optimizer, 0.001)));
    }

    [Fact]
    public void PartsOfAResidual_HaveNames()
    {
        Assert.Equal(
            ["encoder.0.0.0.weight", "encoder.4.weight", "decoder.0.weight", "encoder.0.0.0.bias"],
            Build(Residuals.Name).Parameters.All.Select(static parameter => parameter.Name).Take(4));
    }

    [Fact]
    public void RunningStatistics_MoveOncePerStepAndOnlyInSteps()
    {
        Network network = Build(Normalized.Name);
        Plan plan = Plan.ForTraining(network, 40, Workers.Single);
        PlanRig.Fill(plan, 1);
        float[] before = State(network, "encoder.1.running_mean");

        plan.Forward();
        plan.Evaluate();
        Assert.Equal(before, State(network, "encoder.1.running_mean"));
        plan.Step(new SgdSpec().Build(network.Parameters), 0);

        // A learning rate of zero leaves the convolution as it is.
        float[] features = plan.OutputOf(network.Encoder[0]).Samples();
        for (int channel = 0; channel < 3; channel++)
        {
            double[] values = [.. features.Where((_, i) => i % 3 == channel).Select(static value => (double)value)];
            double mean = values.Average(), variance = values.Average(value => (value - mean) * (value - mean));
            Assert.Equal(0.1 * mean, State(network, "encoder.1.running_mean")[channel], 1e-6);
            Assert.Equal(0.9 + (0.1 * variance), State(network, "encoder.1.running_variance")[channel], 1e-6);
        }
    }

    [Fact]
    public void RunningStatistics_OfAStepThatIsGivenUp_StayAsTheyAre()
    {
        Network network = Build(Normalized.Name);
        Plan plan = Plan.ForTraining(network, 40, Workers.Single);
        PlanRig.Fill(plan, 1);
        plan.Input.Span[0] = float.NaN;

        Assert.False(double.IsFinite(plan.Step(new SgdSpec().Build(network.Parameters), 0.1)));

        Assert.Equal([0, 0, 0], State(network, "encoder.1.running_mean"));
        Assert.Equal([1, 1, 1], State(network, "encoder.1.running_variance"));
    }

    [Fact]
    public void Evaluation_GivesASampleTheSameOutputWhateverItsCompany()
    {
        Network network = Build(Normalized.Name);
        PlanRig.Train(network, new SgdSpec(), 64, 5, Workers.Single);
        Plan many = Plan.ForInference(network, 40, Workers.Single), one = Plan.ForInference(network, 1, Workers.Single);
        PlanRig.Fill(many, 1);
        one.Input.CopyFromSamples(many.Input.Samples().AsSpan(0, Image.Size));

        many.Forward();
        one.Forward();

        Close.Identical(many.Output.Samples().AsSpan(0, Image.Size), one.Output.Samples(), "first sample");
    }

    [Fact]
    public void NormalizedFeatures_AreThoseOfTheSamplesAloneWithoutPadding()
    {
        Network network = Build(Normalized.Name);
        Plan plan = Plan.ForTraining(network, 33, Workers.Single);
        plan.Input.Span.Fill(1e6f);
        plan.Input.CopyFromSamples(Draw.Uniform(1, Image.Size * 33));

        plan.Forward();

        float[] normal = plan.OutputOf(network.Encoder[1]).Samples();
        for (int channel = 0; channel < 3; channel++)
            Assert.Equal(0, normal.Where((_, i) => i % 3 == channel).Average(), 1e-5);
    }

    private static Network Build(string name) => Network.Build(name == Residuals.Name ? Residuals : Normalized, new RandomKey(4));

    private static float[] State(Network network, string name) => ParameterSet.Export(network.Parameters[name], network.Parameters.Values);
}
