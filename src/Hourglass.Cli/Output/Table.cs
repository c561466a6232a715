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
        {
            IEnumerable<string> cells = row.Select((cell, i) => IsRight(i) ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]));
            writer.WriteLine(string.Join("  ", cells).TrimEnd());
        }
    }

    // A last cell does not widen its column: nothing stands to its right.
    private int WidthOf(int column) => _rows
        .Where(row => row.Length > column + 1 || (row.Length > column && IsRight(column)))
        .Select(row => row[column].Length)
        .DefaultIfEmpty()
        .Max();

    private bool IsRight(int column) => rightAligned.Contains(column);
}
