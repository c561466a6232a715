using System.IO.Compression;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

/// <summary>Makes files that are nearly right.</summary>
internal static class Mutator
{
    private static readonly uint[] Telling = [0, 1, 2, 7, 8, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF];

    /// <summary>Changes 1 to 4 things: bits, bytes, lengths, order, whole numbers.</summary>
    public static byte[] Mutate(byte[] original, RandomKey key)
    {
        List<byte> file = [.. original];
        int changes = 1 + key.Below(1, 4);
        for (int change = 0; change < changes && file.Count > 0; change++) Change(file, original, key.Fold((ulong)change));
        return [.. file];
    }

    /// <summary>Packs bytes as a zlib stream.</summary>
    public static byte[] Zlib(byte[] content)
    {
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.Optimal)) zlib.Write(content);
        return packed.ToArray();
    }

    private static void Change(List<byte> file, byte[] original, RandomKey own)
    {
        int place = own.Below(0, own.Below(1, 3) == 0 ? Math.Min(file.Count, 200) : file.Count);
        switch (own.Below(2, 10))
        {
            case 0: file[place] ^= (byte)(1 << own.Below(3, 8)); break;
            case 1: file[place] = (byte)own.Below(3, 256); break;
            case 2: file[place] = own.Below(3, 2) == 0 ? (byte)0 : (byte)255; break;
            case 3: file.RemoveRange(place, file.Count - place); break;
            case 4: file.RemoveAt(place); break;
            case 5: file.Insert(place, (byte)own.Below(3, 256)); break;
            case 6: file.AddRange(original.AsSpan(0, own.Below(3, original.Length))); break;
            case 7: file.RemoveRange(place, Math.Min(file.Count - place, own.Below(3, 16))); break;
            case 8: file.InsertRange(place, original.AsSpan(own.Below(3, original.Length))[..1]); break;
            default: Overwrite(file, place & ~3, Telling[own.Below(3, Telling.Length)]); break;
        }
    }

    private static void Overwrite(List<byte> file, int place, uint number)
    {
        for (int i = 0; i < sizeof(uint) && place + i < file.Count; i++) file[place + i] = (byte)(number >> (8 * i));
    }
}
