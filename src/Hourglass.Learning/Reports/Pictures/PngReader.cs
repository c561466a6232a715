using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Reads the chunks of a PNG file in their order and puts the picture together.</summary>
internal ref struct PngReader(ReadOnlySpan<byte> file, string name, long maxPixels)
{
    // Deflate spends at least one bit on 129 bytes, so a file cannot honestly promise more.
    private const long MaxDeflateRatio = 1032;

    private readonly ReadOnlySpan<byte> _file = file;
    private readonly string _name = name;
    private readonly long _maxPixels = maxPixels;
    private int _offset;
    private PngHeader _header;
    private ReadOnlySpan<byte> _palette;
    private ReadOnlySpan<byte> _opacity;

    public Bitmap Read()
    {
        if (!_file.StartsWith(Png.Signature)) throw Error(0, Phrase.Of("another signature"), Phrase.Of("a PNG file"));
        _offset = Png.Signature.Length;
        _header = PngHeader.Parse(NextChunk("IHDR"u8), _name, _maxPixels);

        byte[] compressed = ReadUntilData(out int dataOffset);
        if (_header.Color == PngColor.Palette && _palette.IsEmpty) throw Error(dataOffset, Phrase.Of("no PLTE chunk"), Phrase.Of("a palette before the pixels"));
        if (_offset != _file.Length) throw Error(_offset, Phrase.Of($"{_file.Length - _offset} bytes after IEND"), Phrase.Of("the end of the file"));
        return new PngPixels(_header, _name, _palette, _opacity).Read(Inflate(compressed, dataOffset));
    }

    private byte[] ReadUntilData(out int dataOffset)
    {
        using MemoryStream compressed = new();
        dataOffset = 0;
        bool closed = false;
        while (true)
        {
            int start = _offset;
            ReadOnlySpan<byte> data = NextChunk([]);
            ReadOnlySpan<byte> type = _file.Slice(start + 4, 4);
            if (type.SequenceEqual("IDAT"u8))
            {
                if (closed) throw Error(start, Phrase.Of("an IDAT chunk after another chunk"), Phrase.Of("all IDAT chunks side by side"));
                if (dataOffset == 0) dataOffset = start;
                compressed.Write(data);
                continue;
            }

            closed = dataOffset != 0;
            if (type.SequenceEqual("IEND"u8))
            {
                if (data.Length != 0) throw Error(start, Phrase.Of($"an IEND chunk of {data.Length} bytes"), Phrase.Of("0 bytes"));
                if (!closed) throw Error(start, Phrase.Of("no IDAT chunk"), Phrase.Of("pixels before IEND"));
                return compressed.ToArray();
            }

            ReadOther(type, data, start, closed);
        }
    }

    private void ReadOther(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data, int start, bool afterPixels)
    {
        if (type.SequenceEqual("PLTE"u8))
        {
            if (afterPixels || !_palette.IsEmpty) throw Error(start, Phrase.Of("a late or second PLTE chunk"), Phrase.Of("one before the pixels"));
            if (_header.Color is PngColor.Grey or PngColor.GreyWithOpacity) throw Error(start, Phrase.Of("a PLTE chunk in a grey picture"), Phrase.Of("none"));
            if (data.Length is 0 or > 768 || data.Length % 3 != 0)
                throw Error(start, Phrase.Of($"a palette of {data.Length} bytes"), Phrase.Of("3 to 768, three per colour"));
            _palette = data;
        }
        else if (type.SequenceEqual("tRNS"u8))
        {
            ReadOpacity(data, start, afterPixels);
        }
        else if ((type[0] & 0x20) == 0)
        {
            throw Error(start, Phrase.Of($"the chunk '{Encoding.ASCII.GetString(type)}'"), Phrase.Of("PLTE, IDAT, IEND or one that may be skipped"));
        }
    }

    private void ReadOpacity(ReadOnlySpan<byte> data, int start, bool afterPixels)
    {
        int colors = _palette.Length / 3, samples = _header.Samples;
        if (_header.Color is PngColor.GreyWithOpacity or PngColor.Rgba || afterPixels || !_opacity.IsEmpty)
            throw Error(start, Phrase.Of("a tRNS chunk"), Phrase.Of("none beside opacity in the pixels, behind them or behind another one"));
        if (_header.Color == PngColor.Palette && (data.Length == 0 || data.Length > colors))
            throw Error(start, Phrase.Of($"{data.Length} opacities for {colors} colours"), Phrase.Of("1 to as many as colours, between PLTE and IDAT"));
        if (_header.Color != PngColor.Palette && data.Length != samples * sizeof(ushort))
            throw Error(start, Phrase.Of($"a transparent colour of {data.Length} bytes"), $"{samples * sizeof(ushort)}");
        _opacity = data;
    }

    private ReadOnlySpan<byte> NextChunk(ReadOnlySpan<byte> expectedType)
    {
        int start = _offset, left = _file.Length - start;
        if (left < 12) throw Error(start, Phrase.Of($"{left} bytes"), Phrase.Of("a chunk of at least 12 bytes; the file is truncated"));

        uint length = BinaryPrimitives.ReadUInt32BigEndian(_file[start..]);
        if (length > (uint)(left - 12))
            throw Error(start, Phrase.Of($"a chunk of {length} bytes"), Phrase.Of($"at most the {left - 12} bytes left; the file is truncated or damaged"));

        ReadOnlySpan<byte> typed = _file.Slice(start + 4, 4 + (int)length);
        foreach (byte letter in typed[..4])
        {
            if (!char.IsAsciiLetter((char)letter)) throw Error(start + 4, Phrase.Of($"the byte 0x{letter:X2} in a chunk type"), Phrase.Of("a letter"));
        }

        if (!expectedType.IsEmpty && !typed[..4].SequenceEqual(expectedType))
            throw Error(start + 4, $"'{Encoding.ASCII.GetString(typed[..4])}'", $"'{Encoding.ASCII.GetString(expectedType)}'");

        int end = start + 8 + (int)length;
        uint stored = BinaryPrimitives.ReadUInt32BigEndian(_file[end..]), computed = Crc32.Compute(typed);
        if (stored != computed) throw Error(end, Phrase.Of($"the checksum 0x{stored:X8}"), Phrase.Of($"0x{computed:X8}; the file is damaged"));
        _offset = end + 4;
        return typed[4..];
    }

    private readonly byte[] Inflate(byte[] compressed, int dataOffset)
    {
        long expected = _header.FilteredLength;
        if (expected > (compressed.Length + 1) * MaxDeflateRatio)
            throw Error(dataOffset, Phrase.Of($"{compressed.Length} compressed bytes"), Phrase.Of($"enough for {_header.Width}x{_header.Height} pixels"));

        byte[] rows = new byte[expected];
        int read;
        bool more;
        try
        {
            using ZLibStream zlib = new(new MemoryStream(compressed), CompressionMode.Decompress);
            read = zlib.ReadAtLeast(rows, rows.Length, throwOnEndOfStream: false);

            // Reading past the last row makes the decompressor check its own checksum, too.
            more = zlib.ReadByte() >= 0;
        }

        // Memory has no input errors of its own: an IOException here is zlib's answer to a stream it cannot make sense of.
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw new InvalidDataException(Phrase.Of($"{_name}: at byte {dataOffset}: the pixels do not decompress: {error.Message}"), error);
        }

        if (read < rows.Length) throw Error(dataOffset, Phrase.Of($"{read} bytes of pixels"), $"{rows.Length}");
        if (more) throw Error(dataOffset, Phrase.Of($"more than {rows.Length} bytes of pixels"), $"{rows.Length}");
        return rows;
    }

    private readonly InvalidDataException Error(int offset, string found, string expected) =>
        new(Phrase.Of($"{_name}: at byte {offset}: found {found}, expected {expected}."));
}
