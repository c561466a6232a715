using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>An arrow over a <see cref="ScatterChart"/>, such as the direction of a component.</summary>
/// <param name="Name">What stands at its head, such as PC1.</param>
/// <param name="FromX">Where it begins, to the right.</param>
/// <param name="FromY">Where it begins, up.</param>
/// <param name="ToX">Where its head is, to the right.</param>
/// <param name="ToY">Where its head is, up.</param>
public sealed record ChartArrow(string Name, double FromX, double FromY, double ToX, double ToY)
{
    private const double Thick = 2.2, HeadLength = 11, HalfHead = 4.6, NameGap = 10;

    /// <summary>Draws the arrow; one of no length, or whose ends are not finite, is left out.</summary>
    internal void Draw(ICanvas canvas, ChartScale x, ChartScale y)
    {
        if (!x.Holds(FromX) || !x.Holds(ToX) || !y.Holds(FromY) || !y.Holds(ToY)) return;
        CanvasPoint from = new(x[FromX], y[FromY]), to = new(x[ToX], y[ToY]), step = to - from;
        if (step.Length < 0.5) return;
        CanvasPoint along = step * (1 / step.Length), side = new(-along.Y, along.X);
        double head = Math.Min(HeadLength, step.Length);
        CanvasPoint neck = to - (along * head);
        CanvasPath shaft = CanvasPath.Line(from.X, from.Y, neck.X, neck.Y);
        CanvasPath tip = CanvasPath.Polygon(to, neck + (side * HalfHead), neck - (side * HalfHead));

        // Paper around the arrow lets it be seen over many points.
        canvas.Path(shaft, new Paint { Stroke = Ink.Paper, Width = Thick + 2.4, RoundEnds = true });
        canvas.Path(tip, new Paint { Stroke = Ink.Paper, Width = 2.4 });
        canvas.Path(shaft, new Paint { Stroke = Ink.Strong, Width = Thick });
        canvas.Path(tip, Paint.Filled(Ink.Strong));

        double half = ChartText.Width(Name, bold: true) / 2;
        CanvasPoint middle = to + (along * NameGap) + new CanvasPoint(along.X * half, 0);
        canvas.Text(Name, middle.X, middle.Y + 4, new TextStyle { Ink = Ink.Strong, Bold = true, Halo = true, Anchor = TextAnchor.Middle });
    }
}

/// <summary>Where the points of a <see cref="ScatterChart"/> were projected to.</summary>
/// <param name="Name">What the projections are called, such as PCA.</param>
/// <param name="X">The horizontal coordinates, one for each point of the chart.</param>
/// <param name="Y">The vertical coordinates.</param>
public sealed record ChartProjection(string Name, IReadOnlyList<float> X, IReadOnlyList<float> Y)
{
    /// <summary>Gets what the points themselves are called; <c>original</c> by default.</summary>
    public string PointName { get; init; } = Phrase.Of("original");

    /// <summary>Draws a line from each point to its projection.</summary>
    internal void DrawLines(ICanvas canvas, IReadOnlyList<float> pointX, IReadOnlyList<float> pointY, ChartScale x, ChartScale y)
    {
        CanvasPath lines = new();
        for (int i = 0; i < Math.Min(Math.Min(X.Count, Y.Count), Math.Min(pointX.Count, pointY.Count)); i++)
        {
            if (x.Holds(X[i]) && y.Holds(Y[i]) && x.Holds(pointX[i]) && y.Holds(pointY[i])) lines.MoveTo(x[pointX[i]], y[pointY[i]]).LineTo(x[X[i]], y[Y[i]]);
        }

        canvas.Path(lines, Paint.Stroked(Ink.Line));
    }

    /// <summary>Draws the projections.</summary>
    internal void DrawPoints(ICanvas canvas, ChartScale x, ChartScale y)
    {
        List<CanvasPoint> places = [];
        for (int i = 0; i < Math.Min(X.Count, Y.Count); i++)
        {
            if (x.Holds(X[i]) && y.Holds(Y[i])) places.Add(new(x[X[i]], y[Y[i]]));
        }

        canvas.Markers(new MarkerStyle(1, Scale: 0.9, Opacity: 0.9), [.. places]);
    }
}
