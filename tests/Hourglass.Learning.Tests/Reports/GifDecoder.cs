using System.Text;

namespace Hourglass.Learning.Tests;

/// <summary>A small reader of GIF files, written from the specification alone: what the writer is checked against.</summary>
internal sealed class GifDecoder
{
    private readonly byte[] _file;
    private int _at;

    public GifDecoder(byte[] file)
    {
        _file = file;
        Assert.Equal("GIF89a", Encoding.ASCII.GetString(Take(6)));
        (Width, Height) = (Number(), Number());
        int flags = Byte();
        Assert.Equal((0x80, 0, 0), (flags & 0x80, Byte(), Byte()));
        Palette = Take(3 << ((flags & 7) + 1));
        while (Byte() is var mark && mark != 0x3B)
        {
            if (mark == 0x21) ReadExtension();
            else ReadImage(mark);
        }

        Assert.Equal(_file.Length, _at);
    }

    public int Width { get; }

    public int Height { get; }

    public byte[] Palette { get; }

    /// <summary>How often the frames are repeated; null where nothing says so.</summary>
    public int? Loops { get; private set; }

    public List<int> Delays { get; } = [];

    /// <summary>Red, green, blue of every pixel of every frame.</summary>
    public List<byte[]> Frames { get; } = [];

    private void ReadExtension()
    {
        int label = Byte();
        byte[] first = Take(Byte());
        byte[] rest = Blocks();
        if (label == 0xF9)
        {
            Assert.Empty(rest);
            Assert.Equal(1, first[0] >> 2); // Frames stay until the next one.
            Delays.Add(first[1] | (first[2] << 8));
        }
        else
        {
            Assert.Equal((0xFF, "NETSCAPE2.0"), (label, Encoding.ASCII.GetString(first)));
            Assert.Equal((3, 1), (rest.Length, rest[0]));
            Loops = rest[1] | (rest[2] << 8);
        }
    }

    private void ReadImage(int mark)
    {
        Assert.Equal(0x2C, mark);
        Assert.Equal((0, 0, Width, Height, 0), (Number(), Number(), Number(), Number(), Byte()));
        int indexBits = Byte();
        byte[] indices = Expand(Blocks(), indexBits);
        Assert.Equal(Width * Height, indices.Length);
        Frames.Add([.. indices.SelectMany(index => Palette.AsSpan(3 * index, 3).ToArray())]);
    }

    private static byte[] Expand(byte[] data, int indexBits)
    {
        int clear = 1 << indexBits, end = clear + 1, bits = indexBits + 1, position = 0;
        List<byte[]?> runs = [];
        List<byte> output = [];
        byte[]? last = null;
        while (true)
        {
            int code = 0;
            for (int bit = 0; bit < bits; bit++, position++) code |= ((data[position / 8] >> (position % 8)) & 1) << bit;
            if (code == end)
            {
                Assert.InRange((data.Length * 8) - position, 0, 7);
                return [.. output];
            }

            if (code == clear)
            {
                runs = [.. Enumerable.Range(0, clear).Select(i => new[] { (byte)i }), null, null];
                (bits, last) = (indexBits + 1, null);
                continue;
            }

            Assert.InRange(code, 0, last is null ? clear - 1 : runs.Count);
            byte[] run = code < runs.Count ? runs[code]! : [.. last!, last![0]];
            output.AddRange(run);
            if (last is not null && runs.Count < 4096) runs.Add([.. last, run[0]]);
            if (runs.Count == 1 << bits && bits < 12) bits++;
            last = run;
        }
    }

    private byte[] Blocks()
    {
        List<byte> data = [];
        while (Byte() is var length && length > 0) data.AddRange(Take(length));
        return [.. data];
    }

    private int Byte() => _file[_at++];

    private int Number() => Byte() | (Byte() << 8);

    private byte[] Take(int count)
    {
        _at += count;
        return _file[(_at - count).._at];
    }
}
