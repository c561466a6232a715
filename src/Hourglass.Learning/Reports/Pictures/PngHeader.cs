using System.Buffers.Binary;

namespace Hourglass.Learning;

/// <summary>The header of a PNG file that this library reads.</summary>
internal readonly record struct PngHeader(int Width, int Height, PngColor Color)
{
    private const int DataOffset = 16;

    public int Channels => Color switch { PngColor.Rgb => 3, PngColor.Rgba => 4, _ => 1 };

    public int Stride => Width * Channels;

    /// <summary>Gets the number of bytes of all rows, each led by its filter.</summary>
    public long FilteredLength => ((long)Stride + 1) * Height;

    public static PngHeader Parse(ReadOnlySpan<byte> data, string name, long maxPixels)
    {
        if (data.Length != 13) throw Error(name, 8, $"a header of {data.Length} bytes", "13");
        uint width = BinaryPrimitives.ReadUInt32BigEndian(data), height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        PngColor color = (PngColor)data[9];

        if (width == 0 || height == 0 || (ulong)width * height > (ulong)maxPixels)
            throw Error(name, DataOffset, $"a picture of {width}x{height}", $"1 to {maxPixels} pixels");
        if (color is not (PngColor.Grey or PngColor.Rgb or PngColor.Palette or PngColor.Rgba))
            throw Error(name, DataOffset + 9, $"colour type {data[9]}", "0 (grey), 2 (RGB), 3 (palette) or 6 (RGBA); save it as one");
        if (data[8] != 8) throw Error(name, DataOffset + 8, $"{data[8]} bits per channel", "8; save the picture with 8 bits");
        if (data[10] != 0) throw Error(name, DataOffset + 10, $"compression method {data[10]}", "0");
        if (data[11] != 0) throw Error(name, DataOffset + 11, $"filter method {data[11]}", "0");
        if (data[12] != 0) throw Error(name, DataOffset + 12, $"interlace method {data[12]}", "0; save the picture without interlacing");

        PngHeader header = new((int)width, (int)height, color);
        if (header.FilteredLength > Array.MaxLength || (long)width * height * 4 > Array.MaxLength)
            throw Error(name, DataOffset, $"a picture of {width}x{height}", $"at most {Array.MaxLength} bytes of pixels");
        return header;
    }

    private static InvalidDataException Error(string name, int offset, string found, string expected) =>
        new($"{name}: at byte {offset}: found {found}, expected {expected}.");
}
