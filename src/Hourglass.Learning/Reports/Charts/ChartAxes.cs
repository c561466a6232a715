namespace Hourglass.Learning;

/// <summary>Draws the grid, the ticks and the names of two axes.</summary>
internal static class ChartAxes
{
    // Half the height of digits, to centre them on their grid line.
    private const double HalfDigit = 4;

    /// <summary>Finds the room that the tick labels of the vertical axis need.</summary>
    public static double LeftMargin(ChartScale y) => 12 + y.Labels.Max(label => ChartText.Width(label));

    public static void DrawY(HtmlWriter svg, ChartScale y, double left, double right, string name)
    {
        for (int i = 0; i < y.Ticks.Length; i++)
        {
            double place = y[y.Ticks[i]];
            svg.Empty("path", ("class", "grid"), ("d", Path(left, place, right, place)));
            svg.Element("text", y.Labels[i], ("x", left - 8), ("y", place + HalfDigit), ("text-anchor", "end"));
        }

        svg.Element("text", ChartText.Fit(name, right), ("x", 0), ("y", 13), ("class", "ink"));
    }

    public static void DrawX(HtmlWriter svg, ChartScale x, double left, double right, double bottom, string name)
    {
        svg.Empty("path", ("class", "axis"), ("d", Path(left, bottom, right, bottom)));
        double free = double.NegativeInfinity;
        for (int i = 0; i < x.Ticks.Length; i++)
        {
            double place = x[x.Ticks[i]], half = ChartText.Width(x.Labels[i]) / 2;
            svg.Empty("path", ("class", "axis"), ("d", Path(place, bottom, place, bottom + 4)));
            if (place - half < free) continue;
            svg.Element("text", x.Labels[i], ("x", place), ("y", bottom + 18), ("text-anchor", "middle"));
            free = place + half + 4;
        }

        svg.Element("text", ChartText.Fit(name, right - left), ("x", (left + right) / 2), ("y", bottom + 36), ("text-anchor", "middle"),
            ("class", "ink"));
    }

    public static string Path(double x0, double y0, double x1, double y1) =>
        FormattableString.Invariant($"M{x0:0.#} {y0:0.#}L{x1:0.#} {y1:0.#}");
}
