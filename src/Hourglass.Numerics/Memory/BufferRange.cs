namespace Hourglass.Numerics;

/// <summary>A range of a buffer: a weight, a gradient, scratch memory.</summary>
/// <param name="Buffer">The floats.</param>
/// <param name="Offset">The index of the first float.</param>
/// <param name="Length">The number of floats.</param>
public readonly record struct BufferRange(FloatBuffer Buffer, int Offset, int Length)
{
    /// <summary>Views a whole buffer.</summary>
    /// <param name="buffer">The floats.</param>
    public BufferRange(FloatBuffer buffer)
        : this(buffer, 0, buffer.Length)
    {
    }

    /// <summary>Gets the floats.</summary>
    public Span<float> Span => Buffer is null ? default : Buffer.Span.Slice(Offset, Length);

    /// <summary>Gets the address of the first float, or null for an empty range.</summary>
    internal unsafe float* Pointer
    {
        get
        {
            if (Length == 0) return null;
            if (Offset < 0 || Length < 0 || Offset > Buffer.Length - Length)
                Throw.Argument("range", $"{Length} floats at {Offset} reach past their buffer of {Buffer.Length} floats.");
            return Buffer.Pointer + Offset;
        }
    }

    /// <summary>Views a part.</summary>
    /// <param name="start">The first float, counted from the start of this range.</param>
    /// <param name="length">The number of floats.</param>
    /// <exception cref="ArgumentOutOfRangeException">The part is not inside this range.</exception>
    public BufferRange Slice(int start, int length)
    {
        if (start < 0 || length < 0 || start > Length - length)
            Throw.OutOfRange(nameof(start), $"{start} with length {length}", $"a part of {Length} floats");
        return new BufferRange(Buffer, Offset + start, length);
    }

    /// <summary>Views the floats as a batch.</summary>
    /// <param name="shape">The shape of one sample.</param>
    /// <param name="columns">The number of samples.</param>
    /// <exception cref="ArgumentException">The range is too short.</exception>
    public Tensor AsTensor(Shape shape, int columns)
    {
        int needed = Tensor.LengthOf(shape, columns);
        if (needed > Length)
            Throw.Argument(nameof(columns), $"{columns} samples of {shape} need {needed} floats, this range has {Length}.");
        return new Tensor(Buffer, Offset, shape, columns);
    }
}
