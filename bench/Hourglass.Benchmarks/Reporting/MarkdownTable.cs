namespace Hourglass.Benchmarks;

/// <summary>A table in markdown, its columns aligned so that it also reads well as plain text.</summary>
internal sealed class MarkdownTable(params string[] header)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row.</summary>
    /// <exception cref="ArgumentException">It has another number of cells than the header.</exception>
    public void Add(params string[] cells)
    {
        if (cells.Length != header.Length)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Received {cells.Length} cells, expected {header.Length}."), nameof(cells));
        }

        _rows.Add(cells);
    }

    /// <summary>Writes the table line by line.</summary>
    public IEnumerable<string> Lines()
    {
        int[] widths = [.. Enumerable.Range(0, header.Length).Select(i => _rows.Append(header).Max(row => row[i].Length))];
        yield return Join(header, widths, ' ');
        yield return Join([.. header.Select(static _ => "")], widths, '-');
        foreach (string[] row in _rows) yield return Join(row, widths, ' ');
    }

    private static string Join(string[] cells, int[] widths, char fill) =>
        $"| {string.Join(" | ", cells.Select((cell, i) => cell.PadRight(widths[i], fill)))} |";
}
