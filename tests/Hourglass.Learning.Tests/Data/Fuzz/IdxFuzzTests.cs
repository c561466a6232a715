using System.IO.Compression;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

/// <summary>Feeds the reader files that are nearly right.</summary>
public class IdxFuzzTests
{
    private const int UsualFiles = 24_000;
    private const int Limit = 1 << 16;

    // What a reader takes besides samples: the inflater, its 8 KiB buffer, streams, an error and its text.
    private const long Overhead = 1 << 16;

    private static readonly RandomKey Key = new(20_240_101);
    private static readonly byte[] Images = [0, 0, 8, 3, 0, 0, 0, 20, 0, 0, 0, 3, 0, 0, 0, 4, .. Noise(240)];
    private static readonly byte[] Vectors = [0, 0, 8, 2, 0, 0, 0, 20, 0, 0, 0, 5, .. Noise(100)];
    private static readonly byte[] Labels = [0, 0, 8, 1, 0, 0, 0, 20, .. Noise(20)];

    [Fact]
    public void ReadImages_MutatedFiles_OnlyEverGiveASetOrAnError()
    {
        (int first, int end) = FuzzTests.Range(UsualFiles);
        (byte[] Images, byte[] Labels)[] seeds = [(Images, Labels), (Vectors, Labels)];
        int read = 0, refused = 0;
        long most = 0;
        for (int i = first; i < end; i++)
        {
            RandomKey key = Key.Fold((ulong)i);
            (byte[] images, byte[] labels) = seeds[i % seeds.Length];
            bool mutateImages = key.Below(0, 4) != 0;
            using MemoryStream imageFile = new(Make(images, mutateImages, key.Fold(0)));
            using MemoryStream labelFile = new(Make(labels, !mutateImages, key.Fold(1)));

            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                ImageSet set = IdxFile.ReadImages(imageFile, labelFile, "fuzz", limit: Limit);
                Assert.Equal(set.Count, set.Labels.Length);
                read++;
            }
            catch (InvalidDataException error)
            {
                Assert.Contains(", expected ", error.Message, StringComparison.Ordinal);
                refused++;
            }

            most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        // Both ends of the road are taken often enough to mean something, and no file takes more than images and labels may.
        Assert.InRange(read, (end - first) / 50, end - first);
        Assert.InRange(refused, (end - first) / 2, end - first);
        Assert.InRange(most, 1, (2 * Limit) + Overhead);
    }

    /// <summary>Makes a file: plain or packed, changed before packing or after.</summary>
    private static byte[] Make(byte[] content, bool mutate, RandomKey key) => key.Below(0, 3) switch
    {
        0 => mutate ? Mutate(content, key) : content,
        1 => Gzip(mutate ? Mutate(content, key) : content),
        _ => mutate ? Mutate(Gzip(content), key) : Gzip(content),
    };

    private static byte[] Noise(int length)
    {
        byte[] noise = new byte[length];
        for (int i = 0; i < length; i++) noise[i] = (byte)Key.Below(i, 256);
        return noise;
    }

    /// <summary>Changes 1 to 4 things: bits, bytes, headers, lengths, order.</summary>
    private static byte[] Mutate(byte[] original, RandomKey key)
    {
        List<byte> file = [.. original];
        int changes = 1 + key.Below(1, 4);
        for (int change = 0; change < changes; change++)
        {
            RandomKey own = key.Fold((ulong)change);
            if (file.Count == 0) return [];
            int place = own.Below(0, own.Below(1, 2) == 0 ? Math.Min(file.Count, 20) : file.Count);
            switch (own.Below(2, 8))
            {
                case 0: file[place] ^= (byte)(1 << own.Below(3, 8)); break;
                case 1: file[place] = (byte)own.Below(3, 256); break;
                case 2: file[place] = own.Below(3, 2) == 0 ? (byte)0 : (byte)255; break;
                case 3: file.RemoveRange(place, file.Count - place); break;
                case 4: file.RemoveAt(place); break;
                case 5: file.Insert(place, (byte)own.Below(3, 256)); break;
                case 6: file.AddRange(original.AsSpan(0, own.Below(3, original.Length))); break;
                default: file[^Math.Min(file.Count, 1 + own.Below(3, 8))] = (byte)own.Below(4, 256); break;
            }
        }

        return [.. file];
    }

    private static byte[] Gzip(byte[] content)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal)) gzip.Write(content);
        return packed.ToArray();
    }
}
