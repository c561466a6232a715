using Hourglass.Numerics;
using Hourglass.Testing;

namespace Hourglass.Networks.Tests;

/// <summary>What happens to a gradient before a rule uses it: clipping and weight decay.</summary>
public class GradientTermsTests
{
    public static TheoryData<OptimizerSpec> Specs => new(Specimens.Optimizers);

    [Theory]
    [InlineData(10)]
    [InlineData(0.5)]
    public void ClipNorm_ScalesTheWholeGradientOnlyWhereItIsLonger(double limit)
    {
        Network network = OptimizerRig.Small();
        FloatBuffer gradient = new(network.Parameters.Values.Length);
        foreach (Parameter parameter in network.Parameters.All) ParameterSet.Import(parameter, Draw.Normal(1, parameter.Info.Count, 0.1), gradient);
        double norm = Math.Sqrt(gradient.Span.ToArray().Sum(static g => (double)g * g));
        Assert.InRange(norm, 0.6, 9);
        double[] before = network.Parameters.Values.Span.ToArray().Doubles();

        new SgdSpec(1, ClipNorm: limit).Build(network.Parameters).Step(1, gradient, Workers.Single);

        double[] change = [.. network.Parameters.Values.Span.ToArray().Select((w, i) => before[i] - w)];
        double scale = norm > limit ? limit / norm : 1;
        Close.Equal([.. gradient.Span.ToArray().Select(g => scale * g)], change, 1e-6, 1e-6, "clipped gradient");
    }

    [Fact]
    public void ClipNorm_OfAnExplodingGradient_StillTakesAStepOfThatLength()
    {
        (ParameterSet parameters, FloatBuffer gradient) = OptimizerRig.One();
        gradient.Span[0] = 1e30f;

        new SgdSpec(1, ClipNorm: 0.5).Build(parameters).Step(1, gradient, Workers.Single);

        Assert.Equal(0.5f, parameters.Values.Span[0], 1e-6f);
    }

    [Theory]
    [MemberData(nameof(Specs))]
    public void WeightDecay_PullsWeightsAndNoBiases(OptimizerSpec spec)
    {
        spec = spec with { WeightDecay = 0.5 };
        Network network = OptimizerRig.Small();
        foreach (Parameter parameter in network.Parameters.All)
        {
            float[] ones = new float[parameter.Info.Count];
            Array.Fill(ones, 1f);
            ParameterSet.Import(parameter, ones, network.Parameters.Values);
        }

        spec.Build(network.Parameters).Step(0.1, new FloatBuffer(network.Parameters.Values.Length), Workers.Single);

        foreach (Parameter parameter in network.Parameters.All)
        {
            float[] values = ParameterSet.Export(parameter, network.Parameters.Values);
            if (parameter.Info.Kind == ParameterKind.Bias) Assert.All(values, static v => Assert.Equal(1, v));
            else Assert.All(values, static v => Assert.InRange(v, -1, 0.9999f));
        }
    }
}
