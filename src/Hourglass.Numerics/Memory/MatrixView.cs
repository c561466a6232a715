using System.Globalization;

namespace Hourglass.Numerics;

/// <summary>A matrix in a buffer, with any strides; a transposed view copies nothing.</summary>
/// <param name="Buffer">The floats.</param>
/// <param name="Offset">The index of element (0, 0).</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="Columns">The number of columns.</param>
/// <param name="RowStride">The floats between two rows.</param>
/// <param name="ColumnStride">The floats between two columns.</param>
public readonly record struct MatrixView(FloatBuffer Buffer, int Offset, int Rows, int Columns, int RowStride, int ColumnStride = 1)
{
    /// <summary>Views a whole buffer as a matrix stored row by row.</summary>
    /// <param name="buffer">The floats; <c>rows * columns</c> of them or more.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    public MatrixView(FloatBuffer buffer, int rows, int columns)
        : this(buffer, 0, rows, columns, columns)
    {
    }

    /// <summary>Gets the transposed matrix.</summary>
    public MatrixView Transposed => new(Buffer, Offset, Columns, Rows, ColumnStride, RowStride);

    /// <summary>Gets or sets one element; slow, for tests and small things.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">The column.</param>
    public float this[int row, int column]
    {
        get => Buffer.Span[IndexOf(row, column)];
        set => Buffer.Span[IndexOf(row, column)] = value;
    }

    /// <summary>Writes the sizes and where the elements lie.</summary>
    /// <remarks>The text that records have of their own would write the transposed matrix, and its transposed matrix, without end.</remarks>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Rows}x{Columns} at {Offset} with strides {RowStride} and {ColumnStride}");

    /// <summary>Gets the address of element (0, 0).</summary>
    internal unsafe float* Pointer => Buffer.Pointer + Offset;

    /// <summary>Checks that every element lies in the buffer.</summary>
    internal void Check(string parameter)
    {
        if (Rows == 0 || Columns == 0) return;
        long last = Offset + ((Rows - 1L) * RowStride) + ((Columns - 1L) * ColumnStride);
        if (Rows < 0 || Columns < 0 || RowStride < 0 || ColumnStride < 0 || Offset < 0 || last >= Buffer.Length)
            Throw.Argument(parameter, $"A matrix of {this} reaches past its buffer of {Buffer.Length} floats.");
    }

    private int IndexOf(int row, int column)
    {
        if ((uint)row >= (uint)Rows) Throw.OutOfRange(nameof(row), row, $"0 to {Rows - 1}");
        if ((uint)column >= (uint)Columns) Throw.OutOfRange(nameof(column), column, $"0 to {Columns - 1}");
        return Offset + (row * RowStride) + (column * ColumnStride);
    }
}
