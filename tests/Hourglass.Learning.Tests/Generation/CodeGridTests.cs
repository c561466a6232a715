using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class CodeGridTests
{
    [Fact]
    public void Square_OfThePrior_GrowsToTheRightAndUpwards()
    {
        float[] codes = CodeGrid.Square(CodeDistribution.Prior(2), 3);

        const float End = 1.644853627f;
        Assert.Equal([-End, End, 0, End, End, End, -End, 0, 0, 0, End, 0, -End, -End, 0, -End, End, -End], codes);
    }

    [Fact]
    public void Square_OfThePrior_HasTheSameShareBetweenNeighbours()
    {
        float[] codes = CodeGrid.Square(CodeDistribution.Prior(2), 5, low: 0.1, high: 0.9);

        // The quantiles at 0.1, 0.3, ... as tables print them.
        double[] expected = [-1.281552, -0.524401, 0, 0.524401, 1.281552];
        for (int i = 0; i < 5; i++) Assert.Equal(expected[i], codes[2 * i], 1e-6);
    }

    [Fact]
    public void Square_OfCodes_HasEqualDistancesBetweenQuantiles()
    {
        // 0 .. 100 and ten times that: quantiles are the numbers themselves.
        float[] fitted = [.. Enumerable.Range(0, 101).SelectMany(static i => new[] { i, 10f * i })];

        float[] codes = CodeGrid.Square(CodeDistribution.Fit(fitted, 2, Workers.Single), 3, low: 0.1, high: 0.9);

        Assert.Equal([10, 900, 50, 900, 90, 900, 10, 500, 50, 500, 90, 500, 10, 100, 50, 100, 90, 100], codes);
    }

    [Fact]
    public void Square_OfALargerCode_LeavesTheOthersAtTheirMean()
    {
        float[] fitted = [.. Enumerable.Range(0, 5).SelectMany(static i => new[] { 0.5f * i, 7, i, 3f * i })];

        float[] codes = CodeGrid.Square(CodeDistribution.Fit(fitted, 4, Workers.Single), 2, right: 2, up: 0, low: 0.25, high: 0.75);

        Assert.Equal([1.5f, 7, 1, 6, 1.5f, 7, 3, 6, 0.5f, 7, 1, 6, 0.5f, 7, 3, 6], codes);
    }

    [Fact]
    public void Square_WrongAxes_Fail()
    {
        CodeDistribution prior = CodeDistribution.Prior(2);

        Assert.Throws<ArgumentException>(() => CodeGrid.Square(prior, 3, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => CodeGrid.Square(prior, 3, 0, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => CodeGrid.Square(prior, 1));
    }
}
