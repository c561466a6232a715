namespace Hourglass.Learning;

/// <summary>A row of a marker: how much of each pixel it covers.</summary>
/// <param name="Y">The row, from the marker's own pixel.</param>
/// <param name="Left">The first column, from the marker's own pixel.</param>
/// <param name="Coverage">The coverage, 0 to <see cref="Rasterizer.Full"/>.</param>
internal readonly record struct StampRow(int Y, int Left, int[] Coverage);

/// <summary>A marker drawn once for each place within a pixel that an eye can tell, and then copied.</summary>
/// <remarks>Thousands of points cost a few additions each instead of a drawing each.</remarks>
internal sealed class MarkerStamp(IReadOnlyList<CanvasPoint> outline, double scale)
{
    private const int Phases = 8;

    // Room for markers of negative coordinates around the origin.
    private static readonly PixelBox Everything = new(-1024, -1024, 1024, 1024);

    private readonly StampRow[]?[] _stamps = new StampRow[]?[Phases * Phases];

    /// <summary>Finds the marker for a place.</summary>
    /// <param name="place">The middle of the marker in device pixels.</param>
    /// <param name="left">The column that the rows count from.</param>
    /// <param name="top">The row that the rows count from.</param>
    public StampRow[] At(CanvasPoint place, out int left, out int top)
    {
        int x = (int)Math.Floor((place.X * Phases) + 0.5), y = (int)Math.Floor((place.Y * Phases) + 0.5);
        (left, top) = (x >> 3, y >> 3);
        int phase = ((y & (Phases - 1)) * Phases) + (x & (Phases - 1));
        return _stamps[phase] ??= Make((double)(x & (Phases - 1)) / Phases, (double)(y & (Phases - 1)) / Phases);
    }

    private StampRow[] Make(double x, double y)
    {
        Rasterizer rasterizer = new();
        CanvasMap map = new(scale, x, y);
        rasterizer.Add([.. outline.Select(point => map[point])]);
        List<StampRow> rows = [];
        rasterizer.Draw(Everything, (row, left, coverage) => rows.Add(new StampRow(row, left, coverage.ToArray())));
        return [.. rows];
    }
}
