namespace Hourglass.Learning;

/// <summary>A rectangle in a drawing, in pixels.</summary>
internal readonly record struct CanvasBox(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;
}
