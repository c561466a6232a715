using System.Buffers.Binary;

namespace Hourglass.Learning;

/// <summary>Writes the blocks of a GIF file: header, palette, loop, frames, end.</summary>
internal static class GifWriter
{
    private const byte ExtensionMark = 0x21, ImageMark = 0x2C, EndMark = 0x3B;

    // A palette for all frames, 8 bits per colour, 256 entries.
    private const byte ScreenFlags = 0b1_111_0_111;

    // What a frame drew stays until the next one covers it.
    private const byte KeepFrame = 1 << 2;

    public static void Write(Stream stream, IReadOnlyList<GifFrame> frames, int scale, int loops)
    {
        Bitmap first = frames[0].Picture;
        GifPalette palette = frames.All(static frame => frame.Picture.Channels == 1) ? GifPalette.Grey : GifPalette.Color;
        int width = first.Width * scale, height = first.Height * scale;
        stream.Write("GIF89a"u8);
        WriteNumbers(stream, width, height);
        stream.Write([ScreenFlags, 0, 0]);
        stream.Write(palette.Table);
        if (frames.Count > 1)
        {
            stream.Write([ExtensionMark, 0xFF, 11]);
            stream.Write("NETSCAPE2.0"u8);
            stream.Write([3, 1]);
            WriteNumbers(stream, loops);
            stream.WriteByte(0);
        }

        byte[] indices = new byte[width * height];
        foreach (GifFrame frame in frames)
        {
            stream.Write([ExtensionMark, 0xF9, 4, KeepFrame]);
            WriteNumbers(stream, frame.Hundredths);
            stream.Write([0, 0, ImageMark]);
            WriteNumbers(stream, 0, 0, width, height);
            stream.WriteByte(0);
            palette.Index(frame.Picture, scale, indices);
            GifLzw.Write(stream, indices);
        }

        stream.WriteByte(EndMark);
    }

    private static void WriteNumbers(Stream stream, params ReadOnlySpan<int> numbers)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ushort)];
        foreach (int number in numbers)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)number);
            stream.Write(bytes);
        }
    }
}
