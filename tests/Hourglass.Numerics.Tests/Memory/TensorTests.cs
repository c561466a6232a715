using Hourglass.Testing;

namespace Hourglass.Numerics.Tests;

public class TensorTests
{
    public static MatrixTheoryData<int, int> Sizes => new([1, 3, 17], [1, 31, 32, 33, 70]);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void CopyFromSamples_ThenCopyToSamples_GivesTheSamples(int rows, int columns)
    {
        float[] samples = Draw.Normal(1, rows * columns);
        Tensor tensor = new(new Shape(rows), columns);
        tensor.Span.Fill(float.NaN);

        tensor.CopyFromSamples(samples);

        Assert.Equal(samples, tensor.Samples());
        Assert.Equal((columns + 31) / 32 * 32 * rows, tensor.Length);
        for (int column = columns; column < tensor.Panels * 32; column++) Assert.Equal(0, tensor[rows - 1, column]);
    }

    [Fact]
    public void Storage_IsPanelsOf32ColumnsFeatureByFeature()
    {
        Tensor tensor = new(new Shape(2), 40);
        tensor[0, 0] = 1;
        tensor[1, 0] = 2;
        tensor[0, 31] = 3;
        tensor[1, 39] = 4;

        Assert.Equal([1f, 2f, 3f, 4f], [tensor.Span[0], tensor.Span[32], tensor.Span[31], tensor.Span[64 + 32 + 7]]);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(-1, 0)]
    [InlineData(0, 64)]
    [InlineData(0, -1)]
    public void Indexer_OutsideTheStorage_IsRefused(int row, int column) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Tensor(new Shape(2), 40)[row, column]);

    [Fact]
    public void SlicePanels_IsTheBatchOfThosePanels()
    {
        float[] samples = Draw.Normal(2, 3 * 70);
        Tensor tensor = new(new Shape(3), 70);
        tensor.CopyFromSamples(samples);

        Assert.Equal(samples[(32 * 3)..(64 * 3)], tensor.SlicePanels(1, 1).Samples());
        Assert.Equal(samples[(32 * 3)..], tensor.SlicePanels(1, 2).Samples());
        Assert.Equal((6, 64), (tensor.SlicePanels(2, 1).Columns, tensor.SlicePanels(0, 2).Columns));
        Assert.Equal(0, tensor.SlicePanels(3, 0).Columns);
    }

    [Fact]
    public void WithColumns_ViewsTheFirstSamples()
    {
        float[] samples = Draw.Normal(3, 2 * 70);
        Tensor tensor = new(new Shape(2), 70);
        tensor.CopyFromSamples(samples);

        Assert.Equal(samples[..80], tensor.WithColumns(40).Samples());
        Assert.Throws<ArgumentOutOfRangeException>(() => tensor.WithColumns(71));
        Assert.Throws<ArgumentOutOfRangeException>(() => tensor.WithColumns(-1));
    }

    [Fact]
    public void Reshape_KeepsTheFloats()
    {
        Tensor tensor = new(new Shape(6), 3);

        Assert.Equal(new Shape(1, 2, 3), tensor.Reshape(new Shape(1, 2, 3)).Shape);
        Assert.Throws<ArgumentException>(() => tensor.Reshape(new Shape(5)));
    }

    [Fact]
    public void Copies_OfAnotherLength_AreRefused()
    {
        Tensor tensor = new(new Shape(2), 3);

        Assert.Throws<ArgumentException>(() => tensor.CopyFromSamples(new float[5]));
        Assert.Throws<ArgumentException>(() => tensor.CopyToSamples(new float[7]));
    }

    [Theory]
    [InlineData(-16, 3, 5)]
    [InlineData(16, 3, 5)]
    [InlineData(0, 4, 5)]
    [InlineData(0, 3, 33)]
    [InlineData(0, 67_108_863, 64)]
    public unsafe void Pointer_OfATensorThatLeavesItsBuffer_IsRefused(int offset, int rows, int columns)
    {
        Tensor tensor = new(new FloatBuffer(3 * 32), offset, new Shape(rows), columns);

        Assert.Throws<ArgumentException>(() => (nint)tensor.Pointer);
    }

    [Fact]
    public void LengthOf_TooManyFloats_Overflows() =>
        Assert.Throws<OverflowException>(static () => Tensor.LengthOf(new Shape(1 << 20), 1 << 12));
}
