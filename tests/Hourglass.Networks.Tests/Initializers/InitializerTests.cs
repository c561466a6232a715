using Hourglass.Numerics;

namespace Hourglass.Networks.Tests;

public class InitializerTests
{
    private const int In = 300, Out = 200;

    /// <summary>The bound of uniform weights (0 for normal ones) and the standard deviation.</summary>
    public static TheoryData<InitializerSpec, double, double> Kinds => new()
    {
        { new(InitializerKind.GlorotUniform), Math.Sqrt(6.0 / (In + Out)), Math.Sqrt(2.0 / (In + Out)) },
        { new(InitializerKind.GlorotNormal), 0, Math.Sqrt(2.0 / (In + Out)) },
        { new(InitializerKind.HeUniform), Math.Sqrt(6.0 / In), Math.Sqrt(2.0 / In) },
        { new(InitializerKind.HeNormal), 0, Math.Sqrt(2.0 / In) },
        { new(InitializerKind.LecunUniform), Math.Sqrt(3.0 / In), Math.Sqrt(1.0 / In) },
        { new(InitializerKind.LecunNormal), 0, Math.Sqrt(1.0 / In) },
        { InitializerSpec.Normal(0.05), 0, 0.05 },
        { InitializerSpec.Uniform(0.3), 0.3, 0.3 / Math.Sqrt(3) },
        { InitializerSpec.Constant(0.25), 0.25, 0 },
    };

    [Fact]
    public void Kinds_AreAll() => Assert.Equal(Enum.GetValues<InitializerKind>(), Kinds.Select(static row => row.Data.Item1.Kind).Order());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Weights_HaveTheMomentsOfTheirDistribution(InitializerSpec spec, double bound, double deviation)
    {
        float[] weights = Start(spec, 1, "encoder.0.weight");
        double mean = spec.Kind == InitializerKind.Constant ? 0.25 : 0, n = weights.Length;

        // Five standard errors; the variance of a normal one errs by sqrt(2 / n) of itself.
        Assert.Equal(mean, weights.Average(), 1e-9 + (5 * deviation / Math.Sqrt(n)));
        Assert.Equal(deviation * deviation, weights.Average(w => Math.Pow(w - mean, 2)), 1e-9 + (5 * Math.Sqrt(2 / n) * deviation * deviation));
        if (bound == 0) return;
        Assert.All(weights, w => Assert.InRange(w, -(float)bound, (float)bound));
        Assert.Equal(bound, weights.Max(), 0.001 * bound);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Biases_StartAtZero(InitializerSpec spec, double bound, double deviation)
    {
        Assert.All(Start(spec, 1, "encoder.0.bias"), static b => Assert.Equal(0, b));
        Assert.True(bound >= 0 && deviation >= 0);
    }

    [Fact]
    public void SameKey_GivesSameWeights_AnotherKeyOthers()
    {
        InitializerSpec spec = new();

        Assert.Equal(Start(spec, 1, "encoder.0.weight"), Start(spec, 1, "encoder.0.weight"));
        Assert.NotEqual(Start(spec, 1, "encoder.0.weight"), Start(spec, 2, "encoder.0.weight"));
    }

    [Fact]
    public void LayersOfOneSize_StartFromDifferentWeights()
    {
        Network network = Network.Build(
            new ModelSpec("twins", new Shape(4), [new DenseSpec(4), new DenseSpec(4)], [new DenseSpec(4)], new LossSpec(LossKind.Mse)), new RandomKey(1));

        float[][] weights = [.. network.Parameters.All
            .Where(static p => p.Info.Kind == ParameterKind.Weight).Select(p => ParameterSet.Export(p, network.Parameters.Values))];
        Assert.Equal(3, weights.Select(static w => w[0]).Distinct().Count());
    }

    private static float[] Start(InitializerSpec spec, ulong key, string name)
    {
        Network network = Network.Build(
            new ModelSpec("start", new Shape(In), [new DenseSpec(Out, Initializer: spec)], [new DenseSpec(In)], new LossSpec(LossKind.Mse)),
            new RandomKey(key));
        return ParameterSet.Export(network.Parameters[name], network.Parameters.Values);
    }
}
