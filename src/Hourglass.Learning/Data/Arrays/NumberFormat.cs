using System.Buffers.Binary;

namespace Hourglass.Learning;

/// <summary>The kinds of numbers that files hold.</summary>
internal enum NumberKind
{
    Boolean,
    Signed,
    Unsigned,
    Float,
}

/// <summary>How a number lies in the bytes of a file.</summary>
/// <param name="Kind">The kind of number.</param>
/// <param name="Bytes">The bytes of one.</param>
/// <param name="IsBigEndian">Whether the highest byte comes first.</param>
internal readonly record struct NumberFormat(NumberKind Kind, int Bytes, bool IsBigEndian = false)
{
    /// <summary>Turns bytes into floats; integers above 16,777,216 are rounded.</summary>
    /// <param name="bytes">The bytes of all numbers.</param>
    /// <param name="values">Receives the numbers.</param>
    /// <returns>The first number that is too large for a float, or -1.</returns>
    public int Decode(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            double value = Number(bytes.Slice(i * Bytes, Bytes));
            values[i] = (float)value;
            if (float.IsInfinity(values[i]) && double.IsFinite(value)) return i;
        }

        return -1;
    }

    /// <summary>Turns the bytes of one number into a double, exactly but for integers of 64 bits.</summary>
    public double Number(ReadOnlySpan<byte> bytes)
    {
        ulong bits = Bits(bytes);
        return (Kind, Bytes) switch
        {
            (NumberKind.Float, 2) => (double)BitConverter.UInt16BitsToHalf((ushort)bits),
            (NumberKind.Float, 4) => BitConverter.UInt32BitsToSingle((uint)bits),
            (NumberKind.Float, _) => BitConverter.UInt64BitsToDouble(bits),
            (NumberKind.Signed, 1) => (sbyte)bits,
            (NumberKind.Signed, 2) => (short)bits,
            (NumberKind.Signed, 4) => (int)bits,
            (NumberKind.Signed, _) => (long)bits,
            (NumberKind.Boolean, _) => bits == 0 ? 0 : 1,
            _ => bits,
        };
    }

    private ulong Bits(ReadOnlySpan<byte> bytes) => (Bytes, IsBigEndian) switch
    {
        (1, _) => bytes[0],
        (2, false) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        (2, true) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
        (4, false) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        (4, true) => BinaryPrimitives.ReadUInt32BigEndian(bytes),
        (_, false) => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        (_, true) => BinaryPrimitives.ReadUInt64BigEndian(bytes),
    };
}
