namespace Hourglass.Learning;

/// <summary>The shapes that tell classes apart where colours alone do not.</summary>
internal static class ChartMarker
{
    // Each is drawn around the origin and covers about the same area; the strokes of plus and cross are drawn as outlines.
    private static readonly string[] Shapes =
    [
        "M-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0z",
        "M0-3.8L3.6 2.6H-3.6z",
        "M-2.7-2.7H2.7V2.7H-2.7z",
        "M-1-3.6H1V-1H3.6V1H1V3.6H-1V1H-3.6V-1H-1z",
        "M0-4L3.2 0L0 4L-3.2 0z",
        "M0 3.8L3.6-2.6H-3.6z",
        "M0-4.4L1.1-1.5L4.2-1.4L1.8.6L2.6 3.6L0 1.9L-2.6 3.6L-1.8.6L-4.2-1.4L-1.1-1.5z",
        "M-3.5-2.1L-2.1-3.5L0-1.4L2.1-3.5L3.5-2.1L1.4 0L3.5 2.1L2.1 3.5L0 1.4L-2.1 3.5L-3.5 2.1L-1.4 0z",
        "M0-3.6L3.4-1.1L2.1 2.9H-2.1L-3.4-1.1z",
        "M-3.7-1.7H3.7V1.7H-3.7z",
    ];

    /// <summary>Gets the outline for a class; colours and shapes run apart after ten, so that the first hundred classes differ.</summary>
    public static string Outline(int index) => Shapes[(index + (index / ChartStyle.Colors)) % Shapes.Length];
}
