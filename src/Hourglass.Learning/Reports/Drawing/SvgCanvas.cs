using System.Globalization;
using System.Text;

namespace Hourglass.Learning;

/// <summary>Writes SVG elements.</summary>
/// <param name="svg">Receives the elements.</param>
/// <param name="inline">Whether colours are classes of the page's style sheet, which dark paper changes; otherwise each element says its own,
/// so that the file needs no style sheet.</param>
internal sealed class SvgCanvas(HtmlWriter svg, bool inline) : ICanvas
{
    // Places of markers are whole fifths of a pixel; differences between sorted neighbours are then one or two digits.
    private const int Fine = 5;

    // Below this a marker is shorter as a path of its own than as a definition and a place.
    private const int FewMarkers = 3;

    // Pixels of a cloud for one of the drawing: sharp on today's screens.
    private const double CloudScale = 2;

    private readonly HashSet<string> _defined = [];

    /// <inheritdoc/>
    public void Path(CanvasPath path, in Paint paint)
    {
        if (!path.IsEmpty) svg.Empty("path", [.. Attributes(paint), ("d", path.ToSvg())]);
    }

    /// <inheritdoc/>
    public void Rectangle(CanvasBox box, in Paint paint, double round = 0)
    {
        List<HtmlAttribute> attributes = Attributes(paint);
        attributes.AddRange([("x", box.X), ("y", box.Y), ("width", box.Width), ("height", box.Height)]);
        if (round > 0) attributes.Add(("rx", round));
        svg.Empty("rect", [.. attributes]);
    }

    /// <inheritdoc/>
    public void Circle(CanvasPoint center, double radius, in Paint paint) =>
        svg.Empty("circle", [.. Attributes(paint), ("cx", center.X), ("cy", center.Y), ("r", radius)]);

    /// <inheritdoc/>
    public void Markers(in MarkerStyle style, ReadOnlySpan<CanvasPoint> places)
    {
        if (places.Length <= FewMarkers)
        {
            foreach (CanvasPoint place in places)
            {
                CanvasMap map = new(style.Scale, place.X, place.Y);
                Path(CanvasPath.Polygon([.. style.Outline.Select(point => map[point])]), Paint.Filled(style.Ink, style.Opacity));
            }

            return;
        }

        string id = string.Create(CultureInfo.InvariantCulture, $"marker-{style.Index}-{style.Scale * 100:0}-{style.Opacity * 100:0}");
        if (_defined.Add(id)) Define(id, style);
        string reference = $"url(#{id})";
        svg.Empty("path", ("transform", string.Create(CultureInfo.InvariantCulture, $"scale({1.0 / Fine})")), ("fill", "none"),
            ("marker-start", reference), ("marker-mid", reference), ("marker-end", reference), ("d", Places(places)));
    }

    /// <inheritdoc/>
    public void Cloud(CanvasBox box, PointCloud cloud)
    {
        Image(cloud.Draw(box, CloudScale, dark: false), box, inline ? ("class", ChartStyle.LightOnly) : null);
        if (inline) Image(cloud.Draw(box, CloudScale, dark: true), box, ("class", ChartStyle.DarkOnly));
    }

    /// <inheritdoc/>
    public void Text(string text, double x, double y, in TextStyle style)
    {
        List<HtmlAttribute> attributes = [("x", x), ("y", y)];
        if (style.Anchor != TextAnchor.Start) attributes.Add(("text-anchor", style.Anchor == TextAnchor.Middle ? "middle" : "end"));
        if (style.Size != ChartText.Size) attributes.Add(("font-size", style.Size));
        if (style.Bold) attributes.Add(("font-weight", "600"));
        if (inline)
        {
            string ink = style.Ink == Ink.Text || style.Ink.Index < 0 ? "" : ChartStyle.Class(style.Ink);
            string classes = $"{ink}{(style.Halo ? " halo" : "")}".Trim();
            if (classes.Length > 0) attributes.Add(("class", classes));
            if (style.Ink.Index < 0) attributes.Add(("style", $"fill:{ChartStyle.Hex(style.Ink)}"));
        }
        else
        {
            attributes.Add(("fill", ChartStyle.Hex(style.Ink)));
            if (style.Halo)
            {
                attributes.AddRange([("stroke", ChartStyle.Hex(Ink.Paper)), ("stroke-width", ChartStyle.HaloWidth), ("stroke-linejoin", "round"),
                    ("paint-order", "stroke")]);
            }
        }

        svg.Element("text", text, [.. attributes]);
    }

