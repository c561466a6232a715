using Hourglass.Numerics;

namespace Hourglass.Networks.Tests;

/// <summary>Parameters for tests of optimizers.</summary>
internal static class OptimizerRig
{
    public static Network Small() => Network.Build(
        new ModelSpec("small", new Shape(5), [new DenseSpec(3)], [new DenseSpec(5)], new LossSpec(LossKind.Mse)), new RandomKey(1));

    /// <summary>A weight of 1 and its gradient, at the start of their buffers; all else is zero.</summary>
    public static (ParameterSet Parameters, FloatBuffer Gradient) One()
    {
        Network network = Network.Build(
            new ModelSpec("one", new Shape(1), [new DenseSpec(1)], [new DenseSpec(1)], new LossSpec(LossKind.Mse)), new RandomKey(1));
        network.Parameters.Values.Span.Clear();
        network.Parameters.Values.Span[0] = 1;
        return (network.Parameters, new FloatBuffer(network.Parameters.Values.Length));
    }
}
