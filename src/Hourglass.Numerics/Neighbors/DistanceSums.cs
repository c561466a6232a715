namespace Hourglass.Numerics;

/// <summary>Sums the euclidean distances of points from groups of points.</summary>
public static class DistanceSums
{
    /// <summary>Sums for each point its distances from the points of each group.</summary>
    /// <remarks>
    /// <para><b>Memory</b> 32 points per worker beside the arguments; never the distances of all pairs.</para>
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
        foreach (int size in sizes) total += size < 0 ? long.MinValue / int.MaxValue : size;
        if (total != points.Rows) Throw.Argument(nameof(sizes), $"Received groups of {total} points, expected {points.Rows} together, none negative.");
        if (sums.Length != (long)points.Rows * sizes.Length)
            Throw.Argument(nameof(sums), $"Received room for {sums.Length} sums, expected {sizes.Length} for each of {points.Rows} points.");

        float largest = ScoreSpace.LargestSize(points, nameof(points));
        double scale = largest == 0 ? 1 : Math.ScaleB(1, -Math.ILogB(largest) - 2);
        fixed (int* size = sizes)
        fixed (double* sum = sums)
        {
            DistanceSumJob job = new() { Points = points, Sizes = size, Groups = sizes.Length, Sums = sum, Scale = scale, Cancellation = cancellation };
            workers.ForVectors(DenseKernel.CeilingDivide(points.Rows, Packing.Columns), 1, job);
        }

        GC.KeepAlive(points.Buffer);
    }
}
