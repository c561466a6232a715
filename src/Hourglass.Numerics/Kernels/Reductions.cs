namespace Hourglass.Numerics;

/// <summary>Sums over whole spans, always in the same order.</summary>
public static class Reductions
{
    private const int Block = 1024;

    /// <summary>Computes the sum of squares; blocks of 1,024 in single precision, their sums in double.</summary>
    /// <param name="values">The numbers.</param>
    public static double SumOfSquares(ReadOnlySpan<float> values)
    {
        double sum = 0;
        for (; values.Length > 0; values = values[Math.Min(Block, values.Length)..])
        {
            float block = 0;
            foreach (float value in values[..Math.Min(Block, values.Length)]) block += value * value;
            sum += block;
        }

        return sum;
    }

    /// <summary>Finds the first number that is not finite.</summary>
    /// <param name="values">The numbers.</param>
    /// <returns>Its index, or -1.</returns>
    public static int IndexOfNonFinite(ReadOnlySpan<float> values)
    {
        for (int i = 0; i < values.Length; i++)
            if (!float.IsFinite(values[i])) return i;
        return -1;
    }
}
