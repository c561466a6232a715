using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Gives part of a tensor as little-endian bytes.</summary>
/// <param name="offset">The first byte, counted from the start of the tensor; a multiple of 8.</param>
/// <param name="destination">Receives the bytes.</param>
public delegate void SafeTensorSource(long offset, Span<byte> destination);

/// <summary>A tensor to be written to a safetensors file, piece by piece.</summary>
/// <param name="Name">The name, unique in the file; not <c>__metadata__</c>, which the format keeps for itself.</param>
/// <param name="Type">The element type.</param>
/// <param name="Shape">The sizes, the slowest first (row-major); empty for a single number.</param>
/// <param name="Source">Gives the bytes.</param>
public sealed record SafeTensor(string Name, SafeTensorType Type, IReadOnlyList<long> Shape, SafeTensorSource Source)
{
    /// <summary>Describes floats that lie in a buffer.</summary>
    /// <param name="name">The name.</param>
    /// <param name="shape">The sizes, the slowest first.</param>
    /// <param name="buffer">Holds the floats until the file is written; they are not copied.</param>
    /// <param name="start">The first float.</param>
    public static SafeTensor Floats(string name, IReadOnlyList<long> shape, FloatBuffer buffer, int start) =>
        new(name, SafeTensorType.F32, shape, (offset, destination) => Copy(buffer.Span[start..], offset, destination));

    /// <summary>Describes floats that lie in memory.</summary>
    /// <param name="name">The name.</param>
    /// <param name="shape">The sizes, the slowest first.</param>
    /// <param name="values">The floats; they are not copied.</param>
    public static SafeTensor Floats(string name, IReadOnlyList<long> shape, ReadOnlyMemory<float> values) =>
        new(name, SafeTensorType.F32, shape, (offset, destination) => Copy(values.Span, offset, destination));

    /// <summary>Describes a tensor of any type by its little-endian bytes.</summary>
    /// <param name="name">The name.</param>
    /// <param name="type">The element type.</param>
    /// <param name="shape">The sizes, the slowest first.</param>
    /// <param name="values">The bytes; they are not copied.</param>
    public static SafeTensor Bytes(string name, SafeTensorType type, IReadOnlyList<long> shape, ReadOnlyMemory<byte> values) =>
        new(name, type, shape, (offset, destination) => values.Span.Slice((int)offset, destination.Length).CopyTo(destination));

    private static void Copy(ReadOnlySpan<float> values, long offset, Span<byte> destination)
    {
        ReadOnlySpan<int> bits = MemoryMarshal.Cast<float, int>(values.Slice((int)(offset / sizeof(float)), destination.Length / sizeof(float)));
        if (BitConverter.IsLittleEndian) MemoryMarshal.AsBytes(bits).CopyTo(destination);
        else BinaryPrimitives.ReverseEndianness(bits, MemoryMarshal.Cast<byte, int>(destination));
    }
}
