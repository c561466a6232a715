using Hourglass.Numerics;
using Hourglass.Testing;

namespace Hourglass.Networks.Tests;

public class PlanDivergenceTests
{
    [Fact]
    public void Step_WithANonFiniteLoss_ReportsItAndLeavesTheParameters()
    {
        Network network = PlanRig.Small(LossKind.Mse, ActivationKind.Linear);
        Plan plan = Plan.ForTraining(network, 40, Workers.Single);
        Optimizer optimizer = new SgdSpec(1e15).Build(network.Parameters);
        PlanRig.Fill(plan, 1);
        for (int step = 0; step < 100; step++)
        {
            float[] before = network.Parameters.Values.Span.ToArray();
            long steps = optimizer.Steps;
            if (double.IsFinite(plan.Step(optimizer, 1e15))) continue;

            Close.Identical(before, network.Parameters.Values.Span, "parameters");
            Assert.Equal(steps, optimizer.Steps);
            Assert.InRange(step, 1, 10);
            return;
        }

        Assert.Fail("The loss stayed finite.");
    }

    [Theory]
    [InlineData("encoder.1", float.NaN)]
    [InlineData("encoder.2", float.NaN)]
    [InlineData("encoder.2", float.PositiveInfinity)]
    [InlineData("decoder.0", float.NegativeInfinity)]
    [InlineData("decoder.2", float.NaN)]
    public void FirstNonFiniteLayer_NamesIt(string layer, float bad)
    {
        Network network = PlanRig.Small(LossKind.Mse, ActivationKind.Linear);
        Parameter bias = network.Parameters[$"{layer}.bias"];
        float[] values = new float[bias.Info.Count];
        values[^1] = bad;
        ParameterSet.Import(bias, values, network.Parameters.Values);
        Plan plan = Plan.ForTraining(network, 40, Workers.Single);
        PlanRig.Fill(plan, 1);
        Assert.Null(plan.FirstNonFiniteLayer());

        Assert.False(double.IsFinite(plan.Evaluate()));

        Assert.Equal(layer, plan.FirstNonFiniteLayer());
    }
}
