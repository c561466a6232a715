using System.Buffers.Binary;
using System.IO.Compression;

namespace Hourglass.Learning;

/// <summary>Writes the chunks of a PNG file: header, one block of compressed rows, end.</summary>
internal static class PngWriter
{
    // The difference to the row above: equal rows, which upscaled pictures are full of, become zeros.
    private const byte FilterUp = 2;

    public static void Write(Stream stream, Bitmap bitmap)
    {
        stream.Write(Png.Signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, bitmap.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], bitmap.Height);
        header[8] = 8;
        header[9] = (byte)(bitmap.Channels switch { 1 => PngColor.Grey, 3 => PngColor.Rgb, _ => PngColor.Rgba });
        header[10..].Clear();
        WriteChunk(stream, "IHDR"u8, header);
        WriteChunk(stream, "IDAT"u8, Compress(bitmap));
        WriteChunk(stream, "IEND"u8, []);
    }

    private static byte[] Compress(Bitmap bitmap)
    {
        using MemoryStream compressed = new();
        using (ZLibStream zlib = new(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            byte[] line = new byte[1 + bitmap.Stride];
            line[0] = FilterUp;
            for (int y = 0; y < bitmap.Height; y++)
            {
                FilterRow(bitmap, y, line.AsSpan(1));
                zlib.Write(line);
            }
        }

        return compressed.ToArray();
    }

    private static void FilterRow(Bitmap bitmap, int y, Span<byte> filtered)
    {
        ReadOnlySpan<byte> row = bitmap.Pixels.AsSpan(y * bitmap.Stride, bitmap.Stride);
        if (y == 0)
        {
            row.CopyTo(filtered);
            return;
        }

        ReadOnlySpan<byte> above = bitmap.Pixels.AsSpan((y - 1) * bitmap.Stride, bitmap.Stride);
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
