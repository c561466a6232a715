namespace Hourglass.Numerics;

/// <summary>Sums over whole spans, always in the same order.</summary>
public static class Reductions
{
    /// <summary>Computes the sum of squares in double precision, so that the norm of a gradient that explodes does not overflow.</summary>
    /// <param name="values">The numbers.</param>
    public static double SumOfSquares(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values) sum += (double)value * value;
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
