namespace Hourglass.Learning;

/// <summary>Codes on a plane: two features vary, the others rest at their mean.</summary>
public static class CodeGrid
{
    /// <summary>The share of codes left out at either end of an axis where nothing else is said: a twentieth, the rare and blurred.</summary>
    public const double DefaultMargin = 0.05;

    /// <summary>Computes the codes of a square of pictures.</summary>
    /// <param name="distribution">Where the codes lie.</param>
    /// <param name="side">Codes along either axis; 2 or more.</param>
    /// <param name="right">The feature that grows to the right, from 0; the first by default.</param>
    /// <param name="up">The feature that grows upwards; the second by default.</param>
    /// <param name="low">The share of codes left of, or below, the square; a twentieth by default.</param>
    /// <param name="high">The share of codes up to its other end; all but a twentieth by default.</param>
    /// <returns>The codes row by row from the top, each row from the left, as pictures are read.</returns>
    /// <exception cref="ArgumentException">Both features are the same.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such feature, the side is below 2, or the shares are not in order.</exception>
    public static float[] Square(
        CodeDistribution distribution,
        int side,
        int right = 0,
        int up = 1,
        double low = DefaultMargin,
        double high = 1 - DefaultMargin)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        if (right == up) throw new ArgumentException($"Received feature {up} for both axes, expected two different ones.", nameof(up));
        float[] x = distribution.Axis(right, side, low, high), y = distribution.Axis(up, side, low, high);
        int size = distribution.Size;
        float[] codes = new float[checked(side * side * size)];
        for (int i = 0; i < side * side; i++)
        {
            Span<float> code = codes.AsSpan(i * size, size);
            for (int feature = 0; feature < size; feature++) code[feature] = (float)distribution.Mean.Span[feature];
            code[right] = x[i % side];
            code[up] = y[side - 1 - (i / side)];
        }

        return codes;
    }
}
