using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>The checked header of an NPY file.</summary>
/// <param name="Sizes">The size of each dimension.</param>
/// <param name="Count">The number of elements.</param>
/// <param name="Type">The type of the elements, as the file has it.</param>
/// <param name="Format">How an element lies in its bytes.</param>
/// <param name="IsColumnMajor">Whether the first dimension lies innermost.</param>
internal sealed partial record NpyHeader(IReadOnlyList<int> Sizes, int Count, string Type, NumberFormat Format, bool IsColumnMajor)
{
    // NumPy's own bound for headers that it reads.
    private const int LargestHeader = 10_000;
    private const int LargestRank = 32;
    private const int Alignment = 64;
    private const int VersionAt = 6, LengthAt = 8;
    private static string SaveAgain => Phrase.Of("Save the array again by numpy.save(path, array.astype('float32')).");

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Tells whether a file begins like an NPY file.</summary>
    public static bool IsAtStartOf(ReadOnlySpan<byte> start) => start.StartsWith(Magic);

    /// <summary>Reads a header and checks it against the limit and the file before any memory is taken.</summary>
    /// <param name="reader">The file, as long as it says it is; left at the first element.</param>
    /// <param name="limit">The most bytes of memory to take.</param>
    /// <exception cref="InvalidDataException">The header is another one, or declares more than limit or file allow.</exception>
    public static NpyHeader Read(ByteReader reader, long limit)
    {
        Span<byte> start = stackalloc byte[LengthAt + sizeof(uint)];
        long total = reader.Left;
        if (total >= start.Length) reader.Read(start[..LengthAt]);
        if (total < start.Length || !IsAtStartOf(start))
        {
            throw BadFile.At(
                reader.Name, 0, Phrase.Of("other bytes"), Phrase.Of("an NPY file, which begins with 93 4E 55 4D 50 59"), Phrase.Of("Name a file that numpy.save wrote."));
        }

        int version = start[VersionAt];
        if (version is < 1 or > 3)
            throw BadFile.At(reader.Name, VersionAt, Phrase.Of($"version {version}"), Phrase.Of("version 1, 2 or 3"), SaveAgain);
        Span<byte> lengthBytes = start.Slice(LengthAt, version == 1 ? sizeof(ushort) : sizeof(uint));
        reader.Read(lengthBytes);
        long length = version == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(lengthBytes) : BinaryPrimitives.ReadUInt32LittleEndian(lengthBytes);
        if (length > Math.Min(LargestHeader, reader.Left))
        {
            throw BadFile.At(
                reader.Name,
                LengthAt,
                Phrase.Of($"a header of {length:N0} bytes"),
                Phrase.Of($"at most {LargestHeader:N0}, within the file"),
                SaveAgain);
        }

        byte[] text = new byte[length];
        long textAt = reader.Position;
        reader.Read(text);
        NpyHeader header = Parse(Encoding.UTF8.GetString(text), reader.Name, textAt, limit);
        header.CheckLength(total, textAt + length, reader.Name);
        return header;
    }

    /// <summary>Encodes the header of an array in rows.</summary>
    public static byte[] Encode(IReadOnlyList<int> sizes, string type = "<f4")
    {
        string tuple = string.Join(", ", sizes.Select(static size => size.ToString(CultureInfo.InvariantCulture)));
        if (sizes.Count == 1) tuple += ",";
        string text = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({tuple}), }}";
        int textAt = LengthAt + sizeof(ushort);
        int length = ((textAt + text.Length + 1 + Alignment - 1) / Alignment * Alignment) - textAt;

        byte[] header = new byte[textAt + length];
        Magic.CopyTo(header);
        header[VersionAt] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(LengthAt), checked((ushort)length));
        Encoding.ASCII.GetBytes(text.PadRight(length - 1) + "\n", header.AsSpan(textAt));
        return header;
    }

    /// <summary>A Python dictionary with exactly the three keys, in any order.</summary>
    [GeneratedRegex(
        """
        ^\s*\{\s*(?:(?:
            'descr'\s*:\s*'(?<type>[^']{1,64})' |
            'fortran_order'\s*:\s*(?<order>True|False) |
            'shape'\s*:\s*\((?<sizes>[\s\d,]*)\)
        )(?>\s*,?\s*)){3}\}\s*$
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Dictionary();

    private static NpyHeader Parse(string text, string name, long offset, long limit)
    {
        Match match = Dictionary().Match(text);
        if (!match.Success || !match.Groups["type"].Success || !match.Groups["order"].Success || !match.Groups["sizes"].Success)
        {
            throw BadFile.At(
                name, offset, Phrase.Of("a header that cannot be read"), Phrase.Of("a dictionary with 'descr', 'fortran_order' and 'shape'"), SaveAgain);
        }

        string type = match.Groups["type"].Value;
        if (FormatOf(type) is not { } format)
            throw BadFile.At(name, offset, Phrase.Of($"elements of type '{type}'"), Phrase.Of("integers, floats of 16, 32 or 64 bits, or bool"), SaveAgain);
        string[] parts = match.Groups["sizes"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        bool isColumnMajor = match.Groups["order"].Value == "True" && parts.Length > 1;
        int[] sizes = ParseSizes(parts, name, offset, limit);
        return new NpyHeader(sizes, sizes.Aggregate(1, static (count, size) => count * size), type, format, isColumnMajor);
    }

    private static NumberFormat? FormatOf(string type)
    {
        if (type is not [var order, var kind, var digit] || !"<>|".Contains(order) || (order == '|' && digit != '1')) return null;
        bool isBig = order == '>';
        return (kind, digit) switch
        {
            ('b', '1') => new(NumberKind.Boolean, 1),
            ('i', '1' or '2' or '4' or '8') => new(NumberKind.Signed, digit - '0', isBig),
            ('u', '1' or '2' or '4' or '8') => new(NumberKind.Unsigned, digit - '0', isBig),
            ('f', '2' or '4' or '8') => new(NumberKind.Float, digit - '0', isBig),
            _ => null,
        };
    }

    private static int[] ParseSizes(string[] parts, string name, long offset, long limit)
    {
        int[] sizes = new int[parts.Length];
        long count = 1, most = Math.Min(limit / sizeof(float), Array.MaxLength);
        for (int i = 0; i < sizes.Length; i++)
        {
            bool isNumber = int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out sizes[i]);
            if (isNumber && sizes[i] == 0)
                throw BadFile.At(name, offset, Phrase.Of("a dimension of size 0"), Phrase.Of("at least 1"), Phrase.Of("An empty array serves nothing: name another file."));
            count *= isNumber ? sizes[i] : most + 1;
            if (count <= most && sizes.Length <= LargestRank) continue;
            throw BadFile.At(
                name,
                offset,
                Phrase.Of($"the shape ({string.Join(", ", parts.Take(LargestRank))})"),
                Phrase.Of($"at most {most:N0} elements in at most {LargestRank} dimensions"),
                Phrase.Of("Cut the array into parts."));
        }

        return sizes;
    }

    private void CheckLength(long fileLength, long dataAt, string name)
    {
        long expected = dataAt + ((long)Count * Format.Bytes);
        if (fileLength == expected) return;
        throw BadFile.At(
            name,
            Math.Min(fileLength, expected),
            Phrase.Of($"a file of {fileLength:N0} bytes"),
            Phrase.Of($"{expected:N0}, as its header declares"),
            Phrase.Of("It is damaged, cut short or followed by other bytes: save it again."));
    }
}
