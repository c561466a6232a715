using System.Buffers.Binary;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>The checked header of a PNG file.</summary>
internal readonly record struct PngHeader(int Width, int Height, PngColor Color, int Bits, bool IsInterlaced)
{
    private const int DataOffset = 16;

    /// <summary>Gets the numbers of a pixel in the file.</summary>
    public int Samples => Color switch { PngColor.Rgb => 3, PngColor.Rgba => 4, PngColor.GreyWithOpacity => 2, _ => 1 };

    /// <summary>Gets the bytes by which a row is predicted from itself: those of a pixel, at least one.</summary>
    public int FilterBytes => Math.Max(1, Samples * Bits / 8);

    /// <summary>Gets the number of bytes of all rows of all passes, each led by its filter.</summary>
    public long FilteredLength
    {
        get
        {
            PngHeader header = this;
            return Passes.Sum(pass => (header.StrideOf(pass.Width) + 1) * pass.Height);
        }
    }

    /// <summary>Gets the passes that have pixels; one where the picture is not interlaced.</summary>
    public IEnumerable<PngPass> Passes
    {
        get
        {
            PngHeader header = this;
            PngPass[] all = IsInterlaced
                ?
                [
                    header.Pass(0, 0, 8, 8), header.Pass(4, 0, 8, 8), header.Pass(0, 4, 4, 8), header.Pass(2, 0, 4, 4),
                    header.Pass(0, 2, 2, 4), header.Pass(1, 0, 2, 2), header.Pass(0, 1, 1, 2),
                ]
                : [header.Pass(0, 0, 1, 1)];
            return all.Where(static pass => pass is { Width: > 0, Height: > 0 });
        }
    }

    /// <summary>Counts the bytes of a row.</summary>
    /// <param name="width">Its pixels.</param>
    public long StrideOf(int width) => (((long)width * Samples * Bits) + 7) / 8;

    public static PngHeader Parse(ReadOnlySpan<byte> data, string name, long maxPixels)
    {
        if (data.Length != 13) throw Error(name, 8, Phrase.Of($"a header of {data.Length} bytes"), "13");
        uint width = BinaryPrimitives.ReadUInt32BigEndian(data), height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        PngColor color = (PngColor)data[9];

        if (width == 0 || height == 0 || (ulong)width * height > (ulong)maxPixels)
            throw Error(name, DataOffset, Phrase.Of($"a picture of {width}x{height}"), Phrase.Of($"1 to {maxPixels} pixels"));
        if (!Enum.IsDefined(color)) throw Error(name, DataOffset + 9, Phrase.Of($"colour type {data[9]}"), Phrase.Of("0, 2, 3, 4 or 6"));
        string bits = color switch { PngColor.Grey => Phrase.Of("1, 2, 4, 8 or 16"), PngColor.Palette => Phrase.Of("1, 2, 4 or 8"), _ => Phrase.Of("8 or 16") };
        bool isRight = data[8] == 8 || (data[8] == 16 && color != PngColor.Palette) || (data[8] is 1 or 2 or 4 && color is PngColor.Grey or PngColor.Palette);
        if (!isRight) throw Error(name, DataOffset + 8, Phrase.Of($"{data[8]} bits per channel"), Phrase.Of($"{bits} for colour type {data[9]}"));
        if (data[10] != 0) throw Error(name, DataOffset + 10, Phrase.Of($"compression method {data[10]}"), "0");
        if (data[11] != 0) throw Error(name, DataOffset + 11, Phrase.Of($"filter method {data[11]}"), "0");
        if (data[12] > 1) throw Error(name, DataOffset + 12, Phrase.Of($"interlace method {data[12]}"), Phrase.Of("0 or 1"));

        PngHeader header = new((int)width, (int)height, color, data[8], data[12] == 1);
        if (header.FilteredLength > Array.MaxLength || (long)width * height * 4 > Array.MaxLength)
            throw Error(name, DataOffset, Phrase.Of($"a picture of {width}x{height}"), Phrase.Of($"at most {Array.MaxLength} bytes of pixels"));
        return header;
    }

    private PngPass Pass(int left, int top, int across, int down) =>
        new(left, top, across, down, (Width - left + across - 1) / across, (Height - top + down - 1) / down);

    private static InvalidDataException Error(string name, int offset, string found, string expected) =>
        new(Phrase.Of($"{name}: at byte {offset}: found {found}, expected {expected}."));
}

/// <summary>The pixels of one pass over a picture: every so many, from a first one.</summary>
/// <param name="Left">The first column.</param>
/// <param name="Top">The first row.</param>
/// <param name="Across">The columns from one to the next.</param>
/// <param name="Down">The rows from one to the next.</param>
/// <param name="Width">The pixels in a row; 0 or less where the picture is too narrow for the pass.</param>
/// <param name="Height">The rows; 0 or less where the picture is too low.</param>
internal readonly record struct PngPass(int Left, int Top, int Across, int Down, int Width, int Height);
