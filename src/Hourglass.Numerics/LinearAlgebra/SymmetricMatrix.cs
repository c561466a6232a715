namespace Hourglass.Numerics;

/// <summary>A symmetric matrix in double precision: scatter, covariance, Gram.</summary>
/// <remarks><b>Memory</b> Both triangles are stored, rows padded to whole cache lines: about 8 bytes x size x size.</remarks>
public sealed class SymmetricMatrix
{
    /// <summary>Makes a matrix of zeros.</summary>
    /// <param name="size">Rows and columns; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is not positive, or the matrix has more elements than an
    /// array holds.</exception>
    public SymmetricMatrix(int size)
    {
        if (size is < 1 or > LargestSize) Throw.OutOfRange(nameof(size), size, $"1 to {LargestSize}");
        Size = size;
        Stride = (size + DoubleSimd.Widest - 1) / DoubleSimd.Widest * DoubleSimd.Widest;
        Buffer = new DoubleBuffer(Stride * size);
    }

    /// <summary>The most rows: 2 GiB of doubles.</summary>
    public const int LargestSize = 16384;

    /// <summary>Gets the number of rows and of columns.</summary>
    public int Size { get; }

    /// <summary>Gets the doubles between two rows.</summary>
    internal int Stride { get; }

    internal DoubleBuffer Buffer { get; }

    /// <summary>Gets an element, or sets it and its mirror image.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">The column.</param>
    public double this[int row, int column]
    {
        get => Row(row)[column];
        set
        {
            Row(row)[column] = value;
            Row(column)[row] = value;
        }
    }

    /// <summary>Gets the sum of the diagonal.</summary>
    public double Trace
    {
        get
        {
            double sum = 0;
            for (int i = 0; i < Size; i++) sum += this[i, i];
            return sum;
        }
    }

    /// <summary>Gets a row.</summary>
    /// <param name="row">The row.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="row"/> is no row of the matrix.</exception>
    public ReadOnlySpan<double> this[int row] => Row(row);

    internal Span<double> Row(int row)
    {
        if ((uint)row >= (uint)Size) Throw.OutOfRange(nameof(row), row, $"0 to {Size - 1}");
        return Buffer.Span.Slice(row * Stride, Size);
    }

    /// <summary>Copies the matrix.</summary>
    internal SymmetricMatrix Copy()
    {
        SymmetricMatrix copy = new(Size);
        Buffer.Span.CopyTo(copy.Buffer.Span);
        return copy;
    }
}
