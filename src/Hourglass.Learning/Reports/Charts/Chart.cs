using System.Globalization;

namespace Hourglass.Learning;

/// <summary>A drawing in SVG: alone in a file on white paper, or inline in a page that sets its colours.</summary>
public abstract record Chart
{
    // In a page the layout gives the room around a chart; a file has to bring its own.
    private const double FileMargin = 16;

    /// <summary>Gets what the chart shows, in words, for readers who cannot see it.</summary>
    public required string Description { get; init; }

    /// <summary>Gets the width in pixels; 520 by default, so that the 12-pixel text stays readable on a telephone.</summary>
    public virtual double Width { get; init; } = 520;

    /// <summary>Gets the height in pixels.</summary>
    public abstract double Height { get; }

    /// <summary>Draws the chart as an SVG file of its own.</summary>
    public string ToSvg()
    {
        HtmlWriter svg = new();
        svg.Start("svg", ("xmlns", "http://www.w3.org/2000/svg"), ("class", "chart"), ("role", "img"), ("aria-label", Description),
            ("width", Width + (2 * FileMargin)), ("height", Height + (2 * FileMargin)), ("viewBox", ViewBox(FileMargin)));
        svg.Element("title", Description);
        svg.Start("style");
        svg.Raw(ChartStyle.Rules);
        svg.End();
        svg.Empty("rect", ("x", -FileMargin), ("y", -FileMargin), ("width", Width + (2 * FileMargin)),
            ("height", Height + (2 * FileMargin)), ("class", "paper"));
        Draw(svg);
        svg.Raw("\n");
        svg.End();
        return svg + "\n";
    }

    /// <summary>Draws the chart into a page that holds the style sheet of all charts.</summary>
    /// <param name="html">The page.</param>
    internal void WriteInline(HtmlWriter html)
    {
        html.Start("svg", ("class", "chart"), ("role", "img"), ("aria-label", Description), ("viewBox", ViewBox(0)));
        Draw(html);
        html.End();
    }

    /// <summary>Draws what is inside the frame.</summary>
    /// <param name="svg">Receives the elements.</param>
    private protected abstract void Draw(HtmlWriter svg);

    private string ViewBox(double margin) => string.Create(
        CultureInfo.InvariantCulture, $"{0 - margin:0.#} {0 - margin:0.#} {Width + (2 * margin):0.#} {Height + (2 * margin):0.#}");
}
