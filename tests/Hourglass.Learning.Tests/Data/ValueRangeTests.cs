using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class ValueRangeTests
{
    private static readonly FloatSet Table = new("table", new Shape(2), [0, 1, -3, 0.5f, 0.25f, 7]);

    [Fact]
    public void Of_Table_IsThatOfItsNumbers() => Assert.Equal(new ValueRange(-3, 7), ValueRange.Of(Table));

    [Fact]
    public void Of_View_CountsItsOwnSamplesAlone()
    {
        Assert.Equal(new ValueRange(0, 1), ValueRange.Of(Table.Take(1)));
        Assert.Equal(new ValueRange(0, 7), ValueRange.Of(Table.Subset([0, 2])));
    }

    [Fact]
    public void Of_Bytes_IsZeroToOne() => Assert.Equal(ValueRange.Unit, ValueRange.Of(new ImageSet("images", new Shape(1, 2, 2), new byte[] { 3, 4, 5, 6 })));

    [Theory]
    [InlineData(0, 1, false)]
    [InlineData(0.2, 0.8, false)]
    [InlineData(-1e-7, 1 + 1e-7, false)]
    [InlineData(-0.01, 1, true)]
    [InlineData(0, 1.01, true)]
    public void Leaves_AllowsForRounding(double low, double high, bool expected) => Assert.Equal(expected, new ValueRange(low, high).Leaves(ValueRange.Unit));
}
