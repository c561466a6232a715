namespace Hourglass.Numerics;

/// <summary>Sums the euclidean distances of points from groups of points.</summary>
public static class DistanceSums
{
    /// <summary>Between these, squares of differences neither overflow nor vanish beside the largest.</summary>
    private const float Least = 1e-10f, Most = 1e10f;

    /// <summary>Sums for each point its distances from the points of each group.</summary>
    /// <remarks>
    /// <para><b>Memory</b> 32 points per worker beside the arguments, and a copy of points of extreme size; never the distances of all pairs.</para>
    /// <para><b>Determinism</b> Same bits for any number of workers. Distances are those of differences in single precision, not of lengths and
    /// products, which would lose small ones.</para>
    /// </remarks>
    /// <param name="points">One point per row, unit column stride, finite numbers, the points of a group one after the other.</param>
    /// <param name="sizes">The number of points in each group; all together those of the matrix.</param>
    /// <param name="sums">Receives a sum for each group of the first point, then of the second.</param>
    /// <param name="workers">The team.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="ArgumentException">Sizes do not fit, a view leaves its buffer, or a number is not finite.</exception>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public static unsafe void ByGroup(
        MatrixView points, ReadOnlySpan<int> sizes, Span<double> sums, Workers workers, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(workers);
        points.Check(nameof(points));
        if (points.ColumnStride != 1) Throw.Argument(nameof(points), $"Received column stride {points.ColumnStride}, expected 1.");
        long total = 0;
        bool areCounts = true;
        foreach (int size in sizes) (total, areCounts) = (total + size, areCounts && size >= 0);
        if (total != points.Rows || !areCounts) Throw.Argument(nameof(sizes), $"Received groups of {total} points, expected {points.Rows} together, none negative.");
        if (sums.Length != (long)points.Rows * sizes.Length)
            Throw.Argument(nameof(sums), $"Received room for {sums.Length} sums, expected {sizes.Length} for each of {points.Rows} points.");

        float largest = ScoreSpace.LargestSize(points, nameof(points));
        double scale = largest is 0 or (> Least and < Most) ? 1 : Math.ScaleB(1, -Math.ILogB(largest) - 2);
        if (scale != 1) points = Scaled(points, scale);
        fixed (int* size = sizes)
        fixed (double* sum = sums)
        {
            DistanceSumJob job = new() { Points = points, Sizes = size, Groups = sizes.Length, Sums = sum, Scale = scale, Cancellation = cancellation };
            workers.ForVectors(DenseKernel.CeilingDivide(points.Rows, Packing.Columns), 1, job);
        }

        GC.KeepAlive(points.Buffer);
    }

    /// <summary>Multiplies points by a power of two, which rounds nothing that matters beside the largest.</summary>
    private static unsafe MatrixView Scaled(MatrixView points, double scale)
    {
        FloatBuffer buffer = new(checked(points.Rows * points.Columns));
        for (int row = 0; row < points.Rows; row++)
        {
            float* from = points.Pointer + ((nint)row * points.RowStride), to = buffer.Pointer + ((nint)row * points.Columns);
            for (int k = 0; k < points.Columns; k++) to[k] = (float)(from[k] * scale);
        }

        return new MatrixView(buffer, points.Rows, points.Columns);
    }
}
