namespace Hourglass.Learning;

/// <summary>Writes letters as strokes of a round pen, since no font can be asked for outlines.</summary>
/// <remarks>
/// <b>Computes</b> A letter is a few lines and curves in hundredths of the font size. Its strokes are moved so that baseline, the height of
/// small letters and that of capitals fall on edges of pixels, which keeps small sizes sharp.
/// </remarks>
internal static class GlyphFont
{
    /// <summary>The heights, in hundredths of the size, of the middle of strokes above the one on the baseline.</summary>
    private const double SmallHeight = 44, CapitalHeight = 64;

    private const double Pen = 8.8, BoldPen = 14, BoldSpread = 1.06;

    // Dots are a little wider than the pen, as they would look thinner.
    private const double DotShare = 0.64;

    private static readonly Dictionary<char, Glyph> Glyphs = GlyphTable.Read();

    /// <summary>Gets the letters that the font has.</summary>
    public static IReadOnlyCollection<char> Letters => Glyphs.Keys;

    /// <summary>Finds the width of a text at size 1.</summary>
    public static double Width(string text, bool bold)
    {
        double width = 0;
        foreach (char letter in text) width += Advance(letter, bold);
        return width;
    }

    /// <summary>Finds how far the next letter begins from this one, at size 1.</summary>
    public static double Advance(char letter, bool bold) => Find(letter).Advance / 100 * (bold ? BoldSpread : 1);

    /// <summary>Adds the strokes of a letter.</summary>
    /// <param name="stroker">Receives them.</param>
    /// <param name="letter">The letter.</param>
    /// <param name="left">Where it begins, in device pixels; its baseline is at 0.</param>
    /// <param name="style">How it is drawn.</param>
    public static void Write(Stroker stroker, char letter, double left, GlyphStyle style)
    {
        double unit = style.Size / 100, pen = (style.Bold ? BoldPen : Pen) * unit, wide = unit * (style.Bold ? BoldSpread : 1);
        Heights heights = new(unit, pen);
        Glyph glyph = Find(letter);
        foreach (CanvasLine stroke in glyph.Strokes(style.Size))
        {
            CanvasPoint[] points = [.. stroke.Points.Select(point => new CanvasPoint(left + (point.X * wide), -heights[point.Y]))];
            stroker.Add(new CanvasLine(points, stroke.Closed), pen + style.Extra, roundEnds: true);
        }

        foreach (CanvasPoint dot in glyph.Dots)
            stroker.AddDisc(new CanvasPoint(left + (dot.X * wide), -heights[dot.Y]), (pen * DotShare) + (style.Extra / 2));
    }

    private static Glyph Find(char letter) => Glyphs.TryGetValue(letter, out Glyph? glyph) ? glyph : Glyphs[GlyphTable.Missing];

    /// <summary>Moves heights to edges of pixels.</summary>
    private readonly struct Heights(double unit, double pen)
    {
        private readonly double _base = pen / 2, _small = Edge(SmallHeight, unit, pen), _capital = Edge(CapitalHeight, unit, pen);

        public double this[double y] => y switch
        {
            <= 0 => _base + (y * unit),
            <= SmallHeight => _base + (y / SmallHeight * (_small - _base)),
            <= CapitalHeight => _small + ((y - SmallHeight) / (CapitalHeight - SmallHeight) * (_capital - _small)),
            _ => _capital + ((y - CapitalHeight) * unit),
        };

        private static double Edge(double height, double unit, double pen) => Math.Round((height * unit) + pen) - (pen / 2);
    }
}

/// <summary>How letters are drawn.</summary>
/// <param name="Size">The size in device pixels.</param>
/// <param name="Bold">Whether the strokes are strong.</param>
/// <param name="Extra">How much wider each stroke is, for the paper around letters.</param>
internal readonly record struct GlyphStyle(double Size, bool Bold, double Extra);

/// <summary>A letter.</summary>
/// <param name="Advance">How far the next letter begins from this one.</param>
/// <param name="Path">The middle of its strokes, upwards from the baseline.</param>
/// <param name="Dots">Where its dots are.</param>
internal sealed record Glyph(double Advance, CanvasPath Path, IReadOnlyList<CanvasPoint> Dots)
{
    /// <summary>Gets the strokes as lines fine enough for a size.</summary>
    /// <param name="size">The size in device pixels.</param>
    public IEnumerable<CanvasLine> Strokes(double size)
    {
        double unit = size / 100;
        foreach (CanvasLine line in Path.Flatten(new CanvasMap(unit, 0, 0)))
            yield return new CanvasLine([.. line.Points.Select(point => point * (1 / unit))], line.Closed);
    }
}
