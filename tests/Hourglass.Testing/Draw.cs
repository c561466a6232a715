using Hourglass.Numerics;

namespace Hourglass.Testing;

/// <summary>Random numbers for tests: a function of the seed alone.</summary>
public static class Draw
{
    /// <summary>Draws standard normal numbers.</summary>
    public static float[] Normal(ulong seed, int count, double deviation = 1, double mean = 0)
    {
        float[] values = new float[count];
        new RandomKey(seed).FillNormal(values, (float)mean, (float)deviation);
        return values;
    }

    /// <summary>Draws numbers uniform in [low, high).</summary>
    public static float[] Uniform(ulong seed, int count, double low = 0, double high = 1)
    {
        float[] values = new float[count];
        new RandomKey(seed).FillUniform(values, (float)low, (float)high);
        return values;
    }

    /// <summary>Fills every float of a tensor, padding columns included, then sets the samples.</summary>
    public static void Set(Tensor tensor, ReadOnlySpan<float> samples, float padding = 0)
    {
        tensor.CopyFromSamples(samples);
        for (int column = tensor.Columns; column < tensor.Panels * Tensor.PanelWidth; column++)
            for (int row = 0; row < tensor.Rows; row++) tensor[row, column] = padding;
    }

    /// <summary>Copies the samples of a tensor, one after the other.</summary>
    public static float[] Samples(this Tensor tensor)
    {
        float[] samples = new float[tensor.Rows * tensor.Columns];
        tensor.CopyToSamples(samples);
        return samples;
    }

    /// <summary>Widens to double precision.</summary>
    public static double[] Doubles(this ReadOnlySpan<float> values)
    {
        double[] result = new double[values.Length];
        for (int i = 0; i < result.Length; i++) result[i] = values[i];
        return result;
    }

    /// <summary>Widens to double precision.</summary>
    public static double[] Doubles(this float[] values) => Doubles((ReadOnlySpan<float>)values);
}
