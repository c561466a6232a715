namespace Hourglass.Learning;

/// <summary>A table of numbers, and the class of each row where the table has one.</summary>
/// <param name="Columns">The names of the columns of numbers.</param>
/// <param name="Values">The rows one after the other.</param>
/// <param name="Labels">The class of each row as it stands in the table; empty where no column was named.</param>
public sealed record CsvTable(IReadOnlyList<string> Columns, float[] Values, IReadOnlyList<string> Labels)
{
    /// <summary>Gets the number of rows.</summary>
    public int Rows => Values.Length / Columns.Count;
}

/// <summary>How a table is to be read.</summary>
/// <param name="Delimiter">What stands between fields; null, the default, for a tab in files that end in <c>.tsv</c>, and otherwise for what the
/// first line has most of: commas, semicolons or tabs.</param>
/// <param name="Header">Whether the first line names the columns; null, the default, to find out: it does where none of its fields is a number, or
/// where it has a text above a number.</param>
/// <param name="Labels">The name or number of the column of classes; numbers count from 0, negative ones from the end. Null, the default, for
/// none.</param>
public sealed record CsvOptions(char? Delimiter = null, bool? Header = null, string? Labels = null);
