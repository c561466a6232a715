namespace Hourglass.Learning;

/// <summary>Points in the plane, each class with its own colour and shape.</summary>
/// <remarks><b>Memory</b> About 7 bytes a point: each class is a few paths whose corners carry the marker.</remarks>
public sealed record ScatterChart : Chart
{
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

    private protected override void Draw(ICanvas canvas)
    {
        double bottom = Height - 42;
        double names = HasClasses ? Math.Min(ClassNames.Max(name => ChartText.Width(name)), Width / 3) : 0;
        double right = HasClasses ? Width - names - 34 : Width - 10;
        ChartScale y = ChartScale.Rounded(Y.Select(value => (double)value), bottom, Top, 6);
        double left = ChartAxes.LeftMargin(y);
        ChartScale x = ChartScale.Rounded(X.Select(value => (double)value), left, right, 6);

        int classes = HasClasses ? ClassNames.Count : 1;
        ChartAxes.DrawY(canvas, y, left, right, YName);
        foreach (double tick in x.Ticks) canvas.Path(CanvasPath.Line(x[tick], Top, x[tick], bottom), Paint.Stroked(Ink.Grid));
        ChartAxes.DrawX(canvas, x, left, right, bottom, XName);
        List<CanvasPoint>[] points = Collect(classes, x, y);
        DrawPoints(canvas, points);
        if (!HasClasses) return;
        DrawNames(canvas, points);
        DrawLegend(canvas, right + 18, names);
    }

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

    private static void DrawPoints(ICanvas canvas, List<CanvasPoint>[] points)
    {
        for (int turn = 0; turn < Turns; turn++)
        {
            for (int i = 0; i < points.Length; i++)
            {
                CanvasPoint[] slice = [.. points[i].Where((_, index) => index % Turns == turn)];
                if (slice.Length > 0) canvas.Markers(new MarkerStyle(i, Scale: 1, Opacity: 0.65), slice);
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
        for (int i = 0; i < ClassNames.Count; i++)
        {
            double y = Top + 8 + (i * LegendRow);
            canvas.Markers(new MarkerStyle(i, Scale: 1.4, Opacity: 1), [new CanvasPoint(left, y)]);
            canvas.Text(ChartText.Fit(ClassNames[i], width), left + 12, y + 4, TextStyle.Name);
        }
    }
}
