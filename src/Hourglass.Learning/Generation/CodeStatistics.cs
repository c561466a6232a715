using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Mean, range and covariance of codes, and the Cholesky factor.</summary>
internal static class CodeStatistics
{
    // Blocks are summed in single precision by the matrix product, and added up in double precision.
    private const int Block = 4096;

    private const double Ridge = 1e-6;

    public static double[] Mean(ReadOnlySpan<float> codes, int size)
    {
        double[] mean = new double[size];
        for (int i = 0; i < codes.Length; i++) mean[i % size] += codes[i];
        for (int feature = 0; feature < size; feature++) mean[feature] /= codes.Length / size;
        return mean;
    }

    /// <summary>Finds the least and the largest number of each feature.</summary>
    public static (float Low, float High)[] Ranges(ReadOnlySpan<float> codes, int size)
    {
        (float Low, float High)[] ranges = new (float, float)[size];
        Array.Fill(ranges, (float.PositiveInfinity, float.NegativeInfinity));
        for (int i = 0; i < codes.Length; i++)
        {
            ref (float Low, float High) range = ref ranges[i % size];
            range = (Math.Min(range.Low, codes[i]), Math.Max(range.High, codes[i]));
        }

        return ranges;
    }

    /// <summary>Means the products of deviations, row by row.</summary>
    public static double[] Covariance(ReadOnlySpan<float> codes, double[] mean, Workers workers)
    {
        int size = mean.Length, count = codes.Length / size, block = Math.Min(Block, count);
        FloatBuffer centered = new(block * size), products = new(size * size);
        double[] covariance = new double[size * size];
        for (int start = 0; start < count; start += block)
        {
            int rows = Math.Min(block, count - start);
            ReadOnlySpan<float> part = codes.Slice(start * size, rows * size);
            for (int i = 0; i < part.Length; i++) centered.Span[i] = (float)(part[i] - mean[i % size]);
            MatrixView deviations = new(centered, rows, size);
            Gemm.Multiply(deviations.Transposed, deviations, new MatrixView(products, size, size), workers);
            for (int i = 0; i < covariance.Length; i++) covariance[i] += products.Span[i] / (double)count;
        }

        return covariance;
    }

    /// <summary>Computes L with L L' = covariance + ridge, zero above the diagonal.</summary>
    public static double[] Factor(double[] covariance, int size)
    {
        double trace = 0;
        for (int i = 0; i < size; i++) trace += covariance[(i * size) + i];
        if (trace == 0) return new double[covariance.Length];
        if (!double.IsFinite(trace))
            throw new ArgumentException(Phrase.Of("Received codes whose squares are too large for a float; this model's training broke down."), nameof(covariance));
        for (double ridge = Ridge * trace / size; ; ridge *= 10)
            if (TryFactor(covariance, size, ridge) is { } factor) return factor;
    }

    /// <summary>Factors row by row; gives up where rounding left a pivot that is not positive.</summary>
    private static double[]? TryFactor(double[] covariance, int size, double ridge)
    {
        double[] factor = new double[covariance.Length];
        for (int row = 0; row < size; row++)
        {
            ReadOnlySpan<double> above = factor.AsSpan(row * size, row);
            for (int column = 0; column < row; column++)
            {
                double sum = covariance[(row * size) + column];
                for (int k = 0; k < column; k++) sum -= above[k] * factor[(column * size) + k];
                factor[(row * size) + column] = sum / factor[(column * size) + column];
            }

            double pivot = covariance[(row * size) + row] + ridge;
            foreach (double value in above) pivot -= value * value;
            if (!(pivot > 0)) return null;
            factor[(row * size) + row] = Math.Sqrt(pivot);
        }

        return factor;
    }
}
