using Hourglass.Numerics;

namespace Hourglass.Testing;

/// <summary>The definition of each activation, in double precision.</summary>
public static class ActivationOracle
{
    /// <summary>Computes <c>f(x)</c> of one sample.</summary>
    public static double[] Apply(ActivationKind kind, double[] x) =>
        kind == ActivationKind.Softmax ? Softmax(x) : [.. x.Select(value => Apply(kind, value))];

    /// <summary>Computes <c>f(x)</c> of one feature.</summary>
    public static double Apply(ActivationKind kind, double x) => kind switch
    {
        ActivationKind.Linear => x,
        ActivationKind.Sigmoid => 1 / (1 + Math.Exp(-x)),
        ActivationKind.Tanh => Math.Tanh(x),
        ActivationKind.Relu => x > 0 ? x : 0,
        ActivationKind.LeakyRelu => x > 0 ? x : 0.01 * x,
        ActivationKind.Elu => x > 0 ? x : Math.Exp(x) - 1,
        ActivationKind.Softplus => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x))),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Expected an elementwise activation."),
    };

    /// <summary>Gets whether the activation bends sharply at zero, where differences are of no use.</summary>
    public static bool HasKink(ActivationKind kind) =>
        kind is ActivationKind.Relu or ActivationKind.LeakyRelu or ActivationKind.Elu;

    /// <summary>Finds the distance of the nearest sum from the kink; infinite where there is none.</summary>
    public static double DistanceFromKink(ActivationKind kind, OracleOutput sums) =>
        HasKink(kind) ? sums.Samples.Min(static sum => sum.Min(Math.Abs)) : double.PositiveInfinity;

    private static double[] Softmax(double[] x)
    {
        double max = x.Max();
        double sum = x.Sum(value => Math.Exp(value - max));
        return [.. x.Select(value => Math.Exp(value - max) / sum)];
    }
}
