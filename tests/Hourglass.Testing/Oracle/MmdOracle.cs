using Hourglass.Networks;

namespace Hourglass.Testing;

/// <summary>The definition of the maximum mean discrepancy.</summary>
internal static class MmdOracle
{
    private static readonly double[] Scales = [0.1, 0.2, 0.5, 1, 2, 5, 10];

    public static OracleOutput Forward(MmdSpec spec, double[][] samples, OraclePass pass)
    {
        int n = samples.Length, features = samples[0].Length;
        double[][] prior = [.. samples.Select((_, i) => Enumerable.Range(0, features).Select(f => (double)pass.Key().Normal(i, f)).ToArray())];
        double within = 0, between = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                if (i != j) within += Kernel(samples[i], samples[j]) + Kernel(prior[i], prior[j]);
                between += Kernel(samples[i], prior[j]);
            }
        }

        return new OracleOutput(samples, spec.Weight * ((n > 1 ? within / n / (n - 1) : 0) - (2 * between / n / n)));
    }

    private static double Kernel(double[] x, double[] y)
    {
        double square = x.Zip(y, static (a, b) => (a - b) * (a - b)).Sum();
        return Scales.Sum(scale => 2 * x.Length * scale / ((2 * x.Length * scale) + square));
    }
}
