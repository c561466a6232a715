using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Hourglass.Learning.Tests;

/// <summary>Puts PNG files together chunk by chunk, right or wrong, without the code under test.</summary>
internal sealed class PngBuilder
{
    private readonly List<byte> _file = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public PngBuilder Header(int width, int height, byte color, byte depth = 8, byte interlace = 0)
    {
        byte[] data = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(data, width);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(4), height);
        (data[8], data[9], data[12]) = (depth, color, interlace);
        return Chunk("IHDR", data);
    }

    public PngBuilder Pixels(byte[] filtered) => Chunk("IDAT", Compress(filtered));

    public PngBuilder Chunk(string type, byte[] data, uint wrongChecksum = 0)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        _file.AddRange(number);
        byte[] typed = [.. Encoding.Latin1.GetBytes(type), .. data];
        _file.AddRange(typed);
        BinaryPrimitives.WriteUInt32BigEndian(number, Checksum(typed) ^ wrongChecksum);
        _file.AddRange(number);
        return this;
    }

    public byte[] End() => Chunk("IEND", []).ToArray();

    public byte[] ToArray() => [.. _file];

    public static byte[] Compress(byte[] data)
    {
        using MemoryStream compressed = new();
        using (ZLibStream zlib = new(compressed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(data);
        return compressed.ToArray();
    }

    /// <summary>Makes the checksums of all chunks right again, so that a mutation reaches what lies behind them.</summary>
    public static void RepairChecksums(byte[] file)
    {
        for (int offset = 8; offset + 12 <= file.Length;)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(offset));
            if (length > file.Length - offset - 12) return;
            uint checksum = Checksum(file.AsSpan(offset + 4, 4 + (int)length));
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(offset + 8 + (int)length), checksum);
            offset += 12 + (int)length;
        }
    }

    // Bit by bit, after the definition.
    private static uint Checksum(ReadOnlySpan<byte> data)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte value in data)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }

        return crc ^ 0xFFFFFFFF;
    }
}
