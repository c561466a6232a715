using System.Globalization;
using System.Text;

namespace Hourglass.Learning;

/// <summary>A drawing in SVG, alone in a file on white paper or inline in a page that sets its colours, and in pixels.</summary>
/// <remarks>One drawing gives both. The letters of pixels are this library's own, since no font can be asked for outlines; they are no wider
/// than those of usual fonts, for which room is left.</remarks>
public abstract record Chart
{
    // In a page the layout gives the room around a chart; a file has to bring its own.
    private const double FileMargin = 16;

    // More would be a picture that nothing shows.
    private const double LargestScale = 16;

    /// <summary>Gets what the chart shows, in words, for readers who cannot see it.</summary>
    public required string Description { get; init; }

    /// <summary>Gets the width in pixels; 520 by default, so that the 12-pixel text stays readable on a telephone.</summary>
    public virtual double Width { get; init; } = 520;

    /// <summary>Gets the height in pixels.</summary>
    public abstract double Height { get; }

    /// <summary>Draws the chart as an SVG file of its own, which needs neither a style sheet nor a script.</summary>
    public string ToSvg()
    {
        HtmlWriter svg = new();
        double width = Width + (2 * FileMargin), height = Height + (2 * FileMargin);
        svg.Start("svg", ("xmlns", "http://www.w3.org/2000/svg"), ("role", "img"), ("aria-label", Description),
            ("width", width), ("height", height), ("viewBox", ViewBox(FileMargin)), ("font-family", ChartStyle.Fonts),
            ("font-size", ChartText.Size), ("style", "font-variant-numeric:tabular-nums"));
        svg.Element("title", Description);
        SvgCanvas canvas = new(svg, inline: false);
        canvas.Rectangle(new CanvasBox(-FileMargin, -FileMargin, width, height), Paint.Filled(Ink.Paper));
        Draw(canvas);
        svg.Raw("\n");
        svg.End();
        return svg + "\n";
    }

    /// <summary>Draws the chart as pixels.</summary>
    /// <remarks><b>Determinism</b> The same bytes on every machine.</remarks>
    /// <param name="scale">Pixels of the picture for one of the drawing; 2 by default, which is sharp on today's screens and on paper.</param>
    /// <param name="dark">Whether the paper is dark; white by default, as pages and prints are.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not above 0, or is above 16.</exception>
    public Bitmap ToBitmap(double scale = 2, bool dark = false)
    {
        if (!(scale is > 0 and <= LargestScale)) throw new ArgumentOutOfRangeException(nameof(scale), scale, $"Expected a scale above 0 and at most {LargestScale}.");
        int width = (int)Math.Ceiling((Width + (2 * FileMargin)) * scale), height = (int)Math.Ceiling((Height + (2 * FileMargin)) * scale);
        RasterCanvas canvas = new(width, height, new CanvasMap(scale, FileMargin * scale, FileMargin * scale), dark);
        Draw(canvas);
        return canvas.Bitmap;
    }

    /// <summary>Draws the chart as a PNG file.</summary>
    /// <remarks><b>Determinism</b> The same pixels on every machine; how they are compressed is the run-time's.</remarks>
    /// <param name="scale">Pixels of the picture for one of the drawing; 2 by default, which is sharp on today's screens and on paper.</param>
    /// <param name="dark">Whether the paper is dark; white by default, as pages and prints are.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not above 0, or is above 16.</exception>
    public byte[] ToPng(double scale = 2, bool dark = false) => Png.Encode(ToBitmap(scale, dark));

    /// <summary>Draws the chart as the file that the ending of a name asks for.</summary>
    /// <param name="extension"><c>.svg</c> or <c>.png</c>, in letters of either case.</param>
    /// <exception cref="ArgumentException">Another ending.</exception>
    public byte[] ToFile(string extension)
    {
        ArgumentNullException.ThrowIfNull(extension);
        if (extension.Equals(".svg", StringComparison.OrdinalIgnoreCase)) return Encoding.UTF8.GetBytes(ToSvg());
        if (extension.Equals(".png", StringComparison.OrdinalIgnoreCase)) return ToPng();
        throw new ArgumentException($"Received '{extension}', expected .svg or .png.", nameof(extension));
    }

    /// <summary>Draws the chart into a page that holds the style sheet of all charts.</summary>
    /// <param name="html">The page.</param>
    internal void WriteInline(HtmlWriter html)
    {
        html.Start("svg", ("class", "chart"), ("role", "img"), ("aria-label", Description), ("viewBox", ViewBox(0)));
        Draw(new SvgCanvas(html, inline: true));
        html.End();
    }

    /// <summary>Draws the chart as a part of another.</summary>
    internal void DrawOn(ICanvas canvas) => Draw(canvas);

    /// <summary>Draws what is inside the frame.</summary>
    /// <param name="canvas">What is drawn on.</param>
    private protected abstract void Draw(ICanvas canvas);

    private string ViewBox(double margin) => string.Create(
        CultureInfo.InvariantCulture, $"{0 - margin:0.#} {0 - margin:0.#} {Width + (2 * margin):0.#} {Height + (2 * margin):0.#}");
}
