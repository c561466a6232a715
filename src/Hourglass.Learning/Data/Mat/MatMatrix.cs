using System.Buffers.Binary;
using System.Text;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Reads one array of a MAT file: flags, sizes, name, numbers.</summary>
/// <param name="reader">The bytes of the array, its own tag left out.</param>
/// <param name="isBigEndian">Whether the highest byte of a number comes first.</param>
internal sealed class MatMatrix(ByteReader reader, bool isBigEndian)
{
    private static string SaveAgain => Phrase.Of("The file is damaged: save the variables again.");
    private const int LargestRank = 32, LongestName = 1024;
    private const uint Complex = 0x0800, Logical = 0x0200;

    /// <summary>Starts with an array that was packed together with its tag.</summary>
    public static MatMatrix Packed(ByteReader unpacked, bool isBigEndian)
    {
        MatMatrix matrix = new(unpacked, isBigEndian);
        MatTag tag = matrix.ReadTag();
        matrix.Expect(tag.Type == MatType.Matrix, tag, Phrase.Of("14, an array"));
        if (tag.Length > unpacked.Left)
        {
            throw unpacked.Bad(
                Phrase.Of($"an array of {tag.Length:N0} bytes"),
                Phrase.Of($"at most {unpacked.Left:N0}, which is all that so few packed bytes unpack to"),
                SaveAgain);
        }

        return matrix;
    }

    /// <summary>Checks that nothing follows.</summary>
    public void ExpectEnd() => reader.ExpectEnd();

    /// <summary>Reads what comes before the numbers.</summary>
    public ArrayEntry ReadEntry()
    {
        MatTag tag = ReadTag();
        Expect(tag.Type == MatType.UInt32 && tag is { Length: 8, IsSmall: false }, tag, Phrase.Of("6, 8 bytes of flags"));
        uint flags = ReadUInt32();
        reader.Skip(sizeof(uint));
        MatClass kind = (MatClass)(byte)flags;
        if (kind == MatClass.Opaque) return new ArrayEntry(ReadName(), "object", [], Phrase.Of("is an object, which is not read. Save its numbers as an array."));

        long[] sizes = ReadSizes();
        string name = ReadName();
        string type = (flags & Logical) != 0 ? "logical" : kind.ToString().ToLowerInvariant();
        return new ArrayEntry(name, type, sizes, Problem(kind, (flags & Complex) != 0, sizes));
    }

    /// <summary>Reads the numbers, which follow the name.</summary>
    public NumberArray ReadNumbers(ArrayEntry entry, long limit)
    {
        UInt128 count = 1;
        foreach (long size in entry.Sizes) count = UInt128.Min(count * (UInt128)size, ulong.MaxValue);
        UInt128 most = (UInt128)Math.Min(limit / sizeof(float), Array.MaxLength);
        if (count > most)
            throw reader.Bad(Phrase.Of($"an array of {entry.Shape}"), Phrase.Of($"at most {most:N0} elements"), Phrase.Of("Save it in parts."));

        MatTag tag = ReadTag();
        NumberFormat? format = FormatOf(tag.Type);
        Expect(format is not null, tag, Phrase.Of("one of numbers"));
        if ((UInt128)tag.Length != count * (UInt128)format!.Value.Bytes)
        {
            throw reader.Bad(
                Phrase.Of($"{tag.Length:N0} bytes of numbers"),
                Phrase.Of($"{count * (UInt128)format.Value.Bytes:N0} for {entry.Shape}"),
                SaveAgain);
        }

        CheckLeft(tag);
        int[] sizes = [.. entry.Sizes.Select(static size => (int)size)];
        float[] values = reader.ReadNumbers(format.Value, (int)count, new ColumnOrder(sizes));
        reader.Skip(Math.Min(tag.Padding, reader.Left));
        return new NumberArray(sizes, values);
    }

