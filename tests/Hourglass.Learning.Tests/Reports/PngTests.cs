using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class PngTests
{
    // A 1x1 RGBA picture written by another encoder, as it stands in countless web pages.
    private const string Foreign =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

    public static MatrixTheoryData<int, int, int> Sizes => new([1, 2, 3, 7, 28, 255], [1, 2, 5, 31, 256], [1, 3, 4]);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Encode_AnySizeAndChannels_DecodesToTheSamePixels(int width, int height, int channels)
    {
        Bitmap bitmap = Noise(width, height, channels);

        Bitmap decoded = Png.Decode(Png.Encode(bitmap), "picture");

        Assert.Equal((width, height, channels), (decoded.Width, decoded.Height, decoded.Channels));
        Assert.Equal(bitmap.Pixels, decoded.Pixels);
    }

    [Fact]
    public void Encode_Header_IsWhatTheStandardSays()
    {
        byte[] file = Png.Encode(new Bitmap(3, 2, 3, new byte[18]));

        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], file[..8]);
        // Colour type 3: six black pixels need a palette of one colour.
        Assert.Equal([0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 3, 0, 0, 0, 2, 8, 3, 0, 0, 0], file[8..29]);
        Assert.Equal([0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82], file[^12..]);
    }

    [Theory]
    [InlineData(3, 1, 3)]
    [InlineData(3, 256, 3)]
    [InlineData(3, 257, 2)]
    [InlineData(4, 256, 3)]
    [InlineData(4, 257, 6)]
    public void Encode_AnyNumberOfColors_UsesAPaletteUpTo256(int channels, int colors, byte colorType)
    {
        byte[] pixels = new byte[30 * 20 * channels];
        for (int i = 0; i < 600; i++)
        {
            int color = i % colors;
            (pixels[i * channels], pixels[(i * channels) + 1]) = ((byte)color, (byte)(color >> 8));
            pixels[(i * channels) + channels - 1] = (byte)(color / 3);
        }

        byte[] file = Png.Encode(new Bitmap(30, 20, channels, pixels));

        Assert.Equal(colorType, file[25]);
        Bitmap decoded = Png.Decode(file, "picture");
        Assert.Equal((channels, 30), (decoded.Channels, decoded.Width));
        Assert.Equal(pixels, decoded.Pixels);
    }

    [Fact]
    public void Encode_EqualRows_IsSmall() =>
        Assert.InRange(Png.Encode(new Bitmap(1000, 1000, 3, new byte[3_000_000])).Length, 60, 6_000);

    [Fact]
    public void Decode_ForeignFile_ReadsItsPixel()
    {
        Bitmap bitmap = Png.Decode(Convert.FromBase64String(Foreign), "picture");

        Assert.Equal((1, 1, 4), (bitmap.Width, bitmap.Height, bitmap.Channels));
        Assert.Equal([0, 0, 255, 127], bitmap.Pixels);
    }

    // Two rows of three grey pixels; what each filter makes of 10 20 30 / 40 50 60 was worked out by hand.
    [Theory]
    [InlineData(0, new byte[] { 10, 20, 30 }, new byte[] { 40, 50, 60 })]
    [InlineData(1, new byte[] { 10, 10, 10 }, new byte[] { 40, 10, 10 })]
    [InlineData(2, new byte[] { 10, 20, 30 }, new byte[] { 30, 30, 30 })]
    [InlineData(3, new byte[] { 10, 15, 20 }, new byte[] { 35, 20, 20 })]
    [InlineData(4, new byte[] { 10, 10, 10 }, new byte[] { 30, 10, 10 })]
    public void Decode_EachFilter_GivesThePixels(byte filter, byte[] first, byte[] second)
    {
        byte[] file = new PngBuilder().Header(3, 2, color: 0).Pixels([filter, .. first, filter, .. second]).End();

        Assert.Equal([10, 20, 30, 40, 50, 60], Png.Decode(file, "picture").Pixels);
    }

    [Fact]
    public void Decode_FiltersOfColor_PredictFromTheSameChannel()
    {
        byte[] file = new PngBuilder().Header(2, 1, color: 2).Pixels([1, 10, 20, 30, 1, 2, 3]).End();

        Assert.Equal([10, 20, 30, 11, 22, 33], Png.Decode(file, "picture").Pixels);
    }

    [Fact]
    public void Decode_Palette_GivesItsColors()
    {
        byte[] file = new PngBuilder().Header(2, 1, color: 3).Chunk("PLTE", [1, 2, 3, 4, 5, 6]).Pixels([0, 1, 0]).End();

        Bitmap bitmap = Png.Decode(file, "picture");

        Assert.Equal(3, bitmap.Channels);
        Assert.Equal([4, 5, 6, 1, 2, 3], bitmap.Pixels);
    }

    [Fact]
    public void Decode_PaletteWithOpacity_GivesItAndFillsUpWithOpaque()
    {
        byte[] file = new PngBuilder().Header(2, 1, color: 3).Chunk("PLTE", [1, 2, 3, 4, 5, 6]).Chunk("tRNS", [77]).Pixels([0, 1, 0]).End();

        Assert.Equal([4, 5, 6, 255, 1, 2, 3, 77], Png.Decode(file, "picture").Pixels);
    }

    [Fact]
    public void Decode_Interlaced_PutsEveryPassInItsPlace() =>
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9], Png.Decode(PngSamples.Interlaced, "picture").Pixels);

    [Fact]
    public void Decode_SixteenBitsWithOpacity_RoundsToEight()
    {
        Bitmap bitmap = Png.Decode(PngSamples.Deep, "picture");

        Assert.Equal(4, bitmap.Channels);
        Assert.Equal([128, 128, 128, 255, 0, 0, 0, 0], bitmap.Pixels);
    }

    [Fact]
    public void Decode_FewBits_SpreadsThemOverTheRange() =>
        Assert.Equal([0, 85, 170, 255, 0], Png.Decode(PngSamples.Bits, "picture").Pixels);

    [Fact]
    public void Decode_ATransparentColor_IsNotOpaque()
    {
        byte[] file = new PngBuilder().Header(2, 1, 2).Chunk("tRNS", [0, 1, 0, 2, 0, 3]).Pixels([0, 1, 2, 3, 1, 2, 4]).End();

        Assert.Equal([1, 2, 3, 0, 1, 2, 4, 255], Png.Decode(file, "picture").Pixels);
    }

    [Fact]
    public void Decode_PaletteOfOneBit_GivesItsColors()
    {
        byte[] file = new PngBuilder().Header(3, 1, 3, depth: 1).Chunk("PLTE", [1, 2, 3, 4, 5, 6]).Pixels([0, 0b0100_0000]).End();

        Assert.Equal([1, 2, 3, 4, 5, 6, 1, 2, 3], Png.Decode(file, "picture").Pixels);
    }

    [Fact]
    public void Decode_SplitDataAndSkippableChunks_GivesThePixels()
    {
        byte[] data = PngBuilder.Compress([0, 5, 6]);
        byte[] file = new PngBuilder().Header(2, 1, color: 0).Chunk("tEXt", "Title\0x"u8.ToArray())
            .Chunk("IDAT", data[..3]).Chunk("IDAT", []).Chunk("IDAT", data[3..]).Chunk("tIME", new byte[7]).End();

        Assert.Equal([5, 6], Png.Decode(file, "picture").Pixels);
    }

    [Fact]
    public void Decode_LargePromiseInASmallFile_FailsBeforeMemoryIsTaken()
    {
        byte[] file = new PngBuilder().Header(8192, 8192, color: 6).Pixels([0]).End();
        long before = GC.GetAllocatedBytesForCurrentThread();

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Png.Decode(file, "picture"));

        Assert.Contains("enough for 8192x8192", error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void Read_MissingPixels_NamesTheFile()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "not a picture");

            InvalidDataException error = Assert.Throws<InvalidDataException>(() => Png.Read(path));

            Assert.Equal($"{path}: at byte 0: found another signature, expected a PNG file.", error.Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    internal static Bitmap Noise(int width, int height, int channels)
    {
        RandomKey key = new((ulong)((width * 1000) + (height * 10) + channels));
        byte[] pixels = new byte[width * height * channels];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)key.Bits(i);
        return new Bitmap(width, height, channels, pixels);
    }
}
