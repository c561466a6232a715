namespace Hourglass.Learning.Tests;

public sealed class RasterCanvasTests
{
    private static readonly Ink Black = Ink.Fixed(0, 0, 0);

    [Fact]
    public void Rectangle_HalfOpaque_IsMixedWithThePaper()
    {
        RasterCanvas canvas = Canvas(4, 1);
        canvas.Rectangle(new CanvasBox(1, 0, 2, 1), Paint.Filled(Black, 0.5));

        Assert.Equal([255, 128, 128, 255], Reds(canvas));
    }

    [Fact]
    public void Image_LargerThanItsPixels_RepeatsThemAndMixesOpacity()
    {
        RasterCanvas canvas = Canvas(5, 2);
        canvas.Image(new Bitmap(2, 1, 4, [0, 0, 0, 255, 0, 0, 0, 0]), new CanvasBox(1, 0, 4, 2));

        Assert.Equal([255, 0, 0, 255, 255, 255, 0, 0, 255, 255], Reds(canvas));
    }

    [Fact]
    public void StartGroup_WithAClip_MovesAndCuts()
    {
        RasterCanvas canvas = Canvas(6, 1);
        canvas.StartGroup(1, 0, new CanvasBox(0, 0, 2, 1));
        canvas.Rectangle(new CanvasBox(-5, 0, 50, 1), Paint.Filled(Black));
        canvas.EndGroup();
        canvas.Rectangle(new CanvasBox(5, 0, 1, 1), Paint.Filled(Black));

        Assert.Equal([255, 0, 0, 255, 255, 0], Reds(canvas));
    }

    [Fact]
    public void Markers_OneByOneOrTogether_AreTheSame()
    {
        CanvasPoint[] places = [new(4.1, 5.7), new(12.6, 8), new(-2, 3), new(19, 19)];
        RasterCanvas together = Canvas(20, 20), single = Canvas(20, 20);
        MarkerStyle style = new(2, 1, 0.7);

        together.Markers(style, places);
        foreach (CanvasPoint place in places) single.Markers(style, [place]);

        Assert.Equal(single.Bitmap.Pixels, together.Bitmap.Pixels);
        Assert.Contains(together.Bitmap.Pixels, static value => value < 200);
    }

    [Theory]
    [InlineData(false, 255)]
    [InlineData(true, 0x16)]
    public void Paper_LightOrDark_FillsThePicture(bool dark, byte expected) =>
        Assert.All(new RasterCanvas(3, 2, new CanvasMap(1, 0, 0), dark).Bitmap.Pixels, value => Assert.Equal(expected, value));

    [Fact]
    public void Text_Anchors_PlaceTheSameLetters()
    {
        double width = GlyphFont.Width("Ab1", bold: false) * 20;
        byte[][] drawn = [.. new[] { TextAnchor.Start, TextAnchor.Middle, TextAnchor.End }.Select(anchor =>
        {
            RasterCanvas canvas = Canvas(80, 40);
            double x = 10 + (anchor switch { TextAnchor.Start => 0, TextAnchor.Middle => width / 2, _ => width });
            canvas.Text("Ab1", x, 30, new TextStyle { Size = 20, Anchor = anchor });
            return canvas.Bitmap.Pixels;
        })];

        Assert.Equal(drawn[0], drawn[1]);
        Assert.Equal(drawn[0], drawn[2]);
        Assert.Contains(drawn[0], static value => value < 100);
    }

    private static RasterCanvas Canvas(int width, int height) => new(width, height, new CanvasMap(1, 0, 0), dark: false);

    private static byte[] Reds(RasterCanvas canvas) => [.. canvas.Bitmap.Pixels.Where(static (_, i) => i % 3 == 0)];
}
