using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Testing;

/// <summary>The definition of the vector quantizer.</summary>
internal static class QuantizerOracle
{
    public static OracleOutput Forward(VectorQuantizerSpec spec, Shape input, double[][] samples, double[] codebook, OraclePass pass)
    {
        int dimension = spec.Dimension ?? input.Channels, count = input.Size / dimension;
        double[] Stop(double[] values) => pass.Stopped?.Stop(values) ?? values;
        double[] Code(int code) => codebook[(code * dimension)..((code + 1) * dimension)];

        double sum = 0, revival = 0;
        HashSet<int> chosen = [];
        double[][] y = [.. samples.Select(sample => sample.Chunk(dimension).SelectMany(x =>
        {
            int k = Array.IndexOf(Distances(x, codebook), Distances(x, codebook).Min());
            chosen.Add(k);
            sum += Square(Stop(x), Code(k)) + (spec.Commitment * Square(x, Stop(Code(k))));
            double[] jump = Stop([.. Code(k).Zip(x, static (e, v) => e - v)]);
            return x.Zip(jump, static (v, j) => v + j);
        }).ToArray())];

        for (int code = 0; code < spec.Codes; code++)
        {
            if (chosen.Contains(code)) continue;
            int choice = pass.Key().Below(code, samples.Length * count);
            revival += spec.Revival * Square(Stop(samples[choice / count].Chunk(dimension).ElementAt(choice % count)), Code(code));
        }

        double scale = 1.0 / samples.Length / (spec.Reduction == LossReduction.Mean ? input.Size : count);
        return new OracleOutput(y, scale * sum, scale * revival);
    }

    /// <summary>Finds how much nearer the nearest code is than the next, at the vector where it is least so.</summary>
    public static double LeastLead(VectorQuantizerSpec spec, Shape input, double[][] samples, double[] codebook) => samples
        .SelectMany(sample => sample.Chunk(spec.Dimension ?? input.Channels))
        .Min(x => Distances(x, codebook).Order().Take(2).Aggregate(0.0, static (nearest, next) => next - nearest));

    private static double[] Distances(double[] x, double[] codebook) => [.. codebook.Chunk(x.Length).Select(code => Square(x, code))];

    private static double Square(double[] x, double[] y) => x.Zip(y, static (a, b) => (a - b) * (a - b)).Sum();
}
