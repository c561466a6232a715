using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class GifTests
{
    private static readonly TimeSpan Tenth = TimeSpan.FromMilliseconds(100);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(16, 16)]
    [InlineData(3, 200)]
    [InlineData(127, 61)]
    public void Encode_GreyNoise_KeepsEveryPixel(int width, int height)
    {
        // Noise has no runs: the codes grow through all sizes and the table is cleared many times.
        Bitmap[] pictures = [Noise(width, height, 1, 1), Noise(width, height, 1, 2)];

        GifDecoder gif = new(Gif.Encode([.. pictures.Select(picture => new GifFrame(picture, Tenth))]));

        Assert.Equal((width, height), (gif.Width, gif.Height));
        Assert.Equal(pictures.Select(static picture => picture.ToChannels(3).Pixels), gif.Frames);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100_000)]
    public void Encode_OneGrey_KeepsEveryPixelInFewBytes(int width)
    {
        Bitmap picture = new(Math.Min(width, 500), Math.Max(1, width / 500), 1, Enumerable.Repeat((byte)77, width).ToArray());

        byte[] file = Gif.Encode([new GifFrame(picture, Tenth)]);

        Assert.Equal(picture.ToChannels(3).Pixels, Assert.Single(new GifDecoder(file).Frames));
        Assert.InRange(file.Length, 800, 2000);
    }

    [Fact]
    public void Encode_EveryLengthAroundTheLargestTable_IsRead()
    {
        // Without runs every pixel takes a code: 3,838 of them fill the table, and around that everything happens that can.
        byte[] pixels = Noise(4200, 1, 1, 3).Pixels;
        for (int length = 3825; length < 3850; length++)
        {
            Bitmap picture = new(length, 1, 1, pixels[..length]);
            Assert.Equal(picture.ToChannels(3).Pixels, new GifDecoder(Gif.Encode([new GifFrame(picture, Tenth)])).Frames[0]);
        }
    }

    [Fact]
    public void Encode_Scaled_RepeatsPixels()
    {
        GifDecoder gif = new(Gif.Encode([new GifFrame(new Bitmap(2, 1, 1, [10, 200]), Tenth)], scale: 2));

        Assert.Equal((4, 2), (gif.Width, gif.Height));
        byte[] row = [10, 10, 10, 10, 10, 10, 200, 200, 200, 200, 200, 200];
        Assert.Equal([.. row, .. row], gif.Frames[0]);
    }

    [Fact]
    public void Encode_DelaysAndLoops_AreWritten()
    {
        GifFrame[] frames = [new(Noise(2, 2, 1, 1), TimeSpan.FromSeconds(1.234)), new(Noise(2, 2, 1, 2), TimeSpan.FromSeconds(655.35))];

        Assert.Equal([123, 65_535], new GifDecoder(Gif.Encode(frames)).Delays);
        Assert.Equal(0, new GifDecoder(Gif.Encode(frames)).Loops);
        Assert.Equal(300, new GifDecoder(Gif.Encode(frames, loops: 300)).Loops);
        Assert.Null(new GifDecoder(Gif.Encode(frames[..1])).Loops);
    }

    [Fact]
    public void Encode_ColorsOfThePalette_AreExact()
    {
        byte[] levels = [0, 51, 102, 153, 204, 255];
        byte[] pixels = [.. levels.SelectMany(r => levels.SelectMany(g => levels.SelectMany(b => new[] { r, g, b })))];

        GifDecoder gif = new(Gif.Encode([new GifFrame(new Bitmap(216, 1, 3, pixels), Tenth)], scale: 3));

        byte[] everyThird = [.. Enumerable.Range(0, 216).SelectMany(x => gif.Frames[0].AsSpan(9 * x, 3).ToArray())];
        Assert.Equal(pixels, everyThird);
        Assert.Equal(256, gif.Palette.Chunk(3).Select(static color => (color[0], color[1], color[2])).Distinct().Count());
    }

    [Theory]
    [InlineData(200, 30, 90)]
    [InlineData(17, 180, 140)]
    [InlineData(128, 128, 128)]
    [InlineData(250, 251, 249)]
    public void Encode_AnyColor_IsRightOnAverage(byte red, byte green, byte blue)
    {
        GifDecoder gif = new(Gif.Encode([new GifFrame(new Bitmap(1, 1, 3, [red, green, blue]), Tenth)], scale: 8));

        byte[] wanted = [red, green, blue];
        for (int channel = 0; channel < 3; channel++)
        {
            // 64 thresholds between levels 51 apart: the mean is within half a threshold of the value, and a grey within its tint.
            double mean = gif.Frames[0].Where((_, i) => i % 3 == channel).Average(static value => (double)value);
            Assert.InRange(mean - wanted[channel], -2, 2);
        }
    }

    [Fact]
    public void Encode_GreyInAColoredFrame_HasNoTint()
    {
        byte[] pixels = [.. Enumerable.Range(0, 256).SelectMany(static i => new[] { (byte)i, (byte)i, (byte)i })];

        byte[] decoded = new GifDecoder(Gif.Encode([new GifFrame(new Bitmap(16, 16, 3, pixels), Tenth)])).Frames[0];

        Assert.All(decoded.Chunk(3), static color => Assert.Equal((color[0], color[0]), (color[1], color[2])));
        Assert.All(decoded.Zip(pixels), static pair => Assert.InRange(pair.First - pair.Second, -6, 6)); // 45 steps of 5.67.
    }

    [Fact]
    public void Encode_FramesThatDoNotFit_Fail()
    {
        GifFrame small = new(Noise(2, 2, 1, 1), Tenth), large = new(Noise(3, 2, 1, 1), Tenth);

        Assert.Contains("frame 1 of 3x2, expected 2x2", Assert.Throws<ArgumentException>(() => Gif.Encode([small, large])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Gif.Encode([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Gif.Encode([small], scale: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Gif.Encode([small], scale: 40_000));
        Assert.Throws<ArgumentOutOfRangeException>(() => Gif.Encode([small], loops: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GifFrame(small.Picture, TimeSpan.FromSeconds(656)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GifFrame(small.Picture, TimeSpan.FromSeconds(-1)));
    }

    private static Bitmap Noise(int width, int height, int channels, ulong seed)
    {
        RandomKey key = new(seed);
        return new Bitmap(width, height, channels, [.. Enumerable.Range(0, width * height * channels).Select(i => (byte)key.Below(i, 256))]);
    }
}
