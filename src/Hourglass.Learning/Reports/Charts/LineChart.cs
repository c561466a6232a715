using System.Text;

namespace Hourglass.Learning;

/// <summary>One line of a <see cref="LineChart"/>.</summary>
/// <param name="Name">The label at the end of the line.</param>
/// <param name="X">The places, ascending.</param>
/// <param name="Y">The values; those that are not finite become gaps.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    /// <summary>Gets the index of a point to ring, such as the best one; none by default.</summary>
    public int? Mark { get; init; }
}

/// <summary>Lines over one horizontal axis, each labelled at its end.</summary>
public sealed record LineChart : Chart
{
    private const double LabelHeight = 15;
    private static readonly string[] Dashes = ["none", "6 3", "2 3", "9 3 2 3"];

    /// <summary>Gets the lines.</summary>
    public required IReadOnlyList<ChartSeries> Series { get; init; }

    /// <summary>Gets the name of the horizontal axis.</summary>
    public required string XName { get; init; }

    /// <summary>Gets the name and unit of the vertical axis.</summary>
    public required string YName { get; init; }

    /// <summary>Gets whether the vertical axis is logarithmic; linear by default, which needs no explaining.</summary>
    public bool Logarithmic { get; init; }

    /// <inheritdoc/>
    public override double Height => 300;

    private protected override void Draw(HtmlWriter svg)
    {
        const double Top = 30;
        double bottom = Height - 42;
        IEnumerable<double> values = Series.SelectMany(series => series.Y);
        ChartScale y = Logarithmic ? ChartScale.Logarithmic(values, bottom, Top, 6) : ChartScale.Rounded(values, bottom, Top, 5);
        double left = ChartAxes.LeftMargin(y);
        double labels = Math.Min(Series.Select(series => ChartText.Width(series.Name, bold: true)).DefaultIfEmpty().Max(), Width / 3);
        double right = Width - labels - 14;
        IEnumerable<double> places = Series.SelectMany(series => series.X);
        ChartScale x = ChartScale.Exact(places, left, right, 6, whole: places.All(double.IsInteger));

        ChartAxes.DrawY(svg, y, left, right, YName);
        ChartAxes.DrawX(svg, x, left, right, bottom, XName);
        double?[] ends = new double?[Series.Count];
        for (int i = 0; i < Series.Count; i++) ends[i] = DrawSeries(svg, i, x, y);
        DrawLabels(svg, ends, right + 8, labels, Top, bottom);
    }

    private double? DrawSeries(HtmlWriter svg, int index, ChartScale x, ChartScale y)
    {
        ChartSeries series = Series[index];
        int count = Math.Min(series.X.Count, series.Y.Count);
        StringBuilder path = new();
        double? lastX = null, lastY = null, end = null;
        for (int i = 0; i < count; i++)
        {
            if (!x.Holds(series.X[i]) || !y.Holds(series.Y[i]))
            {
                lastX = null;
                continue;
            }

            double px = x[series.X[i]], py = y[series.Y[i]];
            end = py;

            // Thousands of epochs on a few hundred pixels: a point that moves the pen by less than it is wide adds only bytes.
            if (lastX is not null && i < count - 1 && Math.Abs(px - lastX.Value) + Math.Abs(py - lastY!.Value) < 0.5) continue;
            path.Append(FormattableString.Invariant($"{(lastX is null ? 'M' : 'L')}{px:0.#} {py:0.#}"));
            (lastX, lastY) = (px, py);
        }

        if (end is null) return null;
        svg.Start("g", ("class", $"c{index % ChartStyle.Colors}"), ("stroke", "currentColor"), ("fill", "none"), ("stroke-width", 2));
        string d = path.ToString();

        // A line to itself with round caps is a dot: without it a single epoch would show nothing.
        svg.Empty("path", ("d", d.Contains('L') ? d : d + "h0"), ("stroke-linejoin", "round"), ("stroke-linecap", "round"),
            ("stroke-dasharray", Dashes[index % Dashes.Length]));
        if (series.Mark is int mark && mark < count && x.Holds(series.X[mark]) && y.Holds(series.Y[mark]))
            svg.Empty("circle", ("cx", x[series.X[mark]]), ("cy", y[series.Y[mark]]), ("r", 4.5), ("class", "paper"));
        svg.End();
        return end;
    }

    private void DrawLabels(HtmlWriter svg, double?[] ends, double left, double width, double top, double bottom)
    {
        int[] order = [.. Enumerable.Range(0, ends.Length).Where(i => ends[i] is not null).OrderBy(i => ends[i])];
        double[] places = Spread([.. order.Select(i => ends[i]!.Value)], LabelHeight, top, bottom);
        for (int i = 0; i < order.Length; i++)
        {
            svg.Element("text", ChartText.Fit(Series[order[i]].Name, width, bold: true), ("x", left), ("y", places[i] + 4),
                ("class", $"tint c{order[i] % ChartStyle.Colors}"));
        }
    }

    /// <summary>Moves ascending places apart as little as a sweep down and a sweep up can, so that labels do not overlap.</summary>
    private static double[] Spread(double[] places, double distance, double top, double bottom)
    {
        for (int i = 0; i < places.Length; i++)
            places[i] = Math.Max(places[i], i == 0 ? top : places[i - 1] + distance);
        for (int i = places.Length - 1; i >= 0; i--)
            places[i] = Math.Min(places[i], i == places.Length - 1 ? bottom : places[i + 1] - distance);
        return places;
    }
}
