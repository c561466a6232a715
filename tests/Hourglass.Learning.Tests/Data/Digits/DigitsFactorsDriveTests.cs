namespace Hourglass.Learning.Tests;

/// <summary>
/// The recorded factors are what the pictures were drawn from: each correlates, within one class, with what it should change.
/// The least correlations stand a tenth to a third below those measured; with 600 digits per class, chance gives 0.04.
/// </summary>
public sealed class DigitsFactorsDriveTests(DigitsSheetFixture fixture) : IClassFixture<DigitsSheetFixture>
{
    private readonly DigitSheet _sheet = fixture.Sheet;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public void OfEveryDigit_PenWidthDrivesInkAndSlantDrivesLeanAndAspectDrivesProportions(int digit)
    {
        AssertCorrelates(digit, factors => factors.PenWidth, fixture.Ink, 0.7);
        AssertCorrelates(digit, factors => factors.Slant, i => fixture.Moments(i).Lean, 0.7);
        if (digit != 1) AssertCorrelates(digit, factors => factors.Aspect, i => fixture.Moments(i).Proportion, 0.5);
    }

    /// <summary>A one is slender, so turning it clockwise makes it lean; a round digit would hardly show it.</summary>
    [Fact]
    public void Rotation_DrivesTheLeanOfOnes() => AssertCorrelates(1, factors => factors.Rotation, i => fixture.Moments(i).Lean, 0.2);

    /// <summary>A lower middle crowds the ink below and leaves a tail above, which is a negative skew.</summary>
    [Fact]
    public void Waist_DrivesTheVerticalSkewOfFours() => AssertCorrelates(4, factors => factors.Waist, i => -fixture.Moments(i).Skew, 0.35);

    [Fact]
    public void Taper_DrivesTheTopHeavinessOfZeros() =>
        AssertCorrelates(0, factors => factors.Taper, i => fixture.Moments(i).TopHeaviness, 0.3);

    [Fact]
    public void Elastic_BendsPlainOnes() =>
        AssertCorrelates(1, factors => factors.Elastic, i => DigitRows.Of(_sheet.Picture(i)).Bend, 0.28, variant: 0);

    [Fact]
    public void Pressure_VariesThePenOfPlainOnes() =>
        AssertCorrelates(1, factors => factors.Pressure, i => DigitRows.Of(_sheet.Picture(i)).Unevenness, 0.3, variant: 0);

    private void AssertCorrelates(
        int digit, Func<DigitFactors, double> cause, Func<int, double> effect, double least, int? variant = null)
    {
        int[] chosen =
        [
            .. Enumerable.Range(0, _sheet.Count)
                .Where(i => _sheet.Labels[i] == digit && (variant ?? _sheet.Factors[i].Variant) == _sheet.Factors[i].Variant),
        ];
        double found = Correlation([.. chosen.Select(i => cause(_sheet.Factors[i]))], [.. chosen.Select(effect)]);
        Assert.True(found >= least, $"digit {digit}: correlation {found:F3}, expected at least {least}");
    }

    private static double Correlation(double[] x, double[] y)
    {
        double meanX = x.Average(), meanY = y.Average();
        double mixed = x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum();
        return mixed / Math.Sqrt(x.Sum(a => (a - meanX) * (a - meanX)) * y.Sum(b => (b - meanY) * (b - meanY)));
    }
}
