namespace Hourglass.Learning;

/// <summary>Charts side by side or one below the other, such as two errors over the same code sizes, each with a scale of its own.</summary>
/// <remarks>Two scales at the two sides of one plot would make lines cross where nothing is equal; two plots do not.</remarks>
public sealed record PanelChart : Chart
{
    private const double GapX = 32, GapY = 28;

    /// <summary>Gets the charts, row after row.</summary>
    public required IReadOnlyList<Chart> Charts { get; init; }

    /// <summary>Gets the number of charts side by side; 2 by default, as many as a page has room for.</summary>
    public int Columns { get; init; } = 2;

    /// <summary>Gets the width in pixels, which the charts decide.</summary>
    public override double Width => ColumnWidths().Sum() + (GapX * Math.Max(ColumnWidths().Length - 1, 0));

    /// <inheritdoc/>
    public override double Height => RowHeights().Sum() + (GapY * Math.Max(RowHeights().Length - 1, 0));

    private protected override void Draw(ICanvas canvas)
    {
        double[] widths = ColumnWidths(), heights = RowHeights();
        double y = 0;
        for (int row = 0; row < heights.Length; y += heights[row++] + GapY)
        {
            double x = 0;
            for (int column = 0; column < widths.Length && (row * widths.Length) + column < Charts.Count; x += widths[column++] + GapX)
            {
                canvas.StartGroup(x, y);
                Charts[(row * widths.Length) + column].DrawOn(canvas);
                canvas.EndGroup();
            }
        }
    }

    private double[] ColumnWidths()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Columns);
        int columns = Math.Min(Columns, Charts.Count);
        return [.. Enumerable.Range(0, columns).Select(column => Charts.Where((_, i) => i % columns == column).Max(static chart => chart.Width))];
    }

    private double[] RowHeights() => [.. Charts.Chunk(Math.Max(Math.Min(Columns, Charts.Count), 1)).Select(static row => row.Max(static chart => chart.Height))];
}
