using System.Buffers.Binary;
using System.IO.Compression;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Walks through the elements of a MAT file and reads the numbers of one.</summary>
internal sealed class MatReader
{
    private static string SaveAgain => Phrase.Of("The file is damaged or was cut short: save the variables again.");
    private const int MostVariables = 10_000;
    private const int TagBytes = 8;

    private readonly Stream _stream;
    private readonly string _name;
    private readonly bool _isBigEndian;

    /// <summary>Checks the header.</summary>
    /// <param name="stream">The file; seekable.</param>
    /// <param name="name">What messages call it.</param>
    public MatReader(Stream stream, string name)
    {
        _stream = stream;
        _name = name;
        _isBigEndian = MatHeader.IsBigEndian(stream, name);
    }

    /// <summary>Reads the headers of all variables, and none of their numbers.</summary>
    public IReadOnlyList<MatVariable> Variables()
    {
        List<MatVariable> variables = [];
        long offset = MatHeader.Length;
        while (offset < _stream.Length)
        {
            uint length = ReadTopTag(offset).Length;
            using Element element = Open(offset);
            ArrayEntry entry = element.Matrix.ReadEntry();

            // Without a name MATLAB stores what objects are made of.
            if (entry.Name.Length > 0) variables.Add(new MatVariable(entry, offset));
            if (variables.Count > MostVariables)
                throw BadFile.At(_name, offset, Phrase.Of("one more variable"), Phrase.Of($"at most {MostVariables:N0}"), Phrase.Of("Save fewer in a file."));
            offset += TagBytes + (long)length;
        }

        return variables;
    }

    /// <summary>Reads the numbers of a variable.</summary>
    /// <param name="variable">The variable, one that can be read.</param>
    /// <param name="limit">The most bytes of memory to take.</param>
    public NumberArray Read(MatVariable variable, long limit)
    {
        using Element element = Open(variable.Offset);
        ArrayEntry entry = element.Matrix.ReadEntry();
        NumberArray array = element.Matrix.ReadNumbers(entry, limit);
        if (element.IsPacked) element.Matrix.ExpectEnd();
        return array;
    }

    private MatTag ReadTopTag(long offset)
    {
        Span<byte> tag = stackalloc byte[TagBytes];
        _stream.Position = offset;
        int read = _stream.ReadAtLeast(tag, TagBytes, throwOnEndOfStream: false);
        if (read < TagBytes) throw BadFile.At(_name, offset, Phrase.Of($"{read} more bytes"), Phrase.Of("a tag of 8"), SaveAgain);
        MatTag top = new((MatType)ToUInt32(tag), ToUInt32(tag[4..]), IsSmall: false);
        if (top.Type is not (MatType.Matrix or MatType.Compressed))
        {
            throw BadFile.At(
                _name, offset, Phrase.Of($"an element of type {(uint)top.Type}"), Phrase.Of("14 (an array) or 15 (a packed array)"), SaveAgain);
        }

        long left = _stream.Length - offset - TagBytes;
        if (top.Length <= left) return top;
        throw BadFile.At(
            _name, offset + 4, Phrase.Of($"an element of {top.Length:N0} bytes"), Phrase.Of($"at most the {left:N0} left"), SaveAgain);
    }

    private Element Open(long offset)
    {
        MatTag top = ReadTopTag(offset);
        StreamPart part = new(_stream, offset + TagBytes, top.Length);
        if (top.Type == MatType.Matrix)
            return new Element(new MatMatrix(new ByteReader(part, _name, top.Length, SaveAgain, offset + TagBytes), _isBigEndian), null);

        ZLibStream unpacked = new(part, CompressionMode.Decompress, leaveOpen: true);
        long most = TagBytes + (top.Length * ByteReader.LargestRatio);
        string place = Phrase.Of($"{_name}, unpacked from byte {offset}");
        ByteReader reader = new(unpacked, place, most, SaveAgain);
        return new Element(MatMatrix.Packed(reader, _isBigEndian), unpacked);
    }

    private uint ToUInt32(ReadOnlySpan<byte> bytes) =>
        _isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    /// <summary>An opened array and what unpacks it.</summary>
    private sealed record Element(MatMatrix Matrix, ZLibStream? Unpacker) : IDisposable
    {
        public bool IsPacked => Unpacker is not null;

        public void Dispose() => Unpacker?.Dispose();
    }
}
