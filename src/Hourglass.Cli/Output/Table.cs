namespace Hourglass.Cli;

/// <summary>Aligns rows of text in columns.</summary>
/// <param name="rightAligned">The columns, from 0, whose text stands to the right.</param>
internal sealed class Table(params int[] rightAligned)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row; empty cells at the end may be left out.</summary>
    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>Writes all rows.</summary>
    public void Write(TextWriter writer)
    {
        int[] widths = [.. Enumerable.Range(0, _rows.Max(static row => row.Length)).Select(WidthOf)];
        foreach (string[] row in _rows)
            writer.WriteLine(string.Join("  ", row.Select((cell, i) => rightAligned.Contains(i) ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd());
    }

    // A last cell does not widen its column: nothing stands to its right.
    private int WidthOf(int column) => _rows.Max(row => row.Length > column && (row.Length > column + 1 || rightAligned.Contains(column)) ? row[column].Length : 0);
}