    private static string? Problem(MatClass kind, bool isComplex, long[] sizes) => kind switch
    {
        MatClass.Cell => Phrase.Of("is a cell array, which is not read. Save its parts as arrays."),
        MatClass.Struct => Phrase.Of("is a structure, which is not read. Save its fields as arrays."),
        MatClass.Object or MatClass.Function => Phrase.Of("is an object, which is not read. Save its numbers as an array."),
        MatClass.Char => Phrase.Of("is a text, which is not read. Save numbers."),
        MatClass.Sparse => Phrase.Of("is a sparse array, which is not read. Save full(...) of it."),
        < MatClass.Double or > MatClass.UInt64 => Phrase.Of($"is of the unknown class {(byte)kind}, which is not read. Save it as an array of numbers."),
        _ when isComplex => Phrase.Of("is complex, which is not read. Save its real and imaginary parts as two arrays."),
        _ when sizes.Contains(0) => Phrase.Of("is empty."),
        _ => null,
    };

    private NumberFormat? FormatOf(MatType type) => type switch
    {
        MatType.Int8 => new(NumberKind.Signed, 1, isBigEndian),
        MatType.UInt8 => new(NumberKind.Unsigned, 1, isBigEndian),
        MatType.Int16 => new(NumberKind.Signed, 2, isBigEndian),
        MatType.UInt16 => new(NumberKind.Unsigned, 2, isBigEndian),
        MatType.Int32 => new(NumberKind.Signed, 4, isBigEndian),
        MatType.UInt32 => new(NumberKind.Unsigned, 4, isBigEndian),
        MatType.Int64 => new(NumberKind.Signed, 8, isBigEndian),
        MatType.UInt64 => new(NumberKind.Unsigned, 8, isBigEndian),
        MatType.Single => new(NumberKind.Float, 4, isBigEndian),
        MatType.Double => new(NumberKind.Float, 8, isBigEndian),
        _ => null,
    };

    private long[] ReadSizes()
    {
        MatTag tag = ReadTag();
        uint rank = tag.Length / sizeof(int);
        Expect(tag.Type == MatType.Int32 && tag.Length % sizeof(int) == 0 && rank is >= 1 and <= LargestRank, tag, Phrase.Of($"5, 1 to {LargestRank} sizes of 4 bytes"));
        long[] sizes = new long[rank];
        for (int i = 0; i < sizes.Length; i++)
        {
            sizes[i] = (int)ReadUInt32();
            if (sizes[i] < 0) throw reader.Bad(Phrase.Of($"the size {sizes[i]}"), Phrase.Of("0 or more"), SaveAgain);
        }

        reader.Skip(tag.Padding);
        return sizes;
    }

    private string ReadName()
    {
        MatTag tag = ReadTag();
        Expect(tag.Type is MatType.Int8 or MatType.UInt8 or MatType.Utf8 && tag.Length <= LongestName, tag, Phrase.Of($"1, a name of at most {LongestName} bytes"));
        byte[] name = new byte[tag.Length];
        reader.Read(name);
        reader.Skip(tag.Padding);
        return Encoding.UTF8.GetString(name);
    }

    /// <summary>Reads a tag; in a small one the length lies in its upper half, and the data in the place of the length.</summary>
    private MatTag ReadTag()
    {
        uint type = ReadUInt32();
        if (type >> 16 == 0) return new MatTag((MatType)type, ReadUInt32(), IsSmall: false);
        MatTag small = new((MatType)(type & 0xFFFF), type >> 16, IsSmall: true);
        Expect(small.Length <= sizeof(uint), small, Phrase.Of("at most 4 bytes in a small element"));
        return small;
    }

    private uint ReadUInt32()
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        reader.Read(bytes);
        return isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    private void CheckLeft(MatTag tag)
    {
        if (tag.Length <= reader.Left) return;
        throw reader.Bad(
            Phrase.Of($"{tag.Length:N0} bytes of numbers"),
            Phrase.Of($"at most the {reader.Left:N0} left"),
            SaveAgain);
    }

    private void Expect(bool isRight, MatTag tag, string expected)
    {
        if (isRight) return;
        throw reader.Bad(Phrase.Of($"an element of type {(uint)tag.Type} and {tag.Length:N0} bytes"), expected, SaveAgain);
    }
}
