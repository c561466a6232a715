using System.Buffers.Binary;
using System.IO.Compression;

namespace Hourglass.Learning;

/// <summary>Writes the chunks of a PNG file: header, one block of compressed rows, end.</summary>
internal static class PngWriter
{
    // The row as it is, which is best for drawings, and the difference to the row above, which is best for photographs.
    private const byte FilterNone = 0, FilterUp = 2;

    // So many rows say which filter is better.
    private const int TrialRows = 128;

    public static void Write(Stream stream, Bitmap bitmap)
    {
        PngPalette? palette = PngPalette.Of(bitmap);
        stream.Write(Png.Signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, bitmap.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], bitmap.Height);
        header[8] = 8;
        header[9] = (byte)(palette is not null ? PngColor.Palette : bitmap.Channels switch { 1 => PngColor.Grey, 3 => PngColor.Rgb, _ => PngColor.Rgba });
        header[10..].Clear();
        WriteChunk(stream, "IHDR"u8, header);
        if (palette is not null)
        {
            WriteChunk(stream, "PLTE"u8, palette.Colors);
            if (palette.Opacities.Length > 0) WriteChunk(stream, "tRNS"u8, palette.Opacities);
            WriteChunk(stream, "IDAT"u8, Compress(palette.Pixels, bitmap.Width, FilterNone, CompressionLevel.SmallestSize));
        }
        else
        {
            // Colours take several times as long to compress as greys, and the last twentieth of size most of it.
            CompressionLevel level = bitmap.Channels == 1 ? CompressionLevel.SmallestSize : CompressionLevel.Optimal;
            WriteChunk(stream, "IDAT"u8, Compress(bitmap.Pixels, bitmap.Stride, ChooseFilter(bitmap), level));
        }

        WriteChunk(stream, "IEND"u8, []);
    }

    private static byte ChooseFilter(Bitmap bitmap)
    {
        int rows = Math.Min(bitmap.Height, TrialRows), first = (bitmap.Height - rows) / 2;
        ReadOnlySpan<byte> middle = bitmap.Pixels.AsSpan(first * bitmap.Stride, rows * bitmap.Stride);
        int none = Compress(middle, bitmap.Stride, FilterNone, CompressionLevel.Optimal).Length;
        int up = Compress(middle, bitmap.Stride, FilterUp, CompressionLevel.Optimal).Length;
        return up < none ? FilterUp : FilterNone;
    }

    private static byte[] Compress(ReadOnlySpan<byte> pixels, int stride, byte filter, CompressionLevel level)
    {
        using MemoryStream compressed = new();
        using (ZLibStream zlib = new(compressed, level, leaveOpen: true))
        {
            byte[] line = new byte[1 + stride];
            line[0] = filter;
            for (int y = 0; y < pixels.Length / stride; y++)
            {
                ReadOnlySpan<byte> row = pixels.Slice(y * stride, stride);
                if (filter == FilterNone || y == 0) row.CopyTo(line.AsSpan(1));
                else Subtract(row, pixels.Slice((y - 1) * stride, stride), line.AsSpan(1));
                zlib.Write(line);
            }
        }

        return compressed.ToArray();
    }

    private static void Subtract(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, Span<byte> filtered)
    {
        for (int i = 0; i < row.Length; i++) filtered[i] = (byte)(row[i] - above[i]);
    }

    private static void WriteChunk(Stream stream, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        byte[] chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc32.Compute(chunk.AsSpan(4, 4 + data.Length)));
        stream.Write(chunk);
    }
}
