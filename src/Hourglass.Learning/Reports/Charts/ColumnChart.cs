using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Upright columns over an axis of numbers or names, with a line above them where there is one: histograms and variances of components.</summary>
public sealed record ColumnChart : Chart
{
    private const double Top = 30, Below = 42, LegendHeight = 20;

    // More than this share of a step is left between columns that count names; those of a histogram touch.
    private const double Gap = 0.2;

    /// <summary>Gets the heights of the columns from left to right; no column where one is not finite.</summary>
    public required IReadOnlyList<double> Values { get; init; }

    /// <summary>Gets the number of the first column; 1 by default, as components are counted.</summary>
    public double First { get; init; } = 1;

    /// <summary>Gets how far columns are apart; 1 by default. In a histogram, the width of a bin, and <see cref="First"/> the middle of the first.</summary>
    public double Step { get; init; } = 1;

    /// <summary>Gets whether the columns touch, as those of a histogram do; no by default.</summary>
    public bool Touching { get; init; }

    /// <summary>Gets values for a line over the columns on the same axis, such as the sum so far; none by default.</summary>
    public IReadOnlyList<double> Line { get; init; } = [];

    /// <summary>Gets what the columns are called where there is a line over them.</summary>
    public string ColumnName { get; init; } = Phrase.Of("each");

    /// <summary>Gets what the line is called.</summary>
    public string LineName { get; init; } = Phrase.Of("all so far");

    /// <summary>Gets the name and unit of the horizontal axis.</summary>
    public required string XName { get; init; }

    /// <summary>Gets the name and unit of the vertical axis.</summary>
    public required string YName { get; init; }

    /// <inheritdoc/>
    public override double Height => 300;

    private double PlotTop => Line.Count > 0 ? Top + LegendHeight : Top;

    /// <summary>Shows how much of the variance each component explains, and how much all up to it do.</summary>
    /// <param name="ratios">The share of each component, the largest first.</param>
    public static ColumnChart Scree(IReadOnlyList<double> ratios)
    {
        ArgumentNullException.ThrowIfNull(ratios);
        double sum = 0;
        double[] sums = [.. ratios.Select(ratio => sum += ratio)];
        return new()
        {
            Description = Phrase.Of($"Columns: the share of the variance that each of {Numbers.Format(ratios.Count)} components explains; all together {Numbers.Format(100 * sum)} %."),
            Values = [.. ratios.Select(static ratio => 100 * ratio)],
            Line = [.. sums.Select(static share => 100 * share)],
            ColumnName = Phrase.Of("each component"),
            LineName = Phrase.Of("all up to it"),
            XName = Phrase.Of("component"),
            YName = Phrase.Of("explained variance, %"),
        };
    }

    /// <summary>Counts values in bins of equal width.</summary>
    /// <remarks><b>Computes</b> 1 + log2 of the number of values as many bins (Sturges' rule), from the smallest to the largest.</remarks>
    /// <param name="values">The values; those that are not finite are left out.</param>
    /// <param name="name">The name and unit of the values.</param>
    /// <param name="bins">The number of bins; by Sturges' rule by default.</param>
    /// <exception cref="ArgumentException">No value is finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of bins is not positive.</exception>
    public static ColumnChart Histogram(IEnumerable<double> values, string name, int? bins = null)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        if (finite.Length == 0) throw new ArgumentException("Received no finite value, expected at least one.", nameof(values));
        int count = bins ?? 1 + (int)Math.Ceiling(Math.Log2(finite.Length));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count, nameof(bins));
        double low = finite.Min(), high = finite.Max();
        if (high <= low) (low, high) = (low - 0.5, low + 0.5);
        double width = (high / count) - (low / count);
        double[] counts = new double[count];
        foreach (double value in finite) counts[Math.Clamp((int)((value - low) / width), 0, count - 1)]++;
        return new()
        {
            Description = Phrase.Of($"Histogram: {name}, {Numbers.Format(finite.Length)} values from {Numbers.Format(low)} to {Numbers.Format(high)}."),
            Values = counts,
            First = low + (width / 2),
            Step = width,
            Touching = true,
            XName = name,
            YName = Phrase.Of("count"),
        };
    }

    private protected override void Draw(ICanvas canvas)
    {
        double bottom = Height - Below, right = Width - 10;
        ChartScale y = ChartScale.Rounded(Values.Concat(Line).Append(0), bottom, PlotTop, 5);
        double left = ChartAxes.LeftMargin(y);
        double[] ends = [First - (Step / 2), First + ((Math.Max(Values.Count, 1) - 0.5) * Step)];
        ChartScale x = ChartScale.Exact(ends, left, right, 8, whole: !Touching);

        ChartAxes.DrawY(canvas, y, left, right, YName);
        double half = Step / 2 * (Touching ? 1 : 1 - Gap);
        for (int i = 0; i < Values.Count; i++)
        {
            if (!y.Holds(Values[i]) || Values[i] == 0) continue;
            double from = x[Place(i) - half], to = x[Place(i) + half], zero = y[0], end = y[Values[i]];
            if (Touching) to = Math.Max(to - 1, from + 0.5);
            canvas.Rectangle(new CanvasBox(from, Math.Min(zero, end), to - from, Math.Abs(zero - end)), Paint.Filled(Ink.Series(0)));
        }

        ChartAxes.DrawX(canvas, x, left, right, bottom, XName);
        if (Line.Count > 0) DrawLine(canvas, x, y, left);
    }

    private void DrawLine(ICanvas canvas, ChartScale x, ChartScale y, double left)
    {
        CanvasPath path = new();
        List<CanvasPoint> places = [];
        for (int i = 0; i < Math.Min(Line.Count, Values.Count); i++)
        {
            if (!y.Holds(Line[i])) continue;
            places.Add(new(x[Place(i)], y[Line[i]]));
            if (path.IsEmpty) path.MoveTo(places[^1].X, places[^1].Y);
            path.LineTo(places[^1].X, places[^1].Y);
        }

        canvas.Path(path, new Paint { Stroke = Ink.Series(1), Width = 2, RoundEnds = true });
        if (places.Count <= 40) canvas.Markers(new MarkerStyle(1, Scale: 1, Opacity: 1), [.. places]);

        double top = Top + 4, second = left + 16 + ChartText.Width(ColumnName) + 20;
        canvas.Rectangle(new CanvasBox(left, top - 9, 10, 10), Paint.Filled(Ink.Series(0)));
        canvas.Text(ColumnName, left + 16, top, TextStyle.Name);
        canvas.Path(CanvasPath.Line(second, top - 4, second + 18, top - 4), new Paint { Stroke = Ink.Series(1), Width = 2, RoundEnds = true });
        canvas.Text(LineName, second + 24, top, TextStyle.Name);
    }

    private double Place(int index) => First + (index * Step);
}
