using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class ImageGridTests
{
    [Fact]
    public void Rows_TwoByTwo_PlacesEachPixel()
    {
        Bitmap a = Dot(1), b = Dot(2), c = Dot(3), d = Dot(4);

        Bitmap grid = ImageGrid.Rows([[a, b], [c, d]], gap: 1, paper: 9);

        Assert.Equal((3, 3, 1), (grid.Width, grid.Height, grid.Channels));
        Assert.Equal([1, 9, 2, 9, 9, 9, 3, 9, 4], grid.Pixels);
    }

    [Fact]
    public void Rows_Scaled_RepeatsPixelsAndGaps()
    {
        Bitmap grid = ImageGrid.Rows([[Dot(1), Dot(2)]], scale: 2, gap: 1, paper: 9);

        Assert.Equal([1, 1, 9, 9, 2, 2, 1, 1, 9, 9, 2, 2], grid.Pixels);
    }

    [Fact]
    public void Rows_GreyAndColor_BecomeColor()
    {
        Bitmap grid = ImageGrid.Rows([[Dot(1), new Bitmap(1, 1, 3, [4, 5, 6])]], gap: 0);

        Assert.Equal(3, grid.Channels);
        Assert.Equal([1, 1, 1, 4, 5, 6], grid.Pixels);
    }

    [Fact]
    public void Wrap_AnIncompleteLastRow_ShowsPaper()
    {
        Bitmap grid = ImageGrid.Wrap([Dot(1), Dot(2), Dot(3)], columns: 2, gap: 0, paper: 9);

        Assert.Equal([1, 2, 3, 9], grid.Pixels);
    }

    [Fact]
    public void Rows_OtherSize_SaysWhichImage()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => ImageGrid.Rows([[Dot(1)], [new Bitmap(2, 1, 1, new byte[2])]]));

        Assert.Contains("2x1 in row 1, column 0, expected 1x1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_NoImage_Fails() => Assert.Throws<ArgumentException>(() => ImageGrid.Rows([[], []]));

    [Fact]
    public void Beside_OtherWidths_LaysThemSideBySide()
    {
        Bitmap row = ImageGrid.Beside([new Bitmap(2, 1, 1, [1, 2]), Dot(3), new Bitmap(1, 1, 3, [4, 5, 6])], gap: 1, paper: 9);

        Assert.Equal((6, 1, 3), (row.Width, row.Height, row.Channels));
        Assert.Equal([1, 1, 1, 2, 2, 2, 9, 9, 9, 3, 3, 3, 9, 9, 9, 4, 5, 6], row.Pixels);
        Assert.Throws<ArgumentException>(() => ImageGrid.Beside([Dot(1), new Bitmap(1, 2, 1, [1, 2])], gap: 1));
        Assert.Throws<ArgumentException>(() => ImageGrid.Beside([], gap: 1));
    }

    [Fact]
    public void ImageBatch_Floats_AreRoundedAndCut()
    {
        ImageBatch batch = new(new Shape(1, 1, 6), new float[] { 0, 1, 0.5f, -3, 7, float.NaN });

        Assert.Equal([0, 255, 128, 0, 255, 0], batch.ToBitmap(0).Pixels);
    }

    [Fact]
    public void ImageBatch_Bytes_ComeBackUnchanged()
    {
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];

        ImageBatch batch = ImageBatch.FromBytes(new Shape(1, 8, 16), bytes);

        Assert.Equal(2, batch.Count);
        Assert.Equal(bytes[128..], batch.ToBitmaps()[1].Pixels);
    }

    [Theory]
    [InlineData(2, 10)]
    [InlineData(1, 9)]
    public void ImageBatch_OddLengthOrChannels_Fails(int channels, int length) =>
        Assert.Throws<ArgumentException>(() => new ImageBatch(new Shape(channels, 1, 5), new float[length]));

    [Fact]
    public void ToChannels_RedGreenBlueOnWhite_FollowsTheWeights()
    {
        Bitmap bitmap = new(4, 1, 4, [255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 0, 0, 0, 0]);

        Assert.Equal([76, 150, 29, 255], bitmap.ToChannels(1).Pixels);
    }

    [Fact]
    public void DivergingMap_OppositeValues_AreEquallyDeepAndZeroIsNeutral()
    {
        byte[] zero = new byte[3], low = new byte[3], high = new byte[3];
        DivergingMap.Color(0, zero);
        DivergingMap.Color(-1, low);
        DivergingMap.Color(1, high);

        Assert.Equal([247, 247, 247], zero);
        Assert.True(low[2] > low[0] && high[0] > high[2], "blue below zero, red above");

        // Luminances differ by at most 10 of 255, so neither sign looks larger.
        Assert.InRange(Math.Abs(Luminance(low) - Luminance(high)), 0, 10);
    }

    [Fact]
    public void DivergingMap_OutsideAndNotANumber_AreCut()
    {
        byte[] beyond = new byte[3], end = new byte[3], nothing = new byte[3];
        DivergingMap.Color(float.PositiveInfinity, beyond);
        DivergingMap.Color(1, end);
        DivergingMap.Color(float.NaN, nothing);

        Assert.Equal(end, beyond);
        Assert.Equal([247, 247, 247], nothing);
    }

    [Fact]
    public void DivergingMap_Limit_IgnoresFewLargeValues()
    {
        float[] values = [.. Enumerable.Range(1, 999).Select(i => (i % 2 == 0 ? 1 : -1) * i / 1000f), 1000f, float.NaN];

        Assert.Equal(0.995f, DivergingMap.Limit(values), 0.002f);
        Assert.Equal(1f, DivergingMap.Limit(new float[5]));
        Assert.Equal(3f, DivergingMap.Limit([.. new float[400], -3f]));
    }

    private static Bitmap Dot(byte value) => new(1, 1, 1, [value]);

    private static double Luminance(byte[] rgb) => (0.299 * rgb[0]) + (0.587 * rgb[1]) + (0.114 * rgb[2]);
}
