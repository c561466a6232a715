using Hourglass.Numerics;
using Hourglass.Testing;

namespace Hourglass.Networks.Tests;

public class PlanTests
{
    [Fact]
    public void Forward_EqualsTheOracle()
    {
        foreach (Network network in new[] { PlanRig.Small(), PlanRig.Large() })
        {
            Plan plan = Plan.ForInference(network, 70, Workers.Single);
            plan.Columns = 40;
            PlanRig.Fill(plan, 3);

            plan.Forward();

            double[][] expected = new NetworkOracle(network).Forward([.. plan.Input.Samples().Chunk(plan.Input.Rows).Select(static s => s.Doubles())]).Samples;
            Close.Equal([.. expected.SelectMany(static s => s)], plan.Output.Samples(), 5e-6, 1e-5, network.Spec.Name);
            Assert.Equal(network.Spec.OutputShape, plan.Output.Shape);
            Assert.Equal(network.Spec.CodeShape, plan.Code.Shape);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void EncodeThenDecode_EqualsForward(int team)
    {
        using Workers workers = new(team);
        Network network = PlanRig.Small();
        Plan whole = Plan.ForInference(network, 100, workers), halves = Plan.ForInference(network, 100, workers);
        PlanRig.Fill(whole, 1);
        whole.Forward();
        PlanRig.Fill(halves, 1);
        halves.Encode();
        Close.Identical(whole.Code.Samples(), halves.Code.Samples(), "code");
        Plan decoder = Plan.ForInference(network, 100, workers);
        decoder.Code.CopyFromSamples(halves.Code.Samples());

        decoder.Decode();

        Close.Identical(whole.Output.Samples(), decoder.Output.Samples(), "output");
    }

    [Fact]
    public void Code_OfAnEncoderThatOnlyReshapes_IsTheInput()
    {
        Network network = Network.Build(
            new ModelSpec("flat", new Shape(1, 2, 3), [new FlattenSpec()], [new DenseSpec(6)], new LossSpec(LossKind.Mse)), new RandomKey(1));
        Plan plan = Plan.ForInference(network, 5, Workers.Single);
        PlanRig.Fill(plan, 1);

        plan.Forward();

        Assert.Equal(new Shape(6), plan.Code.Shape);
        Assert.Equal(plan.Input.Samples(), plan.Code.Samples());
    }

    [Fact]
    public void Evaluate_EqualsForwardAndLoss()
    {
        Network network = PlanRig.Small(LossKind.Bce);
        Plan plan = Plan.ForTraining(network, 70, Workers.Single), other = Plan.ForTraining(network, 70, Workers.Single);
        PlanRig.Fill(plan, 1);
        PlanRig.Fill(other, 1);
        other.Forward();

        Assert.Equal(other.Loss(), plan.Evaluate());
    }

    [Fact]
    public void Backward_AddedOverMicroBatches_EqualsTheWholeBatch()
    {
        Network network = PlanRig.Small();
        Plan whole = Plan.ForTraining(network, 64, Workers.Single), half = Plan.ForTraining(network, 32, Workers.Single);
        PlanRig.Fill(whole, 1);
        whole.Forward();
        whole.Backward();
        float[] samples = whole.Input.Samples();
        for (int i = 0; i < 2; i++)
        {
            half.Input.CopyFromSamples(samples.AsSpan(i * 32 * 20, 32 * 20));
            half.Forward();
            half.Backward(add: i > 0);
        }

        // Each half divides by its own 32 samples.
        double[] expected = [.. whole.Gradient.Span.ToArray().Select(static g => 2.0 * g)];
        Close.Equal(expected, half.Gradient.Span, 1e-6, 1e-5, "gradient");
    }

    [Fact]
    public void Plans_OfOneNetwork_ShareItsParametersAndNothingElse()
    {
        Network network = PlanRig.Small();
        Plan first = Plan.ForTraining(network, 40, Workers.Single), second = Plan.ForInference(network, 3, Workers.Single);
        PlanRig.Fill(first, 1);
        PlanRig.Fill(second, 2);
        first.Forward();
        float[] output = first.Output.Samples();

        second.Forward();

        Close.Identical(output, first.Output.Samples(), "first plan");
        Assert.NotEqual(output[..20], second.Output.Samples()[..20]);
    }

    [Fact]
    public void Target_IsTheInputUnlessItIsAskedFor()
    {
        Network network = PlanRig.Small();
        Plan shared = Plan.ForTraining(network, 4, Workers.Single), own = Plan.ForTraining(network, 4, Workers.Single, ownTarget: true);

        foreach (Plan plan in new[] { shared, own }) plan.Input.Span.Fill(5);

        Assert.Equal(5, shared.Target[3, 2]);
        Assert.Equal(0, own.Target[3, 2]);
    }

    [Fact]
    public void APlanForInference_DoesNotTrain()
    {
        Network network = PlanRig.Small();
        Plan plan = Plan.ForInference(network, 4, Workers.Single);

        Assert.Throws<InvalidOperationException>(() => plan.Loss());
        Assert.Throws<InvalidOperationException>(() => plan.Evaluate());
        Assert.Throws<InvalidOperationException>(() => plan.Backward());
        Assert.Throws<InvalidOperationException>(() => plan.Step(new SgdSpec().Build(network.Parameters), 0.1));
        Assert.True(plan.Bytes < Plan.ForTraining(network, 4, Workers.Single).Bytes);
    }

    [Fact]
    public void APlan_OfBadSizes_IsRefused()
    {
        Plan plan = Plan.ForInference(PlanRig.Small(), 4, Workers.Single);

        Assert.Throws<ArgumentOutOfRangeException>(() => plan.Columns = 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => plan.Columns = 5);
        Assert.Throws<ArgumentOutOfRangeException>(() => Plan.ForInference(PlanRig.Small(), 0, Workers.Single));
        Network views = Network.Build(
            new ModelSpec("views", new Shape(1, 2, 3), [new FlattenSpec()], [new ReshapeSpec(new Shape(1, 2, 3))], new LossSpec(LossKind.Mse)), new RandomKey(1));
        Assert.Throws<ArgumentException>(() => Plan.ForInference(views, 4, Workers.Single));
    }
}
