using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public class NearestNeighborsTests
{
    private static readonly Points Line = new([0, 10, 20, 30, 30], 1);

    [Fact]
    public void Find_OfQueries_IsTheNearestFirst()
    {
        Neighbors found = Find(new Points([19, 30], 1), 3);

        Assert.Equal((2, 3), (found.Count, found.NeighborsPerPoint));
        Assert.Equal([2, 1, 3], found.Indices(0));
        Assert.Equal([1f, 9, 11], found.Distances(0));
        Assert.Equal([3, 4, 2], found.Indices(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => found.Indices(2).Length);
    }

    [Fact]
    public void Find_OfThePointsThemselves_LeavesEachOutButNotItsDouble()
    {
        Neighbors found = NearestNeighbors.Find(Line, 2, Metric.Euclidean, Workers.Single, TestContext.Current.CancellationToken);

        Assert.Equal([1, 2], found.Indices(0));
        Assert.Equal([4, 2], found.Indices(3));
        Assert.Equal([3, 2], found.Indices(4));
        Assert.Equal([0f, 10], found.Distances(4));
    }

    [Theory]
    [InlineData(0, "1 to 5")]
    [InlineData(6, "1 to 5")]
    public void Find_OfMoreNeighborsThanPoints_SaysHowManyThereAre(int neighbors, string expected) => Assert.Contains(
        expected, Assert.Throws<ArgumentOutOfRangeException>(() => Find(new Points([1], 1), neighbors)).Message, StringComparison.Ordinal);

    [Fact]
    public void Find_OfAsManyOthersAsPoints_SaysHowManyThereAre()
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(
            () => NearestNeighbors.Find(Line, 5, Metric.Euclidean, Workers.Single, TestContext.Current.CancellationToken));

        Assert.Contains("expected 1 to 4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_OfOtherDimensionsOrNotANumber_SaysSo()
    {
        Assert.Contains("2 dimensions for points of 1", Assert.Throws<ArgumentException>(() => Find(new Points([1, 2], 2), 1)).Message, StringComparison.Ordinal);
        Assert.Contains("NaN in point 1", Assert.Throws<ArgumentException>(() => Find(new Points([1, float.NaN], 1), 1)).Message, StringComparison.Ordinal);
    }

    private static Neighbors Find(Points queries, int neighbors) =>
        NearestNeighbors.Find(Line, queries, neighbors, Metric.Euclidean, Workers.Single, TestContext.Current.CancellationToken);
}
