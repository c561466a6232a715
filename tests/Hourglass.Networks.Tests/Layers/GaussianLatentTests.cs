using Hourglass.Numerics;
using Hourglass.Testing;

namespace Hourglass.Networks.Tests;

public class GaussianLatentTests
{
    [Fact]
    public void Step_ShowsTheLossAsReconstructionPlusDivergence()
    {
        Network network = Build(new GaussianLatentSpec(3, Beta: 2));
        Plan plan = Training(network, 40);
        double[][] samples = [.. plan.Input.Samples().Doubles().Chunk(6)];
        NetworkOracle oracle = new(network);

        plan.Forward();
        double loss = plan.Loss();
        plan.Backward();

        RandomKey key = plan.Key.Fold(0);
        Assert.Equal(oracle.Forward(samples, key).Penalty, plan.PenaltyLoss, 1e-5);
        Assert.Equal(oracle.Loss(samples, samples, key), loss, 1e-5);
        double[][] gradient = oracle.Gradient(samples, samples, key);
        foreach ((Parameter parameter, double[] expected) in network.Parameters.All.Zip(gradient))
            Close.Equal(expected, ParameterSet.Export(parameter, plan.Gradient), 2e-5, 1e-5, parameter.Name);
    }

    [Fact]
    public void Forward_DrawsAnewInEveryStepAndTheSameAgainInTheSame()
    {
        Plan plan = Training(Build(new GaussianLatentSpec(3)), 40);

        float[] first = Code(plan, step: 0), second = Code(plan, step: 1), again = Code(plan, step: 0);

        Close.Identical(first, again, "the same step");
        Assert.All(first.Zip(second), static pair => Assert.NotEqual(pair.First, pair.Second));
    }

    [Fact]
    public void Evaluate_DrawsByTheBatchAndNotByTheStep()
    {
        Plan plan = Training(Build(new GaussianLatentSpec(3, WarmUp: 1000)), 40);

        double first = plan.Evaluate(draw: 0), other = plan.Evaluate(draw: 1);
        plan.Steps = 500;

        Assert.Equal(first, plan.Evaluate(draw: 0));
        Assert.NotEqual(first, other);
    }

    [Fact]
    public void PlansForInference_GiveTheMean()
    {
        Network network = Build(new GaussianLatentSpec(3));
        Plan plan = Plan.ForInference(network, 40, Workers.Single);
        PlanRig.Fill(plan, 1);

        plan.Forward();

        double[][] samples = [.. plan.Input.Samples().Doubles().Chunk(6)];
        double[] weight = ParameterSet.Export(network.Parameters["encoder.0.heads.weight"], network.Parameters.Values).Doubles();
        double[] means = [.. samples.SelectMany(x => Enumerable.Range(0, 3).Select(u => x.Select((value, i) => value * weight[(u * 6) + i]).Sum()))];
        Close.Equal(means, plan.Code.Samples(), 1e-6, 1e-6, "means");
    }

    [Theory]
    [InlineData(100f, 20)]
    [InlineData(-100f, -30)]
    public void LogVariance_BeyondItsBounds_CountsAsTheBoundAndHasNoGradient(float bias, double bound)
    {
        Network network = Build(new GaussianLatentSpec(1));
        ParameterSet.Import(network.Parameters["encoder.0.heads.weight"], new float[12], network.Parameters.Values);
        ParameterSet.Import(network.Parameters["encoder.0.heads.bias"], [0, bias], network.Parameters.Values);
        Plan plan = Training(network, 5);

        plan.Forward();
        plan.Loss();
        plan.Backward();

        Assert.Equal((Math.Exp(bound) - 1 - bound) / 2, plan.PenaltyLoss, 1e-5 * Math.Exp(Math.Max(bound, 0)));
        float[] gradient = ParameterSet.Export(network.Parameters["encoder.0.heads.bias"], plan.Gradient);
        Assert.True(float.IsFinite(gradient[0]));
        Assert.Equal(0, gradient[1]);
    }

    [Fact]
    public void WarmUp_RaisesTheWeightInEqualStepsToBeta()
    {
        Plan plain = Training(Build(new GaussianLatentSpec(3, Beta: 2)), 40), warm = Training(Build(new GaussianLatentSpec(3, Beta: 2, WarmUp: 4)), 40);

        double[] shares = [.. Enumerable.Range(0, 6).Select(step => Divergence(warm, step) / Divergence(plain, step))];

        Close.Equal([0.25, 0.5, 0.75, 1, 1, 1], shares, 1e-6, 0, "shares of beta");
    }

    [Fact]
    public void FreeBits_AboveEveryDivergence_AreAConstantCost()
    {
        Network network = Build(new GaussianLatentSpec(3, FreeBits: 1000));
        Plan plan = Training(network, 40);
        plan.Forward();
        plan.Loss();

        Assert.Equal(3000, plan.PenaltyLoss, 1e-2);
    }

    [Fact]
    public void Heads_StartAsTwoDenseLayersWould()
    {
        Network network = Network.Build(
            new ModelSpec("heads", new Shape(400), [new GaussianLatentSpec(20)], [new DenseSpec(400)], new LossSpec(LossKind.Mse)), new RandomKey(1));

        float[] weight = ParameterSet.Export(network.Parameters["encoder.0.heads.weight"], network.Parameters.Values);

        // Glorot: sqrt(6 / (400 + 20)) = 0.1195; the largest of 16,000 is near it.
        Assert.InRange(weight.Max(), 0.119f, 0.1196f);
        Assert.All(ParameterSet.Export(network.Parameters["encoder.0.heads.bias"], network.Parameters.Values), static value => Assert.Equal(0, value));
    }

    private static Network Build(GaussianLatentSpec spec) => Network.Build(
        new ModelSpec("latent", new Shape(6), [spec], [new DenseSpec(6, ActivationKind.Sigmoid)], new LossSpec(LossKind.Bce, LossReduction.Sum)),
        new RandomKey(1));

    private static Plan Training(Network network, int batch)
    {
        Plan plan = Plan.ForTraining(network, batch, Workers.Single);
        plan.Key = new RandomKey(7);
        PlanRig.Fill(plan, 1);
        return plan;
    }

    private static float[] Code(Plan plan, long step)
    {
        plan.Steps = step;
        plan.Forward();
        return plan.Code.Samples();
    }

    private static double Divergence(Plan plan, long step)
    {
        plan.Steps = step;
        plan.Forward();
        plan.Loss();
        return plan.PenaltyLoss;
    }
}
