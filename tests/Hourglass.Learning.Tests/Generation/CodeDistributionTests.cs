using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class CodeDistributionTests
{
    private static readonly RandomKey Key = new(11);

    [Fact]
    public void Prior_Draws_HaveMeanZeroAndDeviationOne()
    {
        float[] codes = CodeDistribution.Prior(4).Draw(5000, Key);

        // The mean of 20,000 standard normal numbers deviates by 0.007, their variance by 0.01: four times that.
        Assert.InRange(codes.Average(), -0.028, 0.028);
        Assert.InRange(codes.Average(static value => value * value), 0.96, 1.04);
    }

    [Fact]
    public void Draw_ACode_DoesNotDependOnHowManyThereAre()
    {
        CodeDistribution fitted = CodeDistribution.Fit(Correlated(500), 3, Workers.Single);

        Assert.Equal(fitted.Draw(100, Key)[..30], fitted.Draw(10, Key));
        Assert.Equal(CodeDistribution.Prior(3).Draw(100, Key)[..30], CodeDistribution.Prior(3).Draw(10, Key));
        Assert.NotEqual(fitted.Draw(10, Key), fitted.Draw(10, new RandomKey(12)));
    }

    [Fact]
    public void Draw_Temperature_ScalesTheDeviation()
    {
        CodeDistribution prior = CodeDistribution.Prior(3);

        Assert.Equal(prior.Draw(5, Key).Select(static value => value / 2), prior.Draw(5, Key, 0.5));
        Assert.Equal(new float[15], prior.Draw(5, Key, 0));
        CodeDistribution fitted = CodeDistribution.Fit(Correlated(500), 3, Workers.Single);
        Assert.Equal([.. fitted.Mean.ToArray().Select(static value => (float)value)], fitted.Draw(1, Key, 0));
    }

    [Fact]
    public void Fit_Draws_HaveTheMeanAndTheCovarianceOfTheCodes()
    {
        float[] codes = Correlated(9000);

        float[] drawn = CodeDistribution.Fit(codes, 3, Workers.Single).Draw(20_000, Key);

        // Of 20,000 codes; the entries are about 4 at most and the range of 9,000 codes cuts next to nothing.
        (double[] mean, double[] covariance) = Moments(codes);
        (double[] m, double[] c) = Moments(drawn);
        for (int i = 0; i < 3; i++) Assert.InRange(m[i] - mean[i], -0.06, 0.06);
        for (int i = 0; i < 9; i++) Assert.InRange(c[i] - covariance[i], -0.2, 0.2);
    }

    [Fact]
    public void Fit_AnyNumberOfWorkers_GivesTheSameBits()
    {
        using Workers team = new(3);
        float[] codes = Correlated(9000);

        Assert.Equal(CodeDistribution.Fit(codes, 3, Workers.Single).Draw(50, Key), CodeDistribution.Fit(codes, 3, team).Draw(50, Key));
    }

    [Fact]
    public void Draw_FromCodesThatAreNeverNegative_IsNeverNegative()
    {
        float[] codes = [.. Correlated(400).Select(static value => MathF.Max(0, value - 1))];

        float[] drawn = CodeDistribution.Fit(codes, 3, Workers.Single).Draw(1000, Key, 3);

        Assert.All(drawn, static value => Assert.True(value >= 0));
        Assert.InRange(drawn.Max(), 0, codes.Max());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(300)]
    public void Fit_FeaturesThatRestOrRepeat_StayAsTheyAre(int count)
    {
        // Rank one, or none: a constant, a value, twice that value.
        float[] codes = [.. Enumerable.Range(0, count).SelectMany(static i => new[] { 5, i % 7, 2f * (i % 7) })];

        float[] drawn = CodeDistribution.Fit(codes, 3, Workers.Single).Draw(200, Key);

        for (int i = 0; i < 200; i++)
        {
            Assert.Equal(5, drawn[3 * i]);

            // A ridge of a millionth of the mean variance is a deviation of a thousandth: five of those on a deviation of about 3.
            Assert.InRange(drawn[(3 * i) + 2] - (2 * drawn[(3 * i) + 1]), -0.03, 0.03);
        }
    }

    [Fact]
    public void Fit_MoreFeaturesThanCodes_DrawsFiniteCodes()
    {
        float[] codes = CodeDistribution.Prior(200).Draw(20, Key);

        Assert.All(CodeDistribution.Fit(codes, 200, Workers.Single).Draw(20, new RandomKey(5)), static value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Fit_NoCodes_Fails()
    {
        Assert.Throws<ArgumentException>(() => CodeDistribution.Fit([], 2, Workers.Single));
        Assert.Throws<ArgumentException>(() => CodeDistribution.Fit([1, 2, 3], 2, Workers.Single));
        Assert.Throws<ArgumentOutOfRangeException>(() => CodeDistribution.Fit([1], 0, Workers.Single));
        Assert.Throws<ArgumentOutOfRangeException>(() => CodeDistribution.Fit([1], CodeDistribution.MaxSize + 1, Workers.Single));
        ArgumentException broken = Assert.Throws<ArgumentException>(() => CodeDistribution.Fit([1, 2, 3, float.NaN], 2, Workers.Single));
        Assert.Contains("Received NaN in code 1", broken.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => CodeDistribution.Fit([1e30f, -1e30f], 1, Workers.Single));
    }

    // Figures of the normal distribution function as tables print them.
    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.95, 1.6448536269514722)]
    [InlineData(0.05, -1.6448536269514722)]
    [InlineData(0.8413447460685429, 1)]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.001, -3.090232306167813)]
    [InlineData(1e-12, -7.034483825301132)]
    public void Quantile_OfThePrior_IsTheInverseOfTheNormalDistribution(double share, double expected) =>
        Assert.Equal(expected, CodeDistribution.Prior(2).Quantile(1, share), 1e-12);

    [Theory]
    [InlineData(0.5, 2)]
    [InlineData(0.25, 1)]
    [InlineData(0.9, 3.6)]
    public void Quantile_OfCodes_LiesBetweenNeighbours(double share, double expected)
    {
        CodeDistribution fitted = CodeDistribution.Fit([4, 1, 0, 2, 3], 1, Workers.Single);

        Assert.Equal(expected, fitted.Quantile(0, share), 1e-6);
    }

    [Fact]
    public void Quantile_OutOfRange_Fails()
    {
        CodeDistribution prior = CodeDistribution.Prior(2);

        Assert.Throws<ArgumentOutOfRangeException>(() => prior.Quantile(2, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => prior.Quantile(-1, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => prior.Quantile(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => prior.Quantile(0, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => prior.Axis(0, 5, 0.6, 0.4));
        Assert.Throws<ArgumentOutOfRangeException>(() => prior.Axis(0, 1, 0.4, 0.6));
        Assert.Throws<ArgumentOutOfRangeException>(() => prior.Draw(-1, Key));
        Assert.Throws<ArgumentOutOfRangeException>(() => prior.Draw(1, Key, -1));
    }

    [Fact]
    public void Of_AModelWithoutAPrior_FitsTheCodesOfTheSet()
    {
        Network network = Network.Build(Tiny.Model, Key);
        FloatSet set = Tiny.Set(60, 4);

        CodeDistribution distribution = CodeDistribution.Of(network, set, Workers.Single);

        Assert.Equal((false, 60, 2), (distribution.IsPrior, distribution.Count, distribution.Size));
        Assert.Equal(Representations.Encode(network, set, Workers.Single).Values.ToArray().Where(static (_, i) => i % 2 == 0).Average(), distribution.Mean.Span[0], 1e-5);
    }

    [Fact]
    public void Of_AVariationalModel_IsThePriorWithoutReadingTheSet()
    {
        ModelSpec model = Tiny.Model with { Encoder = [new GaussianLatentSpec(2)] };

        CodeDistribution distribution = CodeDistribution.Of(Network.Build(model, Key), null!, Workers.Single);

        Assert.Equal((true, 0, 2), (distribution.IsPrior, distribution.Count, distribution.Size));
        Assert.True(CodeDistribution.HasPrior(model));
        Assert.False(CodeDistribution.HasPrior(Tiny.Model));
    }

    /// <summary>Makes codes of three numbers that depend on each other.</summary>
    private static float[] Correlated(int count)
    {
        float[] normal = CodeDistribution.Prior(3).Draw(count, new RandomKey(99));
        float[] codes = new float[normal.Length];
        for (int i = 0; i < count; i++)
        {
            (float a, float b, float c) = (normal[3 * i], normal[(3 * i) + 1], normal[(3 * i) + 2]);
            (codes[3 * i], codes[(3 * i) + 1], codes[(3 * i) + 2]) = (2 * a + 1, a - b, (0.5f * b) + c - 3);
        }

        return codes;
    }

    private static (double[] Mean, double[] Covariance) Moments(float[] codes)
    {
        float[][] rows = [.. codes.Chunk(3)];
        double[] mean = [.. Enumerable.Range(0, 3).Select(i => rows.Average(row => (double)row[i]))];
        return (mean, [.. Enumerable.Range(0, 9).Select(e => rows.Average(row => (row[e / 3] - mean[e / 3]) * (row[e % 3] - mean[e % 3])))]);
    }
}
