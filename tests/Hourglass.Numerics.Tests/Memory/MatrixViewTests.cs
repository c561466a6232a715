namespace Hourglass.Numerics.Tests;

public class MatrixViewTests
{
    [Fact]
    public void Indexer_FollowsTheStrides()
    {
        MatrixView matrix = new(new FloatBuffer(30), 2, 3, 4, 8, 2);
        matrix[2, 3] = 5;

        Assert.Equal(5, matrix.Buffer.Span[2 + 16 + 6]);
        Assert.Equal(5, matrix.Transposed[3, 2]);
        Assert.Equal(matrix, matrix.Transposed.Transposed);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix[3, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix[0, 4]);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix[-1, 0]);
    }

    [Fact]
    public void Check_OfAMatrixInsideItsBuffer_Passes()
    {
        new MatrixView(new FloatBuffer(12), 3, 4).Check("a");
        new MatrixView(new FloatBuffer(12), 0, 3, 4, 4).Transposed.Check("a");
        new MatrixView(new FloatBuffer(0), 0, 5).Check("a");
    }

    [Theory]
    [InlineData(0, 3, 5, 4, 1)]
    [InlineData(1, 3, 4, 4, 1)]
    [InlineData(-1, 3, 4, 4, 1)]
    [InlineData(0, 3, 4, -4, 1)]
    [InlineData(0, 2, 2, 1, -1)]
    [InlineData(0, -3, 4, 4, 1)]
    [InlineData(0, 46341, 46341, 46341, 1)]
    public void Check_OfAMatrixThatLeavesItsBuffer_IsRefused(int offset, int rows, int columns, int rowStride, int columnStride)
    {
        MatrixView matrix = new(new FloatBuffer(12), offset, rows, columns, rowStride, columnStride);

        Assert.Equal("a", Assert.Throws<ArgumentException>(() => matrix.Check("a")).ParamName);
    }

    [Fact]
    public void ToString_NamesSizesAndStrides() =>
        Assert.Equal("3x4 at 2 with strides 8 and 2", new MatrixView(new FloatBuffer(30), 2, 3, 4, 8, 2).ToString());
}
