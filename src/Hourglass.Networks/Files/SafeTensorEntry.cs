namespace Hourglass.Networks;

/// <summary>Where a safetensors file holds a tensor.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The element type.</param>
/// <param name="Shape">The sizes, the slowest first (row-major); empty for a single number.</param>
/// <param name="Offset">The first byte in the file.</param>
/// <param name="Length">The number of bytes.</param>
public sealed record SafeTensorEntry(string Name, SafeTensorType Type, IReadOnlyList<long> Shape, long Offset, long Length)
{
    /// <summary>Gets the number of elements.</summary>
    public long Count => Length / BytesOf(Type);

    /// <summary>Gets the bytes of one element.</summary>
    /// <param name="type">The element type.</param>
    internal static int BytesOf(SafeTensorType type) => type switch
    {
        SafeTensorType.I16 or SafeTensorType.U16 or SafeTensorType.F16 or SafeTensorType.BF16 => 2,
        SafeTensorType.I32 or SafeTensorType.U32 or SafeTensorType.F32 => 4,
        SafeTensorType.F64 or SafeTensorType.I64 or SafeTensorType.U64 => 8,
        _ => 1,
    };

    /// <summary>Counts the bytes of a tensor without overflow.</summary>
    /// <returns>The bytes; -1 where they do not fit 63 bits or a side is negative.</returns>
    internal static long BytesOf(SafeTensorType type, IReadOnlyList<long> shape)
    {
        if (shape.Any(static side => side < 0)) return -1;
        if (shape.Contains(0)) return 0;
        Int128 bytes = BytesOf(type);
        foreach (long side in shape)
        {
            bytes *= side;
            if (bytes > long.MaxValue) return -1;
        }

        return (long)bytes;
    }
}
