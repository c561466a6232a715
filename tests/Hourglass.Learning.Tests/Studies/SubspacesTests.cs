using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class SubspacesTests
{
    [Fact]
    public void Cosines_PlanesThatShareOneLine_AreOneAndThatOfTheAngleBetween()
    {
        // The plane of x and y, and that of x and a line 60 degrees above y, by other bases.
        float height = MathF.Sqrt(0.75f);
        Points flat = new([2, 1, 0, 1, 2, 0], 3), steep = new([1, 0, 0, 3, 0.5f, height], 3);

        IReadOnlyList<double> cosines = Subspaces.Cosines(flat, steep, Workers.Single);

        Assert.Equal(2, cosines.Count);
        Assert.Equal(1, cosines[0], 5);
        Assert.Equal(0.5, cosines[1], 5);
    }

    [Fact]
    public void Cosines_OtherBasisOfTheSameSpace_AreOne()
    {
        Points first = new([1, 0, 0, 0, 0, 1, 0, 0], 4), second = new([1, 1, 0, 0, 1, -3, 0, 0], 4);

        Assert.All(Subspaces.Cosines(first, second, Workers.Single), static cosine => Assert.Equal(1, cosine, 5));
    }

    [Theory]
    [InlineData(1, 0, 1, 1, 45)]
    [InlineData(1, 0, -2, 0, 0)]
    [InlineData(0, 1, -1, 1, 45)]
    [InlineData(1, 1, 1, -1, 90)]
    public void Angle_IsThatBetweenLinesWhateverTheirDirection(float x1, float y1, float x2, float y2, double expected) =>
        Assert.Equal(expected, Subspaces.Angle([x1, y1], [x2, y2]), 4);

    [Fact]
    public void DirectionsOf_AreTheComponentsOfANetworkMadeOfThem()
    {
        Points points = new([3, 1, 0, -3, -1, 0, 1, 3, 0, -1, -3, 0, 0, 0, 0.1f], 3);
        Pca pca = Pca.Fit(points, new PcaOptions(2), Workers.Single);

        Points directions = Subspaces.DirectionsOf(pca.ToNetwork(new Shape(3)));

        Assert.Equal(pca.Components.Values.ToArray(), directions.Values.ToArray());
    }
}
