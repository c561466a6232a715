using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class PngErrorTests
{
    private static readonly byte[] Dot = PngBuilder.Compress([0, 5]);

    public static TheoryData<string, byte[]> Malformed => new()
    {
        { "another signature", [] },
        { "0 bytes, expected a chunk", new PngBuilder().ToArray() },
        { "found 'tEXt', expected 'IHDR'", new PngBuilder().Chunk("tEXt", []).End() },
        { "a header of 12 bytes", new PngBuilder().Chunk("IHDR", new byte[12]).End() },
        { "a picture of 0x1", new PngBuilder().Header(0, 1, 0).Chunk("IDAT", Dot).End() },
        { "a picture of 1x0", new PngBuilder().Header(1, 0, 0).Chunk("IDAT", Dot).End() },
        { "a picture of 4294967295x4294967295", new PngBuilder().Header(-1, -1, 0).Chunk("IDAT", Dot).End() },
        { "a picture of 8193x8192", new PngBuilder().Header(8193, 8192, 0).Chunk("IDAT", Dot).End() },
        { "colour type 5, expected 0, 2, 3, 4 or 6", new PngBuilder().Header(1, 1, 5).Chunk("IDAT", Dot).End() },
        { "3 bits per channel, expected 1, 2, 4, 8 or 16", new PngBuilder().Header(1, 1, 0, depth: 3).Chunk("IDAT", Dot).End() },
        { "16 bits per channel, expected 1, 2, 4 or 8", new PngBuilder().Header(1, 1, 3, depth: 16).Chunk("IDAT", Dot).End() },
        { "4 bits per channel, expected 8 or 16", new PngBuilder().Header(1, 1, 2, depth: 4).Chunk("IDAT", Dot).End() },
        { "interlace method 2", new PngBuilder().Header(1, 1, 0, interlace: 2).Chunk("IDAT", Dot).End() },
        { "no IDAT chunk", new PngBuilder().Header(1, 1, 0).End() },
        { "0 bytes, expected a chunk", new PngBuilder().Header(1, 1, 0).Chunk("IDAT", Dot).ToArray() },
        { "another chunk, expected all IDAT",
            new PngBuilder().Header(1, 1, 0).Chunk("IDAT", Dot).Chunk("tEXt", []).Chunk("IDAT", Dot).End() },
        { "the chunk 'CgBI'", new PngBuilder().Header(1, 1, 0).Chunk("CgBI", []).Chunk("IDAT", Dot).End() },
        { "the chunk 'IHDR'", new PngBuilder().Header(1, 1, 0).Header(1, 1, 0).Chunk("IDAT", Dot).End() },
        { "the byte 0x31 in a chunk type", new PngBuilder().Header(1, 1, 0).Chunk("1EXt", []).Chunk("IDAT", Dot).End() },
        { "the file is damaged", new PngBuilder().Header(1, 1, 0).Chunk("IDAT", Dot, wrongChecksum: 1).End() },
        { "1 bytes after IEND", [.. new PngBuilder().Header(1, 1, 0).Chunk("IDAT", Dot).End(), 0] },
        { "an IEND chunk of 1 bytes", new PngBuilder().Header(1, 1, 0).Chunk("IDAT", Dot).Chunk("IEND", [0]).ToArray() },
        { "1 bytes of pixels, expected 2", new PngBuilder().Header(1, 1, 0).Pixels([0]).End() },
        { "more than 2 bytes of pixels", new PngBuilder().Header(1, 1, 0).Pixels([0, 0, 0]).End() },
        { "do not decompress", new PngBuilder().Header(1, 1, 0).Chunk("IDAT", [1, 2, 3, 4]).End() },
        { "row 0: found filter 5", new PngBuilder().Header(1, 1, 0).Pixels([5, 0]).End() },
        { "no PLTE chunk", new PngBuilder().Header(1, 1, 3).Chunk("IDAT", Dot).End() },
        { "a palette of 4 bytes", new PngBuilder().Header(1, 1, 3).Chunk("PLTE", new byte[4]).Chunk("IDAT", Dot).End() },
        { "a palette of 771 bytes", new PngBuilder().Header(1, 1, 3).Chunk("PLTE", new byte[771]).Chunk("IDAT", Dot).End() },
        { "second PLTE", new PngBuilder().Header(1, 1, 3).Chunk("PLTE", new byte[3]).Chunk("PLTE", new byte[3]).Chunk("IDAT", Dot).End() },
        { "in a grey picture", new PngBuilder().Header(1, 1, 0).Chunk("PLTE", new byte[3]).Chunk("IDAT", Dot).End() },
        { "found colour 5 in pixel 0, expected less than 1",
            new PngBuilder().Header(1, 1, 3).Chunk("PLTE", new byte[3]).Chunk("IDAT", Dot).End() },
        { "2 opacities for 1 colours",
            new PngBuilder().Header(1, 1, 3).Chunk("PLTE", new byte[3]).Chunk("tRNS", new byte[2]).Chunk("IDAT", Dot).End() },
        { "a transparent colour of 6 bytes, expected 2", new PngBuilder().Header(1, 1, 0).Chunk("tRNS", new byte[6]).Chunk("IDAT", Dot).End() },
        { "a tRNS chunk, expected none", new PngBuilder().Header(1, 1, 6).Chunk("tRNS", new byte[6]).Chunk("IDAT", Dot).End() },
        { "a tRNS chunk, expected none", new PngBuilder().Header(1, 1, 0).Chunk("tRNS", [0, 1]).Chunk("tRNS", [0, 1]).Chunk("IDAT", Dot).End() },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Decode_Malformed_SaysWhatIsWrong(string expected, byte[] file)
    {
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Png.Decode(file, "picture.png"));

        Assert.StartsWith("picture.png: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_DamagedZlibChecksum_Fails()
    {
        byte[] data = PngBuilder.Compress([0, 5]);
        data[^1] ^= 1;

        Assert.Throws<InvalidDataException>(() => Png.Decode(new PngBuilder().Header(1, 1, 0).Chunk("IDAT", data).End(), "picture"));
    }

    [Fact]
    public void Decode_EveryTruncation_Fails()
    {
        byte[] file = Png.Encode(PngTests.Noise(5, 4, 3));

        for (int length = 0; length < file.Length; length++)
            Assert.Throws<InvalidDataException>(() => Png.Decode(file.AsSpan(0, length), "picture"));
    }

    [Fact]
    public void Decode_RandomMutations_FailOnlyAsInvalidData()
    {
        const int Mutations = 24_000;
        byte[][] files =
        [
            Png.Encode(PngTests.Noise(5, 4, 1)), Png.Encode(PngTests.Noise(4, 3, 3)), Png.Encode(PngTests.Noise(3, 3, 4)),
            new PngBuilder().Header(3, 1, 3).Chunk("PLTE", [1, 2, 3, 4, 5, 6]).Chunk("tRNS", [9]).Pixels([0, 1, 0, 1]).End(),
        ];
        RandomKey key = new(7);
        int read = 0;
        for (int i = 0; i < Mutations; i++)
        {
            RandomKey own = key.Fold((ulong)i);
            byte[] file = [.. files[i % files.Length]];
            for (int change = own.Below(0, 4); change >= 0; change--)
                file[own.Below(10 + change, file.Length)] = (byte)own.Bits(20 + change);
            if (i % 3 != 0) PngBuilder.RepairChecksums(file);
            read += TryDecode(file) ? 1 : 0;
        }

        // Some mutations only change a colour: were none read, the others would have failed for no reason worth testing.
        Assert.InRange(read, 1, Mutations / 2);
    }

    private static bool TryDecode(byte[] file)
    {
        try
        {
            Bitmap bitmap = Png.Decode(file, "picture", maxPixels: 10_000);
            return bitmap.Width > 0;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
