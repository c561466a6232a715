using Hourglass.Networks;

namespace Hourglass.Testing;

/// <summary>The definition of the dense layer.</summary>
internal static class DenseOracle
{
    public static OracleOutput Forward(DenseSpec spec, double[][] samples, IReadOnlyList<double[]> parameters) => new(
        [.. samples.Select(x => ActivationOracle.Apply(spec.Activation, Affine(spec, x, parameters)))],
        spec.Contractive is null ? 0 : PenaltyOracle.Contractive(spec, samples, parameters));

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
