using System.Globalization;
using System.Text;

namespace Hourglass.Learning;

/// <summary>Points in the plane, each class with its own colour and shape.</summary>
/// <remarks><b>Memory</b> About 7 bytes a point: each class is a few paths whose corners carry the marker.</remarks>
public sealed record ScatterChart : Chart
{
    // Coordinates are whole fifths of a pixel; differences between sorted neighbours are then one or two digits.
    private const int Fine = 5;

    // Classes take turns drawing, so that the last one does not cover all others.
    private const int Turns = 8;

    // A name over fewer points than this would hide them.
    private const int NamedFrom = 20;

    private const double Top = 30, LegendRow = 20;

    /// <summary>Gets the horizontal coordinates; points that are not finite are left out.</summary>
    public required IReadOnlyList<float> X { get; init; }

    /// <summary>Gets the vertical coordinates.</summary>
    public required IReadOnlyList<float> Y { get; init; }

    /// <summary>Gets the class of each point; empty where there are none.</summary>
    public IReadOnlyList<int> Classes { get; init; } = [];

    /// <summary>Gets the names of the classes.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>Gets the name of the horizontal axis.</summary>
    public required string XName { get; init; }

    /// <summary>Gets the name of the vertical axis.</summary>
    public required string YName { get; init; }

    /// <inheritdoc/>
    public override double Height => Math.Max(440, Top + 42 + (LegendRow * ClassNames.Count));

    private bool HasClasses => ClassNames.Count > 0 && Classes.Count > 0;

    private protected override void Draw(HtmlWriter svg)
    {
        double bottom = Height - 42;
        double names = HasClasses ? Math.Min(ClassNames.Max(name => ChartText.Width(name)), Width / 3) : 0;
        double right = HasClasses ? Width - names - 34 : Width - 10;
        ChartScale y = ChartScale.Rounded(Y.Select(value => (double)value), bottom, Top, 6);
        double left = ChartAxes.LeftMargin(y);
        ChartScale x = ChartScale.Rounded(X.Select(value => (double)value), left, right, 6);

        int classes = HasClasses ? ClassNames.Count : 1;
        for (int i = 0; i < classes; i++) DefineMarker(svg, i);
        ChartAxes.DrawY(svg, y, left, right, YName);
        foreach (double tick in x.Ticks) svg.Empty("path", ("class", "grid"), ("d", ChartAxes.Path(x[tick], Top, x[tick], bottom)));
        ChartAxes.DrawX(svg, x, left, right, bottom, XName);
        List<(int X, int Y)>[] points = Collect(classes, x, y);
        DrawPoints(svg, points);
        if (!HasClasses) return;
        DrawNames(svg, points);
        DrawLegend(svg, right + 18, names);
    }

    private static void DefineMarker(HtmlWriter svg, int index)
    {
        svg.Start("marker", ("id", $"marker-{index}"), ("class", $"c{index % ChartStyle.Colors}"), ("markerUnits", "userSpaceOnUse"),
            ("markerWidth", 10 * Fine), ("markerHeight", 10 * Fine), ("viewBox", "-5 -5 10 10"));
        svg.Empty("path", ("d", ChartMarker.Outline(index)), ("fill", "currentColor"), ("fill-opacity", "0.65"));
        svg.End();
    }

    private List<(int X, int Y)>[] Collect(int classes, ChartScale x, ChartScale y)
    {
        List<(int X, int Y)>[] points = [.. Enumerable.Range(0, classes).Select(_ => new List<(int X, int Y)>())];
        for (int i = 0; i < Math.Min(X.Count, Y.Count); i++)
        {
            int owner = HasClasses ? i < Classes.Count ? Classes[i] : -1 : 0;
            if (owner < 0 || owner >= classes || !x.Holds(X[i]) || !y.Holds(Y[i])) continue;
            points[owner].Add(((int)Math.Round(x[X[i]] * Fine), (int)Math.Round(y[Y[i]] * Fine)));
        }

        return points;
    }

    private static void DrawPoints(HtmlWriter svg, List<(int X, int Y)>[] points)
    {
        svg.Start("g", ("transform", string.Create(CultureInfo.InvariantCulture, $"scale({1.0 / Fine})")), ("fill", "none"));
        for (int turn = 0; turn < Turns; turn++)
        {
            for (int i = 0; i < points.Length; i++)
            {
                (int X, int Y)[] slice = [.. points[i].Where((_, index) => index % Turns == turn).Order()];
                if (slice.Length == 0) continue;
                string marker = $"url(#marker-{i})";
                svg.Empty("path", ("d", Path(slice)), ("marker-start", marker), ("marker-mid", marker), ("marker-end", marker));
            }
        }

        svg.End();
    }

    private static string Path((int X, int Y)[] points)
    {
        StringBuilder path = new();
        (int x, int y) = (0, 0);
        foreach ((int nextX, int nextY) in points)
        {
            // A minus sign parts two numbers as well as a blank does.
            path.Append(path.Length == 0 ? "m" : nextX >= x ? " " : "");
            path.Append(CultureInfo.InvariantCulture, $"{nextX - x}{(nextY >= y ? " " : "")}{nextY - y}");
            (x, y) = (nextX, nextY);
        }

        // A path of one point has no end, and some viewers draw no marker on it.
        return points.Length == 1 ? path + "h0" : path.ToString();
    }

    private void DrawNames(HtmlWriter svg, List<(int X, int Y)>[] points)
    {
        List<(double X, double Y, double Half)> taken = [];
        for (int i = 0; i < points.Length; i++)
        {
            if (points[i].Count < NamedFrom) continue;
            double x = Median(points[i].Select(point => point.X)), y = Median(points[i].Select(point => point.Y));
            double half = (ChartText.Width(ClassNames[i], 14, bold: true) / 2) + 2;
            if (taken.Any(other => Math.Abs(other.X - x) < other.Half + half && Math.Abs(other.Y - y) < 16)) continue;
            taken.Add((x, y, half));
            svg.Element("text", ClassNames[i], ("x", x), ("y", y + 5), ("text-anchor", "middle"), ("class", "ink halo big"));
        }
    }

    private static double Median(IEnumerable<int> values)
    {
        int[] sorted = [.. values.Order()];
        return (double)sorted[sorted.Length / 2] / Fine;
    }

    private void DrawLegend(HtmlWriter svg, double left, double width)
    {
        for (int i = 0; i < ClassNames.Count; i++)
        {
            double y = Top + 8 + (i * LegendRow);
            svg.Empty("path", ("d", ChartMarker.Outline(i)), ("class", $"c{i % ChartStyle.Colors}"), ("fill", "currentColor"),
                ("transform", FormattableString.Invariant($"translate({left:0.#} {y:0.#}) scale(1.4)")));
            svg.Element("text", ChartText.Fit(ClassNames[i], width), ("x", left + 12), ("y", y + 4), ("class", "ink"));
        }
    }
}
