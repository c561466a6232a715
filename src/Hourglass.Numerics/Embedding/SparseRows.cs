namespace Hourglass.Numerics;

/// <summary>A sparse square matrix, row by row, each row ordered by column.</summary>
/// <remarks><b>Shapes</b> Rows begin at multiples of <see cref="Alignment"/>; what a row leaves of its last piece has value 0 and the row's
/// own number as its column, so that kernels need no rest.</remarks>
public sealed class SparseRows
{
    /// <summary>The entries that a row is filled up to a multiple of: the widest vector.</summary>
    public const int Alignment = 16;

    /// <summary>Wraps rows.</summary>
    /// <param name="starts">Where each row begins, and where the last one ends; multiples of <see cref="Alignment"/> in order.</param>
    /// <param name="columns">The column of each entry.</param>
    /// <param name="values">The value of each entry.</param>
    /// <exception cref="ArgumentException">The sizes do not fit, or a column is not one of the rows.</exception>
    public SparseRows(int[] starts, int[] columns, float[] values)
    {
        ArgumentNullException.ThrowIfNull(starts);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(values);
        Check(starts, columns, values);
        Starts = starts;
        Columns = columns;
        Values = values;
    }

    /// <summary>Gets the number of rows.</summary>
    public int Count => Starts.Length - 1;

    /// <summary>Gets where each row begins, and where the last one ends.</summary>
    internal int[] Starts { get; }

    internal int[] Columns { get; }

    internal float[] Values { get; }

    /// <summary>Gets the columns of a row's entries.</summary>
    /// <param name="row">The row.</param>
    public ReadOnlySpan<int> ColumnsOf(int row) => Columns.AsSpan(Starts[row], Starts[row + 1] - Starts[row]);

    /// <summary>Gets the values of a row's entries.</summary>
    /// <param name="row">The row.</param>
    public ReadOnlySpan<float> ValuesOf(int row) => Values.AsSpan(Starts[row], Starts[row + 1] - Starts[row]);

    private static void Check(int[] starts, int[] columns, float[] values)
    {
        if (starts.Length < 2 || starts[0] != 0) Throw.Argument(nameof(starts), "Received no rows, expected at least one, the first at 0.");
        for (int row = 1; row < starts.Length; row++)
            if (starts[row] < starts[row - 1] || starts[row] % Alignment != 0) Throw.Argument(nameof(starts), $"Received {starts[row]} after row {row - 1}, expected multiples of {Alignment} in order.");
        if (columns.Length != starts[^1] || values.Length != starts[^1])
            Throw.Argument(nameof(columns), $"Received {columns.Length} columns and {values.Length} values, expected {starts[^1]} of each.");
        foreach (int column in columns)
            if ((uint)column >= (uint)(starts.Length - 1)) Throw.Argument(nameof(columns), $"Received column {column}, expected 0 to {starts.Length - 2}.");
    }
}
