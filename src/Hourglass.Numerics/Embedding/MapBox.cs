namespace Hourglass.Numerics;

/// <summary>The smallest box around the points of a map.</summary>
internal readonly record struct MapBox(float Left, float Right, float Bottom, float Top)
{
    public double Width => (double)Right - Left;

    public double Height => (double)Top - Bottom;

    public double CentreX => ((double)Left + Right) / 2;

    public double CentreY => ((double)Bottom + Top) / 2;

    /// <summary>Makes a box that is larger on all sides.</summary>
    public MapBox Grown(float by) => new(Left - by, Right + by, Bottom - by, Top + by);

    public static MapBox Of(ReadOnlySpan<float> places)
    {
        float left = float.PositiveInfinity, right = float.NegativeInfinity, bottom = left, top = right;
        for (int i = 0; i < places.Length; i += 2)
        {
            float x = places[i], y = places[i + 1];
            left = MathF.Min(left, x);
            right = MathF.Max(right, x);
            bottom = MathF.Min(bottom, y);
            top = MathF.Max(top, y);
        }

        return new MapBox(left, right, bottom, top);
    }
}
