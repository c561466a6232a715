namespace Hourglass.Learning;

/// <summary>Straight lines from point to point.</summary>
/// <param name="Points">The points.</param>
/// <param name="Closed">Whether the last is joined to the first.</param>
internal readonly record struct CanvasLine(IReadOnlyList<CanvasPoint> Points, bool Closed);

/// <summary>Says where a point of a drawing lies among the pixels of a picture.</summary>
/// <param name="Scale">Pixels of the picture for one of the drawing.</param>
/// <param name="X">Where the drawing begins, in pixels of the picture.</param>
/// <param name="Y">Where it begins from above.</param>
internal readonly record struct CanvasMap(double Scale, double X, double Y)
{
    public CanvasPoint this[CanvasPoint point] => new((point.X * Scale) + X, (point.Y * Scale) + Y);

    /// <summary>Moves the origin by pixels of the drawing.</summary>
    public CanvasMap Move(double x, double y) => this with { X = X + (x * Scale), Y = Y + (y * Scale) };
}
