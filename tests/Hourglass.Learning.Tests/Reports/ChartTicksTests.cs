using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class ChartTicksTests
{
    [Theory]
    [InlineData(1, 5, 0.2)]
    [InlineData(10, 5, 2)]
    [InlineData(6, 5, 1)]
    [InlineData(7, 5, 2)]
    [InlineData(12, 5, 2)]
    [InlineData(25, 5, 5)]
    [InlineData(0.03, 6, 0.005)]
    [InlineData(47, 5, 10)]
    public void Step_KnownRanges_AreRound(double range, int target, double expected) =>
        Assert.Equal(expected, ChartTicks.Step(range, target), expected * 1e-12);

    [Fact]
    public void Step_AnyRange_IsOneTwoOrFiveAndGivesAboutTheTarget()
    {
        RandomKey key = new(3);
        for (int i = 0; i < 5000; i++)
        {
            double range = Math.Pow(10, (key.Uniform(i) * 40) - 20);
            double step = ChartTicks.Step(range, 6);

            double digit = step / Math.Pow(10, Math.Floor(Math.Log10(step * 1.0000001)));
            Assert.True(Math.Round(digit, 6) is 1 or 2 or 5, $"{step} is not round");
            Assert.InRange(range / step, (6 * 0.5) - 1e-9, (6 * 1.25) + 1e-9);
        }
    }

    [Fact]
    public void Linear_Ends_AreIncludedDespiteRounding()
    {
        double[] ticks = ChartTicks.Linear(0.1, 0.7, 0.1);

        Assert.Equal(7, ticks.Length);
        Assert.Equal(0.1, ticks[0], 1e-12);
        Assert.Equal(0.7, ticks[^1], 1e-12);
    }

    [Fact]
    public void Logarithmic_OneDecade_HasTwoAndFive() =>
        Assert.Equal(["0.01", "0.02", "0.05", "0.1"], ChartTicks.Label(ChartTicks.Logarithmic(0.01, 0.1, 6), 0));

    [Fact]
    public void Logarithmic_ManyDecades_SkipsSome()
    {
        double[] ticks = ChartTicks.Logarithmic(1e-9, 1e9, 6);

        Assert.InRange(ticks.Length, 4, 8);
        Assert.All(ticks, tick => Assert.Equal(0, Math.Abs(Math.Log10(tick) - Math.Round(Math.Log10(tick))), 1e-9));
    }

    [Theory]
    [InlineData(0.5, new double[] { 0, 0.5, 1, 1.5 }, "0|0.5|1.0|1.5")]
    [InlineData(0.02, new double[] { -0.02, 0, 0.02 }, "-0.02|0|0.02")]
    [InlineData(500, new double[] { 0, 500, 1000 }, "0|500|1,000")]
    [InlineData(2e-8, new double[] { 0, 2e-8, 4e-8 }, "0|2e-8|4e-8")]
    [InlineData(5e7, new double[] { 0, 5e7, 1e8 }, "0|5e7|1e8")]
    [InlineData(0, new double[] { 0.001, 1, 1000 }, "0.001|1|1,000")]
    [InlineData(0, new double[] { 1e-6, 1e-3, 1 }, "1e-6|1e-3|1e0")]
    public void Label_Ticks_AreShortAndAlike(double step, double[] ticks, string expected) =>
        Assert.Equal(expected, string.Join('|', ChartTicks.Label(ticks, step)));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void Step_NoRange_Fails(double range) => Assert.Throws<ArgumentOutOfRangeException>(() => ChartTicks.Step(range, 5));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 1)]
    [InlineData(1, double.NaN)]
    public void Logarithmic_NoRange_Fails(double min, double max) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ChartTicks.Logarithmic(min, max, 5));
}
