namespace Hourglass.Learning.Tests;

public class PointsTests
{
    private static readonly Points Four = new([0, 1, 2, 3, 4, 5, 6, 7], 2);

    [Fact]
    public void Points_OfNumbers_LieOneAfterTheOther()
    {
        Assert.Equal((4, 2), (Four.Count, Four.Dimensions));
        Assert.Equal([4, 5], Four[2]);
        Assert.Equal(5, Four.Matrix[2, 1]);
    }

    [Fact]
    public void Subset_OfIndices_IsThoseInThatOrder() => Assert.Equal([6, 7, 0, 1, 0, 1], Four.Subset([3, 0, 0]).Values);

    [Theory]
    [InlineData(0, 2)]
    [InlineData(3, 2)]
    [InlineData(3, 0)]
    public void Points_OfNoWholePoints_AreRefused(int length, int dimensions) =>
        Assert.ThrowsAny<ArgumentException>(() => new Points(new float[length], dimensions));

    [Fact]
    public void Points_MoreThanAnArrayHolds_AreRefused() =>
        Assert.Contains("2000000", Assert.Throws<ArgumentOutOfRangeException>(() => new Points(2_000_000, 2000)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void Index_OfNoPoint_IsRefused(int index) => Assert.Throws<ArgumentOutOfRangeException>(() => Four[index].Length);

    [Fact]
    public void EnsureFinite_NotANumber_NamesPointAndDimension()
    {
        Points points = new([0, 1, 2, float.NaN], 2);

        ArgumentException error = Assert.Throws<ArgumentException>(() => points.EnsureFinite("points"));

        Assert.Contains("NaN in point 1, dimension 1", error.Message, StringComparison.Ordinal);
        Four.EnsureFinite("points");
    }
}
