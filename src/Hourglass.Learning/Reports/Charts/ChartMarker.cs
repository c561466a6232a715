namespace Hourglass.Learning;

/// <summary>The shapes that tell classes apart where colours alone do not.</summary>
internal static class ChartMarker
{
    // Each is drawn around the origin and covers about the same area; the strokes of plus and cross are drawn as outlines.
    private static readonly CanvasPoint[][] Shapes =
    [
        [.. new CanvasPath().Circle(new(0, 0), 3).Flatten(new CanvasMap(1, 0, 0))[0].Points],
        Corners(0, -3.8, 3.6, 2.6, -3.6, 2.6),
        Corners(-2.7, -2.7, 2.7, -2.7, 2.7, 2.7, -2.7, 2.7),
        Corners(-1, -3.6, 1, -3.6, 1, -1, 3.6, -1, 3.6, 1, 1, 1, 1, 3.6, -1, 3.6, -1, 1, -3.6, 1, -3.6, -1, -1, -1),
        Corners(0, -4, 3.2, 0, 0, 4, -3.2, 0),
        Corners(0, 3.8, 3.6, -2.6, -3.6, -2.6),
        Corners(0, -4.4, 1.1, -1.5, 4.2, -1.4, 1.8, 0.6, 2.6, 3.6, 0, 1.9, -2.6, 3.6, -1.8, 0.6, -4.2, -1.4, -1.1, -1.5),
        Corners(-3.5, -2.1, -2.1, -3.5, 0, -1.4, 2.1, -3.5, 3.5, -2.1, 1.4, 0, 3.5, 2.1, 2.1, 3.5, 0, 1.4, -2.1, 3.5, -3.5, 2.1, -1.4, 0),
        Corners(0, -3.6, 3.4, -1.1, 2.1, 2.9, -2.1, 2.9, -3.4, -1.1),
        Corners(-3.7, -1.7, 3.7, -1.7, 3.7, 1.7, -3.7, 1.7),
    ];

    /// <summary>Gets the corners for a class; colours and shapes run apart after ten, so that the first hundred classes differ.</summary>
    public static IReadOnlyList<CanvasPoint> Outline(int index) => Shapes[(index + (index / ChartStyle.Colors)) % Shapes.Length];

    private static CanvasPoint[] Corners(params ReadOnlySpan<double> places)
    {
        CanvasPoint[] corners = new CanvasPoint[places.Length / 2];
        for (int i = 0; i < corners.Length; i++) corners[i] = new CanvasPoint(places[2 * i], places[(2 * i) + 1]);
        return corners;
    }
}