    /// <inheritdoc/>
    public void Image(Bitmap image, CanvasBox box) => Image(image, box, ("style", "image-rendering:pixelated"));

    /// <inheritdoc/>
    public void StartGroup(double x, double y, CanvasBox? clip = null)
    {
        string move = string.Create(CultureInfo.InvariantCulture, $"translate({x:0.#} {y:0.#})");
        if (clip is not { } box)
        {
            svg.Start("g", ("transform", move));
            return;
        }

        // A clip path needs a name, and names of several charts in a page would meet; a drawing within the drawing cuts without one.
        svg.Start("svg", ("x", x + box.X), ("y", y + box.Y), ("width", box.Width), ("height", box.Height), ("overflow", "hidden"),
            ("viewBox", string.Create(CultureInfo.InvariantCulture, $"{box.X:0.#} {box.Y:0.#} {box.Width:0.#} {box.Height:0.#}")));
    }

    /// <inheritdoc/>
    public void EndGroup() => svg.End();

    private void Image(Bitmap image, CanvasBox box, HtmlAttribute? extra)
    {
        List<HtmlAttribute> attributes = [("x", box.X), ("y", box.Y), ("width", box.Width), ("height", box.Height), ("preserveAspectRatio", "none")];
        if (extra is { } attribute) attributes.Add(attribute);
        attributes.Add(("href", $"data:image/png;base64,{Convert.ToBase64String(Png.Encode(image))}"));
        svg.Empty("image", [.. attributes]);
    }

    private void Define(string id, MarkerStyle style)
    {
        svg.Start("marker", ("id", id), ("markerUnits", "userSpaceOnUse"),
            ("markerWidth", 10 * Fine * style.Scale), ("markerHeight", 10 * Fine * style.Scale), ("viewBox", "-5 -5 10 10"));
        svg.Empty("path", [.. Attributes(Paint.Filled(style.Ink, style.Opacity)), ("d", CanvasPath.Polygon([.. style.Outline]).ToSvg())]);
        svg.End();
    }

    private static string Places(ReadOnlySpan<CanvasPoint> places)
    {
        (int X, int Y)[] points = new (int, int)[places.Length];
        for (int i = 0; i < places.Length; i++) points[i] = ((int)Math.Round(places[i].X * Fine), (int)Math.Round(places[i].Y * Fine));
        Array.Sort(points);
        StringBuilder path = new();
        (int x, int y) = (0, 0);
        foreach ((int nextX, int nextY) in points)
        {
            // A minus sign parts two numbers as well as a blank does.
            path.Append(path.Length == 0 ? "m" : nextX >= x ? " " : "");
            path.Append(CultureInfo.InvariantCulture, $"{nextX - x}{(nextY >= y ? " " : "")}{nextY - y}");
            (x, y) = (nextX, nextY);
        }

        return path.ToString();
    }

    private List<HtmlAttribute> Attributes(in Paint paint)
    {
        List<HtmlAttribute> attributes = [];
        if (inline)
        {
            string fill = paint.Fill is { Index: >= 0 } named ? ChartStyle.Class(named) : "";
            string stroke = paint.Stroke is { Index: >= 0 } line ? $"s-{ChartStyle.Class(line)}" : "";
            if (fill.Length + stroke.Length > 0) attributes.Add(("class", $"{fill} {stroke}".Trim()));
            if (paint.Fill is { Index: < 0 } ink) attributes.Add(("style", $"fill:{ChartStyle.Hex(ink)}"));
        }
        else
        {
            attributes.Add(("fill", paint.Fill is { } fill ? ChartStyle.Hex(fill) : "none"));
            if (paint.Stroke is { } stroke) attributes.Add(("stroke", ChartStyle.Hex(stroke)));
        }

        if (paint is { Fill: not null, FillOpacity: < 1 }) attributes.Add(("fill-opacity", Share(paint.FillOpacity)));
        if (paint.Stroke is null) return attributes;
        if (paint.Width != 1) attributes.Add(("stroke-width", Share(paint.Width)));
        if (paint.StrokeOpacity < 1) attributes.Add(("stroke-opacity", Share(paint.StrokeOpacity)));
        if (paint.RoundEnds) attributes.Add(("stroke-linecap", "round"));
        if (paint.RoundEnds || paint.Width > 1) attributes.Add(("stroke-linejoin", "round"));
        if (paint.Dashes is { Count: > 0 } dashes) attributes.Add(("stroke-dasharray", string.Join(' ', dashes.Select(Share))));
        return attributes;
    }

    private static string Share(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
