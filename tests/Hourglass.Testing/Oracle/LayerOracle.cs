using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Testing;

/// <summary>The definition of each layer: a naive forward pass of a batch, in double precision.</summary>
public static class LayerOracle
{
    /// <summary>Computes the outputs of a layer; parameters are in the order and layout of files.</summary>
    public static double[][] Forward(LayerSpec spec, double[][] samples, IReadOnlyList<double[]> parameters) => spec switch
    {
        DenseSpec dense => [.. samples.Select(x => ActivationOracle.Apply(dense.Activation, Affine(dense, x, parameters)))],
        ActivationSpec activation => [.. samples.Select(x => ActivationOracle.Apply(activation.Activation, x))],
        FlattenSpec or ReshapeSpec => samples,
        _ => throw new NotSupportedException($"Write the oracle of {spec.GetType().Name} here: its forward pass in a few lines."),
    };

    /// <summary>Finds the distance of the nearest number from a kink, where differences say nothing; infinite where there is no kink.</summary>
    public static double DistanceFromKink(LayerSpec spec, double[][] samples, IReadOnlyList<double[]> parameters)
    {
        (ActivationKind kind, double[][] sums) = spec switch
        {
            DenseSpec dense => (dense.Activation, [.. samples.Select(x => Affine(dense, x, parameters))]),
            ActivationSpec activation => (activation.Activation, samples),
            _ => (ActivationKind.Linear, samples),
        };
        return ActivationOracle.HasKink(kind) ? sums.Min(static sum => sum.Min(Math.Abs)) : double.PositiveInfinity;
    }

    private static double[] Affine(DenseSpec spec, double[] x, IReadOnlyList<double[]> parameters)
    {
        double[] weight = parameters[0], y = new double[spec.Units];
        for (int i = 0; i < y.Length; i++)
        {
            if (spec.Bias) y[i] = parameters[1][i];
            for (int j = 0; j < x.Length; j++) y[i] += weight[(i * x.Length) + j] * x[j];
        }

        return y;
    }
}
