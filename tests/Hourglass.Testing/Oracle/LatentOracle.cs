using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Testing;

/// <summary>The definition of the codes that are distributions.</summary>
internal static class LatentOracle
{
    public static OracleOutput Forward(GaussianLatentSpec spec, double[][] samples, IReadOnlyList<double[]> parameters, OraclePass pass)
    {
        double[][] heads = DenseOracle.Forward(new DenseSpec(2 * spec.Units), samples, parameters).Samples;
        double[][] means = [.. heads.Select(head => head[..spec.Units])];
        if (pass.Mode == PassMode.Inference) return means;

        double[][] spreads = [.. heads.Select(head => head[spec.Units..])], code = [.. means.Select(static mean => new double[mean.Length])];
        double[] ratios = new double[code.Length];
        double sum = 0;
        for (int n = 0; n < code.Length; n++)
        {
            for (int u = 0; u < spec.Units; u++)
            {
                (double sigma, double log) = Spread(spec.Head, spreads[n][u]);
                double divergence = ((means[n][u] * means[n][u]) + (sigma * sigma) - 1 - log) / 2;
                sum += spec.FreeBits > 0 ? Math.Max(spec.FreeBits, divergence) : divergence;
                double noise = pass.Key(1).Normal(n, u);
                code[n][u] = means[n][u] + (sigma * noise);
                ratios[n] += LogNormal(code[n][u]) - (LogNormal(noise) - (log / 2));
            }
        }

        if (spec.Samples is not null) return new OracleOutput(code, LogRatios: ratios);
        double warm = pass.Step >= spec.WarmUp ? 1 : (pass.Step + 1.0) / spec.WarmUp;
        return new OracleOutput(code, spec.Beta * warm * sum / samples.Length / (spec.Reduction == LossReduction.Mean ? spec.Units : 1));
    }

    /// <summary>Finds how near the divergence of a unit is to the free bits, where it bends.</summary>
    public static double DistanceFromKink(GaussianLatentSpec spec, double[][] samples, IReadOnlyList<double[]> parameters) =>
        spec.FreeBits == 0 ? double.PositiveInfinity : DenseOracle.Forward(new DenseSpec(2 * spec.Units), samples, parameters).Samples
            .SelectMany(head => head[..spec.Units].Zip(head[spec.Units..], (mean, spread) => (mean, Spread: Spread(spec.Head, spread))))
            .Min(unit => Math.Abs((((unit.mean * unit.mean) + (unit.Spread.Sigma * unit.Spread.Sigma) - 1 - unit.Spread.Log) / 2) - spec.FreeBits));

    private static double LogNormal(double z) => -((z * z) + Math.Log(2 * Math.PI)) / 2;

    private static (double Sigma, double Log) Spread(GaussianHead head, double value)
    {
        if (head == GaussianHead.Sigma) return (value, Math.Log(1e-10 + (value * value)));
        double log = Math.Clamp(value, -30, 20);
        return (Math.Exp(log / 2), log);
    }
}
