namespace Hourglass.Learning.Tests;

/// <summary>The recorded factors keep their documented ranges and agree with the pictures.</summary>
public sealed class DigitsFactorsTests(DigitsSheetFixture fixture) : IClassFixture<DigitsSheetFixture>
{
    private readonly DigitSheet _sheet = fixture.Sheet;

    [Fact]
    public void Classes_AreBalancedAndAreTheLabels()
    {
        Assert.Equal(_sheet.Labels, _sheet.Factors.Select(factors => factors.Class));

        // 600 of each expected; 100 is more than four standard deviations (23) of a fair draw.
        for (int digit = 0; digit < Digits.Classes; digit++)
            Assert.InRange(_sheet.Labels.Count(label => label == digit), 500, 700);
    }

    [Fact]
    public void Variants_AreAllUsed()
    {
        var used = _sheet.Factors.Select(factors => (factors.Class, factors.Variant)).ToHashSet();
        int named = Enumerable.Range(0, Digits.Classes).Sum(digit => Digits.VariantNames(digit).Count);

        Assert.All(used, pair => Assert.InRange(pair.Variant, 0, Digits.VariantNames(pair.Class).Count - 1));
        Assert.Equal(named, used.Count);
    }

    [Fact]
    public void Factors_KeepTheirDocumentedRanges()
    {
        foreach (DigitFactors factors in _sheet.Factors)
        {
            Assert.InRange(factors.Slant, -0.8f, 1.15f);
            Assert.InRange(factors.Rotation, -0.28f, 0.28f);
            Assert.InRange(factors.Aspect, 0.37f, 1.83f);
            Assert.InRange(factors.Waist, -0.14f, 0.14f);
            Assert.InRange(factors.Taper, -0.46f, 0.46f);
            Assert.InRange(factors.Jitter, 0.006f, 0.035f);
            Assert.InRange(factors.Elastic, 0.009f, 0.058f);
            Assert.InRange(factors.PenWidth, 1.19f, 6.45f);
            Assert.InRange(factors.Pressure, 0.04f, 0.26f);
            Assert.InRange(factors.Width, 0.5f, 19.61f);
            Assert.InRange(factors.Height, 0.5f, 19.61f);

            // Newton's steps end on the box to a few units in the last place of a float.
            Assert.Equal(19.6f, Math.Max(factors.Width, factors.Height), 1e-3f);
        }
    }

    [Fact]
    public void Width_IsThatOfThePicture()
    {
        // Half grey lies between pixels, so the count of pixels above it may be off by one on each side, and grain adds a little.
        int off = 0;
        for (int i = 0; i < _sheet.Count; i++)
            if (Math.Abs(WidthAboveHalf(_sheet.Picture(i)) - _sheet.Factors[i].Width) > 1.3) off++;

        Assert.InRange(off, 0, _sheet.Count / 50);
    }

    private static int WidthAboveHalf(ReadOnlySpan<byte> picture)
    {
        int left = Digits.Side, right = -1;
        for (int i = 0; i < picture.Length; i++)
        {
            if (picture[i] < 128) continue;
            left = Math.Min(left, i % Digits.Side);
            right = Math.Max(right, i % Digits.Side);
        }

        return right - left + 1;
    }
}
