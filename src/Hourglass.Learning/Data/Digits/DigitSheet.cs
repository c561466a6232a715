namespace Hourglass.Learning;

/// <summary>Generated digits and what they were drawn from.</summary>
/// <param name="Pixels">The pictures one after the other, row by row: 0 is paper, 255 is ink; count x 784 bytes.</param>
/// <param name="Labels">The digit of each picture, 0 to 9.</param>
/// <param name="Factors">What each picture was drawn from.</param>
public sealed record DigitSheet(byte[] Pixels, int[] Labels, DigitFactors[] Factors)
{
    /// <summary>Gets the number of pictures.</summary>
    public int Count => Labels.Length;

    /// <summary>Gets one picture, 28 x 28 row by row.</summary>
    /// <param name="index">Which one, 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is not on the sheet.</exception>
    public ReadOnlySpan<byte> Picture(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return Pixels.AsSpan(index * Digits.PixelCount, Digits.PixelCount);
    }
}
