namespace Hourglass.Learning;

/// <summary>Points in the plane, each class with its own colour and shape; arrows over them, and lines to where they were projected.</summary>
/// <remarks>
/// <b>Computes</b> Points become smaller and paler the more there are. More than 12,000 are drawn as pixels: each shows the class that covers
/// most of it, and how much of it is covered. <b>Memory</b> Below that, about 7 bytes a point in an SVG file: each class is a few paths whose
/// corners carry the marker. Above, a picture of the plot that hardly grows with the points, about 300 KB at most.
/// </remarks>
public sealed record ScatterChart : Chart
{
    /// <summary>From this many points on, they are drawn as pixels; as shapes they would take more space and show no more.</summary>
    internal const int CloudFrom = 12_000;

    // Classes take turns drawing, so that the last one does not cover all others.
    private const int Turns = 8;

    // A name over fewer points than this would hide them.
    private const int NamedFrom = 20;

    private const double Top = 30, LegendRow = 20, Below = 42;

    /// <summary>Gets the horizontal coordinates; points that are not finite are left out.</summary>
    public required IReadOnlyList<float> X { get; init; }

    /// <summary>Gets the vertical coordinates.</summary>
    public required IReadOnlyList<float> Y { get; init; }

    /// <summary>Gets the class of each point; empty where there are none.</summary>
    public IReadOnlyList<int> Classes { get; init; } = [];

    /// <summary>Gets the names of the classes.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>Gets whether the name of a class stands at the middle of its points; yes by default, which spares looking at the legend.</summary>
    public bool ShowNames { get; init; } = true;

    /// <summary>Gets whether a step is as long to the right as up; no by default, which fills the picture. Right for distances and angles.</summary>
    public bool EqualAxes { get; init; }

    /// <summary>Gets arrows over the points, such as the loadings of components; none by default.</summary>
    public IReadOnlyList<ChartArrow> Arrows { get; init; } = [];

    /// <summary>Gets where each point was projected to, joined to it by a thin line; nothing by default.</summary>
    public ChartProjection? Projection { get; init; }

    /// <summary>Gets the name of the horizontal axis.</summary>
    public required string XName { get; init; }

    /// <summary>Gets the name of the vertical axis.</summary>
    public required string YName { get; init; }

    /// <inheritdoc/>
    public override double Height => Math.Max(440, Top + Below + (LegendRow * LegendNames.Count));

    private bool HasClasses => ClassNames.Count > 0 && Classes.Count > 0;

    private IReadOnlyList<string> LegendNames => Projection is { } projection && !HasClasses ? [projection.PointName, projection.Name] : HasClasses ? ClassNames : [];

    private protected override void Draw(ICanvas canvas)
    {
        double names = LegendNames.Count > 0 ? Math.Min(LegendNames.Max(name => ChartText.Width(name)), Width / 3) : 0;
        double right = LegendNames.Count > 0 ? Width - names - 34 : Width - 10, bottom = Height - Below;
        (ChartScale x, ChartScale y) = Scales(right, bottom);
        double left = ChartAxes.LeftMargin(y);

        ChartAxes.DrawY(canvas, y, left, right, YName);
        foreach (double tick in x.Ticks) canvas.Path(CanvasPath.Line(x[tick], Top, x[tick], bottom), Paint.Stroked(Ink.Grid));
        ChartAxes.DrawX(canvas, x, left, right, bottom, XName);
        Projection?.DrawLines(canvas, X, Y, x, y);
        List<CanvasPoint>[] points = Collect(HasClasses ? ClassNames.Count : 1, x, y);
        DrawPoints(canvas, points, new CanvasBox(left - 8, Top - 8, right - left + 16, bottom - Top + 16));
        Projection?.DrawPoints(canvas, x, y);
        if (HasClasses && ShowNames) DrawNames(canvas, points);
        foreach (ChartArrow arrow in Arrows) arrow.Draw(canvas, x, y);
        DrawLegend(canvas, right + 18, names);
    }

