using Hourglass.Testing;

namespace Hourglass.Numerics.Tests;

public class ReductionTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(100_000)]
    public void SumOfSquares_EqualsTheOracle(int length)
    {
        float[] values = Draw.Normal(1, length);

        double expected = values.Sum(static v => (double)v * v);

        Assert.Equal(expected, Reductions.SumOfSquares(values), 1e-5 * expected);
    }

    [Fact]
    public void SumOfSquares_OfHugeNumbers_DoesNotOverflow() =>
        Assert.Equal(3e60, Reductions.SumOfSquares([1e30f, -1e30f, 1e30f]), 1e54);

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void IndexOfNonFinite_FindsTheFirst(float bad)
    {
        float[] values = [1, float.MaxValue, -0f, float.Epsilon, 5, 6];
        Assert.Equal(-1, Reductions.IndexOfNonFinite(values));

        values[3] = bad;
        values[5] = bad;

        Assert.Equal(3, Reductions.IndexOfNonFinite(values));
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void ColumnErrors_SumEachSample(SimdWidth width)
    {
        using Simd.Scope scope = Simd.Use(width);
        foreach ((int rows, int columns) in new[] { (1, 1), (17, 33), (200, 70) })
        {
            float[] x = Draw.Normal(2, rows * columns), y = Draw.Normal(3, rows * columns);
            GuardedMemory memory = new((2 * Tensor.LengthOf(new Shape(rows), columns)) + columns);
            BufferRange sums = memory.Range(columns);
            using Workers workers = new(2);

            ColumnErrors.SumOfSquares(memory.Tensor(new Shape(rows), columns, x), memory.Tensor(new Shape(rows), columns, y, 9), sums.Span, workers);

            double[] expected = [.. x.Zip(y, static (a, b) => Math.Pow((double)a - b, 2)).Chunk(rows).Select(static sample => sample.Sum())];
            Close.Equal(expected, sums.Span, 1e-6, 1e-5, $"{rows} x {columns}");
            memory.Verify("column errors");
        }
    }

    [Fact]
    public void ColumnErrors_OfDifferentSizes_AreRefused()
    {
        Tensor x = new(new Shape(3), 40);

        Assert.Throws<ArgumentException>(() => ColumnErrors.SumOfSquares(x, new Tensor(new Shape(4), 40), new float[40], Workers.Single));
        Assert.Throws<ArgumentException>(() => ColumnErrors.SumOfSquares(x, x.WithColumns(39), new float[40], Workers.Single));
        Assert.Throws<ArgumentException>(() => ColumnErrors.SumOfSquares(x, x, new float[39], Workers.Single));
    }
}
