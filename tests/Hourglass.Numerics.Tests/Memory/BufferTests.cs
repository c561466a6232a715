namespace Hourglass.Numerics.Tests;

public class BufferTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(100_003)]
    public unsafe void FloatBuffer_StartsOnACacheLineWithZeros(int length)
    {
        FloatBuffer buffer = new(length);

        Assert.Equal(length, buffer.Length);
        Assert.Equal(length, buffer.Span.Length);
        Assert.Equal(0u, (nuint)buffer.Pointer % 64);
        Assert.Equal(-1, buffer.Span.IndexOfAnyExcept(0f));
    }

    [Fact]
    public void FloatBuffer_OfNegativeLength_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(static () => new FloatBuffer(-1));

    [Fact]
    public unsafe void FloatBuffer_DoesNotMove()
    {
        FloatBuffer[] buffers = [.. Enumerable.Range(0, 100).Select(static i => new FloatBuffer(i))];
        nint[] before = [.. buffers.Select(static b => (nint)b.Pointer)];

        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);

        Assert.Equal(before, buffers.Select(static b => (nint)b.Pointer));
    }

    [Fact]
    public void ArenaLayout_HandsOutCacheLines()
    {
        ArenaLayout layout = new();

        Assert.Equal([0, 16, 32, 64, 64], [layout.Reserve(1), layout.Reserve(16), layout.Reserve(17), layout.Reserve(0), layout.Reserve(5)]);
        Assert.Equal(80, layout.Length);
    }

    [Fact]
    public void ArenaLayout_PastTheLargestBuffer_Overflows()
    {
        ArenaLayout layout = new();
        layout.Reserve(int.MaxValue - 100);

        Assert.Throws<OverflowException>(() => layout.Reserve(200));
    }

    [Fact]
    public unsafe void BufferRange_ViewsItsPart()
    {
        FloatBuffer buffer = new(10);
        BufferRange range = new BufferRange(buffer).Slice(2, 6).Slice(1, 3);
        range.Span.Fill(7);

        Assert.Equal([0, 0, 0, 7, 7, 7, 0, 0, 0, 0], buffer.Span.ToArray());
        Assert.Equal((nint)(buffer.Pointer + 3), (nint)range.Pointer);
        Assert.Equal(0, (nint)range.Slice(3, 0).Pointer);
        Assert.True(default(BufferRange).Span.IsEmpty);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 11)]
    [InlineData(10, 1)]
    [InlineData(0, -1)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void Slice_OutsideTheRange_IsRefused(int start, int length) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BufferRange(new FloatBuffer(10)).Slice(start, length));

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(1, 10)]
    [InlineData(0, -1)]
    public unsafe void Pointer_OfARangeThatLeavesItsBuffer_IsRefused(int offset, int length)
    {
        BufferRange range = new(new FloatBuffer(10), offset, length);

        Assert.Throws<ArgumentException>(() => (nint)range.Pointer);
    }

    [Fact]
    public void AsTensor_WithoutRoomForThePadding_IsRefused()
    {
        BufferRange range = new(new FloatBuffer(3 * 32));

        Assert.Equal(20, range.AsTensor(new Shape(3), 20).Columns);
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => range.AsTensor(new Shape(3), 33));
        Assert.Contains("33 samples of 3 need 192 floats, this range has 96", refusal.Message, StringComparison.Ordinal);
    }
}
