using Hourglass.Numerics;
using Hourglass.Testing;

namespace Hourglass.Learning.Tests;

public class DisentanglementQualityTests
{
    private const int Count = 4000;

    /// <summary>Independent quantities of a finite sample seem to know a little of each other: (20 - 1)² / (2 n) nats between two of 20 bins, 0.045 of
    /// an entropy of 3.</summary>
    private const double Slack = 0.05;

    [Theory]
    [InlineData(1)]
    [InlineData(-3)]
    public void Measure_CodesThatAreTheFactors_AreDisentangled(float factor)
    {
        float[][] factors = Factors(4);
        float[][] codes = [.. factors.Select(values => values.Select(value => (factor * value * value * value) + 5).ToArray())];

        DisentanglementQuality quality = Measure(codes, factors);

        Assert.InRange(quality.MutualInformationGap, 1 - Slack, 1);
        Assert.InRange(quality.Disentanglement, 1 - Slack, 1);
        Assert.InRange(quality.Completeness, 1 - Slack, 1);
        Assert.InRange(quality.Informativeness, 1 - Slack, 1);
    }

    [Fact]
    public void Measure_CodesThatMixTheFactorsAlike_AreEntangled()
    {
        // A turn by 45 degrees: both units know as much of both factors.
        float[][] factors = Factors(2);
        float[][] codes = [[.. factors[0].Zip(factors[1], static (a, b) => a + b)], [.. factors[0].Zip(factors[1], static (a, b) => a - b)]];

        DisentanglementQuality quality = Measure(codes, factors);

        Assert.InRange(quality.MutualInformationGap, 0, Slack);
        Assert.InRange(quality.Disentanglement, 0, Slack);
        Assert.InRange(quality.Completeness, 0, Slack);
        Assert.InRange(quality.Informativeness, 0.8, 1);
    }

    [Fact]
    public void Measure_FactorsThatAreWrittenTwice_AreDisentangledButNotComplete()
    {
        float[][] factors = Factors(2);

        DisentanglementQuality quality = Measure([factors[0], factors[0], factors[1], factors[1]], factors);

        Assert.InRange(quality.MutualInformationGap, 0, 1e-9);
        Assert.InRange(quality.Disentanglement, 1 - Slack, 1);

        // Splits that gain as much go to the first of the two, so the trees see one unit only.
        Assert.InRange(quality.Completeness, 1 - Slack, 1);
    }

    [Fact]
    public void Measure_CodesThatKnowNothing_FindNothing()
    {
        DisentanglementQuality quality = Measure([Draw.Normal(11, Count), Draw.Normal(12, Count)], Factors(2));

        Assert.InRange(quality.MutualInformationGap, 0, Slack);
        Assert.InRange(quality.Informativeness, 0, Slack);
        Assert.Equal(new DisentanglementQuality(0, 0, 0, 0), Measure([new float[Count]], Factors(2)));
    }

    [Fact]
    public void Measure_AClass_NeedsNoOrder()
    {
        // The number of a class says nothing: each has a place of its own on the unit, in another order.
        float[] classes = [.. Draw.Uniform(21, Count, 0, 10).Select(MathF.Floor)];
        float[] places = [3, 9, 0, 5, 1, 7, 2, 8, 6, 4];
        Points codes = Codes([[.. classes.Select(value => places[(int)value])], Draw.Normal(22, Count)]);

        DisentanglementQuality quality = DisentanglementQuality.Measure(codes, [new TrueFactor("class", classes, IsClass: true)], Workers.Single);

        Assert.InRange(quality.MutualInformationGap, 1 - Slack, 1);
        Assert.InRange(quality.Completeness, 1 - Slack, 1);
        Assert.InRange(quality.Informativeness, 1 - Slack, 1);
    }

    [Fact]
    public void Measure_CodesWithManyEqualNumbers_KeepThemTogether()
    {
        // Two quarters of the classes share a number, as of a ReLU that is mostly off: half of ln 4 nats, and a bit, are told: (ln 4 - ln 2 / 2) / ln 4.
        float[] classes = [.. Enumerable.Range(0, Count).Select(static i => (float)(i * 7 % 4))];
        Points codes = Codes([[.. classes.Select(static value => MathF.Max(0, value - 1))]]);

        DisentanglementQuality quality = DisentanglementQuality.Measure(codes, [new TrueFactor("class", classes, IsClass: true)], Workers.Single);

        Assert.Equal(0.75, quality.MutualInformationGap, 1e-9);
    }

    [Fact]
    public void Measure_TeamOfAnySize_GivesTheSameBits()
    {
        float[][] factors = Factors(3), codes = [.. factors, Draw.Normal(5, Count)];
        DisentanglementQuality one = Measure(codes, factors);

        foreach (int count in new[] { 2, 3, 7 })
        {
            using Workers workers = new(count);
            Assert.Equal(one, DisentanglementQuality.Measure(Codes(codes), Named(factors), workers));
        }
    }

    [Fact]
    public void Measure_OfWhatSaysNothing_IsRefused()
    {
        float[][] factors = Factors(1);
        Points bad = Codes(factors);
        bad.Values[7] = float.NaN;

        Assert.Throws<ArgumentException>(() => DisentanglementQuality.Measure(bad, Named(factors), Workers.Single));
        Assert.Throws<ArgumentException>(() => DisentanglementQuality.Measure(Codes(factors), [new TrueFactor("short", [1, 2])], Workers.Single));
        Assert.Throws<ArgumentException>(() => DisentanglementQuality.Measure(Codes(factors), [new TrueFactor("flat", new float[Count])], Workers.Single));
        Assert.Throws<ArgumentException>(() => DisentanglementQuality.Measure(new Points(1, 1), [new TrueFactor("one", [1])], Workers.Single));
    }

    [Fact]
    public void BuiltInTestFactors_AreThoseOfTheTestSet()
    {
        DigitSheet sheet = Digits.Generate(20, new RandomKey(1).Fold(1), Workers.Single);

        IReadOnlyList<DigitFactors> factors = DataSources.BuiltInTestFactors();

        Assert.Equal(10_000, factors.Count);
        Assert.Equal(sheet.Factors.Select(static factor => factor with { Width = 0, Height = 0 }), factors.Take(20));
    }

    private static float[][] Factors(int count) => [.. Enumerable.Range(0, count).Select(static i => Draw.Normal((ulong)i + 1, Count))];

    private static TrueFactor[] Named(float[][] factors) => [.. factors.Select(static (values, i) => new TrueFactor($"factor {i}", values))];

    private static DisentanglementQuality Measure(float[][] codes, float[][] factors) => DisentanglementQuality.Measure(Codes(codes), Named(factors), Workers.Single);

    private static Points Codes(float[][] units) =>
        new([.. Enumerable.Range(0, units[0].Length).SelectMany(i => units.Select(unit => unit[i]))], units.Length);
}
