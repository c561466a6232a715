using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Testing;

/// <summary>The definition of batch and layer normalization, in double precision.</summary>
internal static class NormOracle
{
    /// <summary>Normalizes channel by channel: in training by the batch, elsewhere by the running statistics.</summary>
    public static OracleOutput Batch(BatchNormSpec spec, Shape input, double[][] samples, IReadOnlyList<double[]> parameters, PassMode mode)
    {
        double[][] result = [.. samples.Select(static sample => (double[])sample.Clone())];
        for (int channel = 0; channel < input.Channels; channel++)
        {
            double[] values = [.. samples.SelectMany(sample => sample.Where((_, i) => i % input.Channels == channel))];
            (double mean, double variance) = mode == PassMode.Training ? Moments(values) : (parameters[2][channel], parameters[3][channel]);
            foreach (double[] sample in result)
            {
                for (int i = channel; i < sample.Length; i += input.Channels)
                    sample[i] = (parameters[0][channel] * (sample[i] - mean) / Math.Sqrt(variance + spec.Epsilon)) + parameters[1][channel];
            }
        }

        return result;
    }

    /// <summary>Normalizes a sample by itself.</summary>
    public static double[] Layer(LayerNormSpec spec, double[] sample, IReadOnlyList<double[]> parameters)
    {
        (double mean, double variance) = Moments(sample);
        return [.. sample.Select((x, i) => (parameters[0][i] * (x - mean) / Math.Sqrt(variance + spec.Epsilon)) + parameters[1][i])];
    }

    private static (double Mean, double Variance) Moments(double[] values)
    {
        double mean = values.Average();
        return (mean, values.Average(value => (value - mean) * (value - mean)));
    }
}
