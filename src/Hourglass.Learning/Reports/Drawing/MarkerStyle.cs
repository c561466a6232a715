namespace Hourglass.Learning;

/// <summary>A marker of a class or series.</summary>
/// <param name="Index">Which class: it decides on shape and colour.</param>
/// <param name="Scale">The size; 1 is about 7 pixels across.</param>
/// <param name="Opacity">The opacity.</param>
internal readonly record struct MarkerStyle(int Index, double Scale, double Opacity)
{
    public Ink Ink => Ink.Series(Index);

    public IReadOnlyList<CanvasPoint> Outline => ChartMarker.Outline(Index);
}
