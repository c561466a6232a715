namespace Hourglass.Learning.Tests;

public sealed class GlyphFontTests
{
    private const string Required = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"
        + "áéíóúüñÁÉÍÓÚÜÑ¿¡–×·°−±≤≥µμσβλ→…";

    [Fact]
    public void Letters_OfAsciiSpanishAndTheSigns_AreAllThere() => Assert.Empty(Required.Except(GlyphFont.Letters));

    [Fact]
    public void Width_OfEveryLetter_IsWithinTheRoomThatLayoutsLeave() =>
        Assert.All(GlyphFont.Letters, static letter =>
        {
            Assert.InRange(GlyphFont.Width(letter.ToString(), bold: false), 0.1, ChartText.Width(letter.ToString(), size: 1));
            Assert.InRange(GlyphFont.Width(letter.ToString(), bold: true), 0.1, ChartText.Width(letter.ToString(), size: 1, bold: true));
        });

    [Fact]
    public void Width_OfDigits_IsTheSame() =>
        Assert.Single("0123456789".Select(static digit => GlyphFont.Width(digit.ToString(), bold: false)).Distinct());

    [Fact]
    public void Write_EveryLetter_StaysInItsAdvanceAndLine() =>
        Assert.All(GlyphFont.Letters.Where(static letter => letter is not (' ' or '\u00A0')), static letter =>
        {
            (double left, double top, double right, double bottom) = Bounds(letter, 100);

            // Strokes may reach into the room of a neighbour by a twentieth; accents of capitals rise above the line by less than a tenth.
            double advance = GlyphFont.Width(letter.ToString(), bold: false) * 100;
            Assert.True(left >= -6 && right <= advance + 6, $"{letter}: {left} to {right} of {advance}");
            Assert.True(top >= -98 && bottom <= 26, $"{letter}: {top} to {bottom}");
        });

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(14)]
    [InlineData(24)]
    public void Write_StraightLetters_EndOnEdgesOfPixels(double size)
    {
        // The middle of the crossbar of z and of E: rows are covered as a whole or as far as the stroke is wide, with no haze above.
        foreach (char letter in "zE")
        {
            (_, double top, _, double bottom) = Bounds(letter, size);
            Assert.Equal((Math.Round(top), 0.0), (top, bottom));
        }
    }

    [Fact]
    public void Write_ALetterThatIsMissing_DrawsAFrame() => Assert.Equal(Bounds('\uFFFD', 20), Bounds('漢', 20));

    private static (double Left, double Top, double Right, double Bottom) Bounds(char letter, double size)
    {
        Rasterizer rasterizer = new();
        GlyphFont.Write(new Stroker(rasterizer), letter, 0, new GlyphStyle(size, Bold: false, Extra: 0));
        (double left, double top, double right, double bottom) = (1e9, 1e9, -1e9, -1e9);
        rasterizer.Draw(new PixelBox(-300, -300, 300, 300), (y, start, row) =>
        {
            (left, right) = (Math.Min(left, start), Math.Max(right, start + row.Length));
            (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y + 1));
        });
        return (left, top, right, bottom);
    }
}
