using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Hourglass.Learning;

/// <summary>The checked header of an NPY file.</summary>
/// <param name="Sizes">The size of each dimension.</param>
/// <param name="Count">The number of elements.</param>
/// <param name="IsDouble">Whether elements are float64, not float32.</param>
/// <param name="IsColumnMajor">Whether the table lies column by column.</param>
internal sealed partial record NpyHeader(IReadOnlyList<int> Sizes, int Count, bool IsDouble, bool IsColumnMajor)
{
    // NumPy's own bound for headers that it reads.
    private const int LargestHeader = 10_000;
    private const int LargestRank = 32;
    private const int Alignment = 64;
    private const int VersionAt = 6, LengthAt = 8;
    private const string SaveAgain = "Save the array again by numpy.save(path, array.astype('float32')).";

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Gets the bytes of one element.</summary>
    public int ElementBytes => IsDouble ? sizeof(double) : sizeof(float);

    /// <summary>Tells whether a file begins like an NPY file.</summary>
    public static bool IsAtStartOf(ReadOnlySpan<byte> start) => start.StartsWith(Magic);

    /// <summary>Reads a header and checks it against the limit and the file before any memory is taken.</summary>
    /// <param name="stream">The file; left at the first element.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="limit">The most bytes of memory to take.</param>
    /// <exception cref="InvalidDataException">The header is another one, or declares more than limit or file allow.</exception>
    public static NpyHeader Read(Stream stream, string name, long limit)
    {
        stream.Position = 0;
        Span<byte> start = stackalloc byte[LengthAt + sizeof(uint)];
        int read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (read < start.Length || !IsAtStartOf(start))
        {
            throw BadFile.At(
                name, 0, "other bytes", "an NPY file, which begins with 93 4E 55 4D 50 59", "Name a file that numpy.save wrote.");
        }

        int version = start[VersionAt];
        if (version is < 1 or > 3)
            throw BadFile.At(name, VersionAt, FormattableString.Invariant($"version {version}"), "version 1, 2 or 3", SaveAgain);
        long length = version == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(start[LengthAt..])
            : BinaryPrimitives.ReadUInt32LittleEndian(start[LengthAt..]);
        int textAt = LengthAt + (version == 1 ? sizeof(ushort) : sizeof(uint));
        if (length > Math.Min(LargestHeader, stream.Length - textAt))
        {
            throw BadFile.At(
                name,
                LengthAt,
                FormattableString.Invariant($"a header of {length:N0} bytes"),
                FormattableString.Invariant($"at most {LargestHeader:N0}, within the file"),
                SaveAgain);
        }

        byte[] text = new byte[length];
        stream.Position = textAt;
        stream.ReadExactly(text);
        NpyHeader header = Parse(Encoding.UTF8.GetString(text), name, textAt, limit);
        header.CheckLength(stream.Length, textAt + length, name);
        return header;
    }

    /// <summary>Encodes the header of a float32 array in rows.</summary>
    public static byte[] Encode(IReadOnlyList<int> sizes)
    {
        string tuple = string.Join(", ", sizes.Select(static size => size.ToString(CultureInfo.InvariantCulture)));
        if (sizes.Count == 1) tuple += ",";
        string text = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({tuple}), }}";
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
                name, offset, "a header that cannot be read", "a dictionary with 'descr', 'fortran_order' and 'shape'", SaveAgain);
        }

        string type = match.Groups["type"].Value;
        if (type is not ("<f4" or "<f8"))
            throw BadFile.At(name, offset, $"elements of type '{type}'", "'<f4' or '<f8', little-endian floats", SaveAgain);
        string[] parts = match.Groups["sizes"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        bool isColumnMajor = match.Groups["order"].Value == "True" && parts.Length > 1;
        if (isColumnMajor && parts.Length > 2)
            throw BadFile.At(name, offset, "more than two dimensions in Fortran order", "C order", "Save numpy.ascontiguousarray(array).");
        int[] sizes = ParseSizes(parts, name, offset, limit);
        return new NpyHeader(sizes, sizes.Aggregate(1, static (count, size) => count * size), type == "<f8", isColumnMajor);
    }

    private static int[] ParseSizes(string[] parts, string name, long offset, long limit)
    {
        int[] sizes = new int[parts.Length];
        long count = 1, most = Math.Min(limit / sizeof(float), Array.MaxLength);
        for (int i = 0; i < sizes.Length; i++)
        {
            bool isNumber = int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out sizes[i]);
            if (isNumber && sizes[i] == 0)
                throw BadFile.At(name, offset, "a dimension of size 0", "at least 1", "An empty array serves nothing: name another file.");
            count *= isNumber ? sizes[i] : most + 1;
            if (count <= most && sizes.Length <= LargestRank) continue;
            throw BadFile.At(
                name,
                offset,
                $"the shape ({string.Join(", ", parts.Take(LargestRank))})",
                FormattableString.Invariant($"at most {most:N0} elements in at most {LargestRank} dimensions"),
                "Cut the array into parts.");
        }

        return sizes;
    }

    private void CheckLength(long fileLength, long dataAt, string name)
    {
        long expected = dataAt + ((long)Count * ElementBytes);
        if (fileLength == expected) return;
        throw BadFile.At(
            name,
            Math.Min(fileLength, expected),
            FormattableString.Invariant($"a file of {fileLength:N0} bytes"),
            FormattableString.Invariant($"{expected:N0}, as its header declares"),
            "It is damaged, cut short or followed by other bytes: save it again.");
    }
}
