using System.Runtime.InteropServices;
using Hourglass.Numerics;
using Xunit;

namespace Hourglass.Testing;

/// <summary>One buffer full of canaries from which a test takes its memory; shows every write outside of it.</summary>
/// <remarks>Memory handed out holds not-a-number, so that a kernel which reads what it should have written shows as well.</remarks>
public sealed class GuardedMemory
{
    private const int Guard = 64;
    private const int Alignment = 16;
    private const uint Canary = 0x7FC0_DEAD;

    private readonly FloatBuffer _buffer;
    private readonly bool[] _owned;
    private int _used = Guard;

    /// <summary>Takes memory for ranges of <paramref name="capacity"/> floats in all, guards not counted.</summary>
    public GuardedMemory(int capacity, int ranges = 16)
    {
        _buffer = new FloatBuffer(Guard + capacity + (ranges * (Guard + Alignment)));
        _owned = new bool[_buffer.Length];
        MemoryMarshal.Cast<float, uint>(_buffer.Span).Fill(Canary);
    }

    /// <summary>Hands out a range that starts on a cache line and ends at a canary.</summary>
    public BufferRange Range(int length)
    {
        int offset = Take(length);
        _owned.AsSpan(offset, length).Fill(true);
        return new BufferRange(_buffer, offset, length);
    }

    /// <summary>Hands out a range with values.</summary>
    public BufferRange Range(ReadOnlySpan<float> values)
    {
        BufferRange range = Range(values.Length);
        values.CopyTo(range.Span);
        return range;
    }

    /// <summary>Hands out a batch.</summary>
    public Tensor Tensor(Shape shape, int columns) => Range(Numerics.Tensor.LengthOf(shape, columns)).AsTensor(shape, columns);

    /// <summary>Hands out a batch with values; padding columns take <paramref name="padding"/>.</summary>
    public Tensor Tensor(Shape shape, int columns, ReadOnlySpan<float> samples, float padding = 0)
    {
        Tensor tensor = Tensor(shape, columns);
        Draw.Set(tensor, samples, padding);
        return tensor;
    }

    /// <summary>Hands out a matrix whose gaps between rows and columns stay canaries.</summary>
    public MatrixView Matrix(int rows, int columns, int rowStride, int columnStride = 1)
    {
        int offset = Take(((rows - 1) * rowStride) + ((columns - 1) * columnStride) + 1);
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++) _owned[offset + (row * rowStride) + (column * columnStride)] = true;
        return new MatrixView(_buffer, offset, rows, columns, rowStride, columnStride);
    }

    /// <summary>Demands that nothing outside the memory handed out has changed.</summary>
    public void Verify(string what)
    {
        ReadOnlySpan<uint> bits = MemoryMarshal.Cast<float, uint>(_buffer.Span);
        for (int i = 0; i < bits.Length; i++)
            if (!_owned[i] && bits[i] != Canary) Assert.Fail($"{what}: float {i} outside the memory handed out was written.");
    }

    private int Take(int length)
    {
        int offset = _used;
        _used = ((offset + length + Alignment - 1) / Alignment * Alignment) + Guard;
        if (_used > _buffer.Length)
            throw new InvalidOperationException($"Guarded memory of {_buffer.Length} floats is full; ask for {_used} or more.");
        return offset;
    }
}
