namespace Hourglass.Learning;

/// <summary>A colour of a drawing: one that <see cref="ChartStyle"/> names and that dark paper changes, or a fixed one.</summary>
/// <param name="Index">The place in the list of named colours; negative for a fixed one.</param>
/// <param name="Rgb">The fixed colour as 0xRRGGBB.</param>
internal readonly record struct Ink(int Index, int Rgb)
{
    /// <summary>Gets the colour of what is read first: titles, names.</summary>
    public static Ink Strong => new(0, 0);

    /// <summary>Gets the colour of all other texts.</summary>
    public static Ink Text => new(1, 0);

    /// <summary>Gets the colour of axes.</summary>
    public static Ink Line => new(2, 0);

    /// <summary>Gets the colour of grids.</summary>
    public static Ink Grid => new(3, 0);

    /// <summary>Gets the colour of what is drawn on.</summary>
    public static Ink Paper => new(4, 0);

    /// <summary>Gets the colour of a series or class; they repeat after <see cref="ChartStyle.Colors"/>.</summary>
    /// <param name="index">Which series; not negative.</param>
    public static Ink Series(int index) => new(ChartStyle.FirstSeries + (index % ChartStyle.Colors), 0);

    /// <summary>Gets a colour that stays the same on any paper.</summary>
    public static Ink Fixed(int red, int green, int blue) => new(-1, (red << 16) | (green << 8) | blue);
}
