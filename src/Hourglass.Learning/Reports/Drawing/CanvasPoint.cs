namespace Hourglass.Learning;

/// <summary>A place in a drawing, in pixels to the right and down.</summary>
internal readonly record struct CanvasPoint(double X, double Y)
{
    public static CanvasPoint operator +(CanvasPoint a, CanvasPoint b) => new(a.X + b.X, a.Y + b.Y);

    public static CanvasPoint operator -(CanvasPoint a, CanvasPoint b) => new(a.X - b.X, a.Y - b.Y);

    public static CanvasPoint operator *(CanvasPoint a, double factor) => new(a.X * factor, a.Y * factor);

    public double Length => Math.Sqrt((X * X) + (Y * Y));

    /// <summary>Gets twice the signed area of the triangle that two steps span.</summary>
    public static double Cross(CanvasPoint a, CanvasPoint b) => (a.X * b.Y) - (a.Y * b.X);
}
