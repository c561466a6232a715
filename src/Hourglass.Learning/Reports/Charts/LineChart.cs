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
    private const double LabelHeight = 15, MarkerRoom = 6, MarkerScale = 1.15, DotRadius = 2.5;

    private static readonly double[][] Dashes = [[], [6, 3], [2, 3], [9, 3, 2, 3]];

    /// <summary>Gets the lines.</summary>
    public required IReadOnlyList<ChartSeries> Series { get; init; }

    /// <summary>Gets the name of the horizontal axis.</summary>
    public required string XName { get; init; }

    /// <summary>Gets the name and unit of the vertical axis.</summary>
    public required string YName { get; init; }

    /// <summary>Gets whether the vertical axis is logarithmic; linear by default, which needs no explaining.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>Gets whether the horizontal axis is logarithmic, with a tick at each place; no by default. Right for sizes that double.</summary>
    public bool LogarithmicX { get; init; }

    /// <summary>Gets whether each point has a marker; no by default, since many points make a line. Right for few.</summary>
    public bool Markers { get; init; }

    /// <inheritdoc/>
    public override double Height => 300;

    private protected override void Draw(ICanvas canvas)
    {
        const double Top = 30;
        double bottom = Height - 42;
        IEnumerable<double> values = Series.SelectMany(series => series.Y);
        ChartScale y = Logarithmic ? ChartScale.Logarithmic(values, bottom, Top, 6) : ChartScale.Rounded(values, bottom, Top, 5);
        double left = ChartAxes.LeftMargin(y);
        double labels = Math.Min(Series.Select(series => ChartText.Width(series.Name, bold: true)).DefaultIfEmpty().Max(), Width / 3);
        double right = Width - labels - 14;
        IEnumerable<double> places = Series.SelectMany(series => series.X);
        ChartScale x = LogarithmicX ? ChartScale.At(places, left + MarkerRoom, right - MarkerRoom)
            : ChartScale.Exact(places, left, right, 6, whole: places.All(double.IsInteger));

        ChartAxes.DrawY(canvas, y, left, right, YName);
        ChartAxes.DrawX(canvas, x, left, right, bottom, XName);
        double?[] ends = new double?[Series.Count];
        for (int i = 0; i < Series.Count; i++) ends[i] = DrawSeries(canvas, i, x, y);
        DrawLabels(canvas, ends, right + 8, labels, Top, bottom);
    }

    private double? DrawSeries(ICanvas canvas, int index, ChartScale x, ChartScale y)
    {
        ChartSeries series = Series[index];
        int count = Math.Min(series.X.Count, series.Y.Count);
        Ink ink = Ink.Series(index);
        CanvasPath path = new();
        CanvasPoint? last = null;
        bool alone = false;
        double? end = null;
        for (int i = 0; i <= count; i++)
        {
            if (i == count || !x.Holds(series.X[i]) || !y.Holds(series.Y[i]))
            {
                // A point between gaps has no line: without a dot, a single epoch would show nothing.
                if (alone) canvas.Circle(last!.Value, DotRadius, Paint.Filled(ink));
                (last, alone) = (null, false);
                continue;
            }

            CanvasPoint point = new(x[series.X[i]], y[series.Y[i]]);
            end = point.Y;
            alone = last is null;
            if (last is { } before)
            {
                // Thousands of epochs on a few hundred pixels: a point that moves the pen by less than it is wide adds only bytes.
                if (i < count - 1 && Math.Abs(point.X - before.X) + Math.Abs(point.Y - before.Y) < 0.5) continue;
                path.LineTo(point.X, point.Y);
            }
            else
            {
                path.MoveTo(point.X, point.Y);
            }

            last = point;
        }

        if (end is null) return null;
        canvas.Path(path, new Paint { Stroke = ink, Width = 2, RoundEnds = true, Dashes = Dashes[index % Dashes.Length] });
        if (Markers) DrawMarkers(canvas, index, x, y);
        if (series.Mark is int mark && mark < count && x.Holds(series.X[mark]) && y.Holds(series.Y[mark]))
            canvas.Circle(new(x[series.X[mark]], y[series.Y[mark]]), 4.5, new Paint { Fill = Ink.Paper, Stroke = ink, Width = 2 });
        return end;
    }

    private void DrawMarkers(ICanvas canvas, int index, ChartScale x, ChartScale y)
    {
        ChartSeries series = Series[index];
        List<CanvasPoint> places = [];
        for (int i = 0; i < Math.Min(series.X.Count, series.Y.Count); i++)
        {
            if (x.Holds(series.X[i]) && y.Holds(series.Y[i])) places.Add(new(x[series.X[i]], y[series.Y[i]]));
        }

        canvas.Markers(new MarkerStyle(index, MarkerScale, Opacity: 1), [.. places]);
    }

    private void DrawLabels(ICanvas canvas, double?[] ends, double left, double width, double top, double bottom)
    {
        int[] order = [.. Enumerable.Range(0, ends.Length).Where(i => ends[i] is not null).OrderBy(i => ends[i])];
        double[] places = Spread([.. order.Select(i => ends[i]!.Value)], LabelHeight, top, bottom);
        for (int i = 0; i < order.Length; i++)
        {
            canvas.Text(ChartText.Fit(Series[order[i]].Name, width, bold: true), left, places[i] + 4,
                new TextStyle { Ink = Ink.Series(order[i]), Bold = true });
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
