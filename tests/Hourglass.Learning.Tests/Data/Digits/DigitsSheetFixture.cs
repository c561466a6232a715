using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

/// <summary>One large sheet for the tests of what digits look like.</summary>
public sealed class DigitsSheetFixture
{
    public const int Count = 6000;

    public DigitSheet Sheet { get; } = Digits.Generate(Count, new RandomKey(2006), Workers.Single);

    /// <summary>Gets the sum of a picture's pixels, each from 0 to 1.</summary>
    public double Ink(int index)
    {
        long sum = 0;
        foreach (byte pixel in Sheet.Picture(index)) sum += pixel;
        return sum / 255.0;
    }

    public DigitMoments Moments(int index) => DigitMoments.Of(Sheet.Picture(index));
}
