using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>One bar of a <see cref="BarChart"/>.</summary>
/// <param name="Name">The label before the bar.</param>
/// <param name="Value">The length; zero or positive, and no bar where it is not finite.</param>
public sealed record ChartBar(string Name, double Value);

/// <summary>Horizontal bars, one below the other, each with its value, so that names of any length stay readable.</summary>
public sealed record BarChart : Chart
{
    private const double RowHeight = 22, Top = 44, NameGap = 8;

    private static readonly double[] Dashes = [3, 3];

    /// <summary>Gets the bars from top to bottom.</summary>
    public required IReadOnlyList<ChartBar> Bars { get; init; }

    /// <summary>Gets the name and unit of the values.</summary>
    public required string XName { get; init; }

    /// <summary>Gets a value to compare with, such as the mean over everything; none by default.</summary>
    public double? Reference { get; init; }

    /// <summary>Gets the name of <see cref="Reference"/>.</summary>
    public string ReferenceName { get; init; } = Phrase.Of("mean");

    /// <inheritdoc/>
    public override double Height => Top + (RowHeight * Bars.Count) + 8;

    private protected override void Draw(ICanvas canvas)
    {
        double names = Math.Min(Bars.Select(bar => ChartText.Width(bar.Name)).DefaultIfEmpty().Max(), Width / 3);
        double left = names + NameGap;
        double largest = Bars.Select(bar => bar.Value).Append(Reference ?? 0).Where(Drawable).DefaultIfEmpty().Max();
        string[] values = [.. Bars.Select(bar => Numbers.Aligned(bar.Value, largest, 3))];
        double right = Width - 8 - values.Select(value => ChartText.Width(value)).DefaultIfEmpty().Max();
        double unit = largest > 0 ? (right - left) / largest : 0;

        canvas.Text(ChartText.Fit(XName, Width), 0, 13, TextStyle.Name);
        if (Reference is double reference && Drawable(reference))
            DrawReference(canvas, left + (reference * unit), Numbers.Aligned(reference, largest, 3));
        for (int i = 0; i < Bars.Count; i++)
            DrawBar(canvas, i, left, Drawable(Bars[i].Value) ? Bars[i].Value * unit : 0, values[i]);
        canvas.Path(CanvasPath.Line(left, Top - 4, left, Height - 8), Paint.Stroked(Ink.Line));
    }

    private void DrawBar(ICanvas canvas, int index, double left, double length, string value)
    {
        double y = Top + (index * RowHeight);
        canvas.Text(ChartText.Fit(Bars[index].Name, left - NameGap), left - NameGap, y + 14, TextStyle.Name.Right);
        canvas.Rectangle(new CanvasBox(left, y + 3, length, RowHeight - 7), Paint.Filled(Ink.Series(0)), round: 1.5);
        canvas.Text(value, left + length + 6, y + 14, TextStyle.Plain with { Halo = true });
    }

    private void DrawReference(ICanvas canvas, double x, string value)
    {
        string label = $"{ReferenceName} {value}";
        double half = ChartText.Width(label) / 2;
        canvas.Path(CanvasPath.Line(x, Top - 8, x, Height - 8), Paint.Stroked(Ink.Line) with { Dashes = Dashes });
        canvas.Text(label, Math.Clamp(x, half, Math.Max(Width - half, half)), Top - 14, TextStyle.Plain.Centered);
    }

    private static bool Drawable(double value) => value is >= 0 and < 1e100;
}
