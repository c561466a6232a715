namespace Hourglass.Learning;

/// <summary>One bar of a <see cref="BarChart"/>.</summary>
/// <param name="Name">The label before the bar.</param>
/// <param name="Value">The length; zero or positive, and no bar where it is not finite.</param>
public sealed record ChartBar(string Name, double Value);

/// <summary>Horizontal bars, one below the other, each with its value, so that names of any length stay readable.</summary>
public sealed record BarChart : Chart
{
    private const double RowHeight = 22, Top = 44, NameGap = 8;

    /// <summary>Gets the bars from top to bottom.</summary>
    public required IReadOnlyList<ChartBar> Bars { get; init; }

    /// <summary>Gets the name and unit of the values.</summary>
    public required string XName { get; init; }

    /// <summary>Gets a value to compare with, such as the mean over everything; none by default.</summary>
    public double? Reference { get; init; }

    /// <summary>Gets the name of <see cref="Reference"/>.</summary>
    public string ReferenceName { get; init; } = "mean";

    /// <inheritdoc/>
    public override double Height => Top + (RowHeight * Bars.Count) + 8;

    private protected override void Draw(HtmlWriter svg)
    {
        double names = Math.Min(Bars.Select(bar => ChartText.Width(bar.Name)).DefaultIfEmpty().Max(), Width / 3);
        double left = names + NameGap;
        double largest = Bars.Select(bar => bar.Value).Append(Reference ?? 0).Where(Drawable).DefaultIfEmpty().Max();
        string[] values = [.. Bars.Select(bar => Numbers.Aligned(bar.Value, largest, 3))];
        double right = Width - 8 - values.Select(value => ChartText.Width(value)).DefaultIfEmpty().Max();
        double unit = largest > 0 ? (right - left) / largest : 0;

        svg.Element("text", ChartText.Fit(XName, Width), ("x", 0), ("y", 13), ("class", "ink"));
        if (Reference is double reference && Drawable(reference))
            DrawReference(svg, left + (reference * unit), Numbers.Aligned(reference, largest, 3));
        for (int i = 0; i < Bars.Count; i++)
            DrawBar(svg, i, left, Drawable(Bars[i].Value) ? Bars[i].Value * unit : 0, values[i]);
        svg.Empty("path", ("class", "axis"), ("d", ChartAxes.Path(left, Top - 4, left, Height - 8)));
    }

    private void DrawBar(HtmlWriter svg, int index, double left, double length, string value)
    {
        double y = Top + (index * RowHeight);
        string name = ChartText.Fit(Bars[index].Name, left - NameGap);
        svg.Element("text", name, ("x", left - NameGap), ("y", y + 14), ("text-anchor", "end"), ("class", "ink"));
        svg.Empty("rect", ("x", left), ("y", y + 3), ("width", length), ("height", RowHeight - 7), ("rx", 1.5), ("class", "c0"),
            ("fill", "currentColor"));
        svg.Element("text", value, ("x", left + length + 6), ("y", y + 14), ("class", "halo"));
    }

    private void DrawReference(HtmlWriter svg, double x, string value)
    {
        string label = $"{ReferenceName} {value}";
        double half = ChartText.Width(label) / 2;
        svg.Empty("path", ("class", "axis"), ("stroke-dasharray", "3 3"), ("d", ChartAxes.Path(x, Top - 8, x, Height - 8)));
        svg.Element("text", label, ("x", Math.Clamp(x, half, Math.Max(Width - half, half))), ("y", Top - 14), ("text-anchor", "middle"));
    }

    private static bool Drawable(double value) => value is >= 0 and < 1e100;
}
