namespace Hourglass.Learning.Tests;

/// <summary>The pictures keep MNIST's form; the ranges stand around MNIST's own figures, which are given at each.</summary>
public sealed class DigitsAppearanceTests(DigitsSheetFixture fixture) : IClassFixture<DigitsSheetFixture>
{
    private const int Box = 20;
    private readonly DigitSheet _sheet = fixture.Sheet;

    [Fact]
    public void Pixels_HaveTheStatisticsOfMnist()
    {
        double mean = _sheet.Pixels.Average(pixel => pixel / 255.0);
        double square = _sheet.Pixels.Average(pixel => pixel / 255.0 * (pixel / 255.0));

        // MNIST: mean 0.1307, deviation 0.3081, 19 % of the pixels are not 0, 39 % of those are 250 or more.
        Assert.InRange(mean, 0.125, 0.140);
        Assert.InRange(Math.Sqrt(square - (mean * mean)), 0.295, 0.320);
        double inked = _sheet.Pixels.Count(pixel => pixel > 0);
        Assert.InRange(inked / _sheet.Pixels.Length, 0.18, 0.20);
        Assert.InRange(_sheet.Pixels.Count(pixel => pixel >= 250) / inked, 0.35, 0.45);
    }

    [Fact]
    public void Ink_OfEachDigit_IsThatOfMnist()
    {
        // The mean ink per picture over MNIST's training set, to one unit.
        double[] expected = [137, 61, 117, 112, 96, 100, 108, 91, 118, 97];
        for (int digit = 0; digit < Digits.Classes; digit++)
        {
            double ink = Enumerable.Range(0, _sheet.Count).Where(i => _sheet.Labels[i] == digit).Average(fixture.Ink);
            Assert.InRange(ink, 0.93 * expected[digit], 1.07 * expected[digit]);
        }
    }

    [Fact]
    public void CentreOfMass_LiesOnTheMiddlePixel()
    {
        // Shifts are whole pixels, so half a pixel remains, as in MNIST. Ink that would leave the picture stays inside instead.
        int off = 0;
        for (int i = 0; i < _sheet.Count; i++)
        {
            DigitMoments moments = fixture.Moments(i);
            Assert.InRange(moments.X, 11.5, 16.5);
            Assert.InRange(moments.Y, 11.5, 16.5);
            if (Math.Abs(moments.X - 14) > 0.5001 || Math.Abs(moments.Y - 14) > 0.5001) off++;
        }

        Assert.InRange(off, 0, _sheet.Count / 200);
    }

    [Fact]
    public void Ink_LiesInABoxOfTwentyPixelsThatItFills()
    {
        int filled = 0;
        for (int i = 0; i < _sheet.Count; i++)
        {
            (int width, int height) = Extent(_sheet.Picture(i));
            Assert.InRange(width, 1, Box);
            Assert.InRange(height, 1, Box);
            if (Math.Max(width, height) == Box) filled++;
        }

        Assert.InRange(filled, 0.97 * _sheet.Count, _sheet.Count);
    }

    [Fact]
    public void Border_IsMostlyEmpty()
    {
        double border = 0, all = 0;
        for (int i = 0; i < _sheet.Pixels.Length; i++)
        {
            int x = i % Digits.Side, y = i / Digits.Side % Digits.Side;
            all += _sheet.Pixels[i];
            if (Math.Min(x, y) < 4 || Math.Max(x, y) >= 24) border += _sheet.Pixels[i];
        }

        // MNIST: 3.3 % of the ink lies in the outer four pixels, because the centre of mass is not the centre of the box.
        Assert.InRange(border / all, 0.01, 0.05);
    }

    [Fact]
    public void Pictures_AllDiffer()
    {
        HashSet<string> seen = [];
        for (int i = 0; i < _sheet.Count; i++) Assert.True(seen.Add(Convert.ToHexString(_sheet.Picture(i))));
    }

    private static (int Width, int Height) Extent(ReadOnlySpan<byte> picture)
    {
        int left = Digits.Side, right = -1, top = Digits.Side, bottom = -1;
        for (int i = 0; i < picture.Length; i++)
        {
            if (picture[i] == 0) continue;
            left = Math.Min(left, i % Digits.Side);
            right = Math.Max(right, i % Digits.Side);
            top = Math.Min(top, i / Digits.Side);
            bottom = Math.Max(bottom, i / Digits.Side);
        }

        return (right - left + 1, bottom - top + 1);
    }
}
