using Hourglass.Networks;

namespace Hourglass.Testing;

/// <summary>The definition of each penalty; all are means over the samples.</summary>
internal static class PenaltyOracle
{
    private const double Smallest = 1e-7;

    public static OracleOutput Activity(ActivityPenaltySpec spec, double[][] samples) =>
        new(samples, samples.Average(sample => sample.Sum(x => (spec.L1 * Math.Abs(x)) + (spec.L2 * x * x))));

    public static OracleOutput Sparsity(SparsitySpec spec, double[][] samples) => new(samples, spec.Weight * Means(samples).Sum(mean =>
    {
        double m = Math.Clamp(mean, Smallest, 1 - Smallest);
        return (spec.Target * Math.Log(spec.Target / m)) + ((1 - spec.Target) * Math.Log((1 - spec.Target) / (1 - m)));
    }));

    /// <summary>Computes the Jacobian of a dense layer by central differences of its own definition.</summary>
    public static double Contractive(DenseSpec spec, double[][] samples, IReadOnlyList<double[]> parameters)
    {
        DenseSpec plain = spec with { Contractive = null };
        return spec.Contractive!.Value * samples.Average(sample =>
        {
            double sum = 0;
            for (int unit = 0; unit < spec.Units; unit++)
            {
                double[] slopes = GradientCheck.Differences(
                    sample, () => DenseOracle.Forward(plain, [sample], parameters).Samples[0][unit]);
                sum += slopes.Sum(static slope => slope * slope);
            }

            return sum;
        });
    }

    /// <summary>Finds how far the nearest mean is inside of 0.02 to 0.98: near the ends the divergence is too steep for differences.</summary>
    public static double DistanceFromEnds(double[][] samples) => Means(samples).Min(static mean => Math.Min(mean, 1 - mean)) - 0.02;

    private static IEnumerable<double> Means(double[][] samples) =>
        Enumerable.Range(0, samples[0].Length).Select(f => samples.Average(sample => sample[f]));
}
