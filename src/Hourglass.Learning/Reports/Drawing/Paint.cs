namespace Hourglass.Learning;

/// <summary>How a shape is filled and outlined; neither by default.</summary>
internal readonly record struct Paint()
{
    public Ink? Fill { get; init; }

    public Ink? Stroke { get; init; }

    /// <summary>Gets the width of the outline in pixels.</summary>
    public double Width { get; init; } = 1;

    /// <summary>Gets the opacity of the fill.</summary>
    public double FillOpacity { get; init; } = 1;

    /// <summary>Gets the opacity of the outline.</summary>
    public double StrokeOpacity { get; init; } = 1;

    /// <summary>Gets whether the ends of lines are round; otherwise they are cut where the line ends. Corners are always round.</summary>
    public bool RoundEnds { get; init; }

    /// <summary>Gets the lengths of strokes and gaps in turn; a whole line by default.</summary>
    public IReadOnlyList<double>? Dashes { get; init; }

    public static Paint Filled(Ink ink, double opacity = 1) => new() { Fill = ink, FillOpacity = opacity };

    public static Paint Stroked(Ink ink, double width = 1) => new() { Stroke = ink, Width = width };
}