    private (ChartScale X, ChartScale Y) Scales(double right, double bottom)
    {
        IEnumerable<double> xs = X.Select(value => (double)value), ys = Y.Select(value => (double)value);
        xs = xs.Concat(Arrows.SelectMany(static arrow => new[] { arrow.FromX, arrow.ToX })).Concat(Projection?.X.Select(value => (double)value) ?? []);
        ys = ys.Concat(Arrows.SelectMany(static arrow => new[] { arrow.FromY, arrow.ToY })).Concat(Projection?.Y.Select(value => (double)value) ?? []);
        if (!EqualAxes)
        {
            ChartScale y = ChartScale.Padded(ys, bottom, Top, 6);
            return (ChartScale.Padded(xs, ChartAxes.LeftMargin(y), right, 6), y);
        }

        // The room for the labels depends on the scale and the scale on the room: the second time they agree but for a pixel or two.
        (_, ChartScale rough) = ChartScale.Equal(xs, ys, Plot(ChartAxes.LabelRoom, right, bottom), 6);
        return ChartScale.Equal(xs, ys, Plot(ChartAxes.LeftMargin(rough), right, bottom), 6);
    }

    private static CanvasBox Plot(double left, double right, double bottom) => new(left, Top, right - left, bottom - Top);

    private List<CanvasPoint>[] Collect(int classes, ChartScale x, ChartScale y)
    {
        List<CanvasPoint>[] points = [.. Enumerable.Range(0, classes).Select(_ => new List<CanvasPoint>())];
        for (int i = 0; i < Math.Min(X.Count, Y.Count); i++)
        {
            int owner = HasClasses ? i < Classes.Count ? Classes[i] : -1 : 0;
            if (owner < 0 || owner >= classes || !x.Holds(X[i]) || !y.Holds(Y[i])) continue;
            points[owner].Add(new(x[X[i]], y[Y[i]]));
        }

        return points;
    }

    private static void DrawPoints(ICanvas canvas, List<CanvasPoint>[] points, CanvasBox plot)
    {
        int count = points.Sum(static list => list.Count);

        // 400 points have markers of full size; their area falls with about the root of the number, so that many still leave paper between them.
        double scale = Math.Clamp(Math.Pow(400.0 / Math.Max(count, 1), 0.22), 0.3, 1), opacity = Math.Clamp(0.4 + (0.35 * scale), 0.5, 0.75);
        if (count > CloudFrom)
        {
            CanvasBox box = new(Math.Floor(plot.X), Math.Floor(plot.Y), Math.Ceiling(plot.Width) + 1, Math.Ceiling(plot.Height) + 1);
            int[] classes = [.. points.SelectMany(static (list, owner) => Enumerable.Repeat(owner, list.Count))];
            canvas.Cloud(box, new PointCloud([.. points.SelectMany(static list => list)], classes, scale, opacity));
            return;
        }

        for (int turn = 0; turn < Turns; turn++)
        {
            for (int i = 0; i < points.Length; i++)
            {
                CanvasPoint[] slice = [.. points[i].Where((_, index) => index % Turns == turn)];
                if (slice.Length > 0) canvas.Markers(new MarkerStyle(i, scale, opacity), slice);
            }
        }
    }

    private void DrawNames(ICanvas canvas, List<CanvasPoint>[] points)
    {
        List<(double X, double Y, double Half)> taken = [];
        for (int i = 0; i < points.Length; i++)
        {
            if (points[i].Count < NamedFrom) continue;
            double x = Median(points[i].Select(point => point.X)), y = Median(points[i].Select(point => point.Y));
            double half = (ChartText.Width(ClassNames[i], 14, bold: true) / 2) + 2;
            if (taken.Any(other => Math.Abs(other.X - x) < other.Half + half && Math.Abs(other.Y - y) < 16)) continue;
            taken.Add((x, y, half));
            canvas.Text(ClassNames[i], x, y + 5, new TextStyle { Ink = Ink.Strong, Size = 14, Bold = true, Halo = true, Anchor = TextAnchor.Middle });
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private void DrawLegend(ICanvas canvas, double left, double width)
    {
        for (int i = 0; i < LegendNames.Count; i++)
        {
            double y = Top + 8 + (i * LegendRow);
            canvas.Markers(new MarkerStyle(i, Scale: 1.4, Opacity: 1), [new CanvasPoint(left, y)]);
            canvas.Text(ChartText.Fit(LegendNames[i], width), left + 12, y + 4, TextStyle.Name);
        }
    }
}
