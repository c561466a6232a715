namespace Hourglass.Learning;

/// <summary>Compresses the indices of a GIF frame: each code stands for a run of indices met before.</summary>
/// <remarks><b>Source</b> Welch, A Technique for High-Performance Data Compression, 1984, with the growing codes of GIF89a, appendix F.</remarks>
internal ref struct GifLzw
{
    private const int IndexBits = 8, LargestBits = 12, LargestBlock = 255;
    private const int Clear = 1 << IndexBits, End = Clear + 1, FirstRun = End + 1;

    private readonly Stream _stream;
    private readonly Dictionary<int, int> _runs;
    private readonly byte[] _block;
    private int _blockLength;
    private uint _bits;
    private int _bitCount;
    private int _codeBits;

    private GifLzw(Stream stream)
    {
        _stream = stream;
        _runs = new Dictionary<int, int>(1 << LargestBits);
        _block = new byte[LargestBlock];
        _codeBits = IndexBits + 1;
    }

    /// <summary>Writes the size of the indices, the blocks of codes and the empty block that ends them.</summary>
    public static void Write(Stream stream, ReadOnlySpan<byte> indices)
    {
        stream.WriteByte(IndexBits);
        GifLzw lzw = new(stream);
        lzw.Compress(indices);
        lzw.Flush();
        stream.WriteByte(0);
    }

    private void Compress(ReadOnlySpan<byte> indices)
    {
        Emit(Clear);
        int run = indices[0];
        foreach (byte index in indices[1..])
        {
            int longer = (run << IndexBits) | index;
            if (_runs.TryGetValue(longer, out int code))
            {
                run = code;
                continue;
            }

            Emit(run);
            Learn(longer);
            run = index;
        }

        Emit(run);
        Emit(End);
    }

    /// <summary>Gives a new run the next code, or forgets all runs where no code is left.</summary>
    private void Learn(int run)
    {
        int code = FirstRun + _runs.Count;
        if (code == 1 << LargestBits)
        {
            Emit(Clear);
            _runs.Clear();
            _codeBits = IndexBits + 1;
            return;
        }

        // The reader learns a run one code later than the writer: codes grow when the first one that needs it has been given.
        _runs.Add(run, code);
        if (code == 1 << _codeBits) _codeBits++;
    }

    private void Emit(int code)
    {
        _bits |= (uint)code << _bitCount;
        _bitCount += _codeBits;
        for (; _bitCount >= 8; _bitCount -= 8, _bits >>= 8) Append((byte)_bits);
    }

    private void Append(byte value)
    {
        _block[_blockLength++] = value;
        if (_blockLength == LargestBlock) WriteBlock();
    }

    private void Flush()
    {
        if (_bitCount > 0) Append((byte)_bits);
        if (_blockLength > 0) WriteBlock();
    }

    private void WriteBlock()
    {
        _stream.WriteByte((byte)_blockLength);
        _stream.Write(_block, 0, _blockLength);
        _blockLength = 0;
    }
}
