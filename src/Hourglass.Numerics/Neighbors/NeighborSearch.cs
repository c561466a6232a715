namespace Hourglass.Numerics;

/// <summary>Finds the nearest neighbours of points, exactly.</summary>
/// <remarks>
/// <para><b>Computes</b> For each query the points with the smallest distances, and of points equally far those with the lower index. Distances
/// are compared as exact arithmetic on the given floats would compare them: products in single precision only choose candidates, with a proven
/// bound on what they may be wrong by, and what the bound leaves open is settled in double precision and, where that is not enough, in
/// whole numbers of any size (docs/math/nearest-neighbors.md).</para>
/// <para><b>Memory</b> Some 20 MB per worker, whatever the number of points and queries, beside the arguments.</para>
/// <para><b>Determinism</b> Same bits for any number of workers and at any vector width.</para>
/// </remarks>
public static class NeighborSearch
{
    /// <summary>Finds the neighbours of queries among points.</summary>
    /// <param name="points">One point per row, unit column stride, finite numbers.</param>
    /// <param name="queries">One query per row, as wide as the points, unit column stride, finite numbers.</param>
    /// <param name="metric">How far apart two points are.</param>
    /// <param name="isSelf">Whether query i is point i, which is then not its own neighbour.</param>
    /// <param name="indices">Receives the indices of the neighbours of each query, nearest first: as many for each as divide the length evenly.</param>
    /// <param name="distances">Receives their distances; as long as <paramref name="indices"/>.</param>
    /// <param name="workers">The team.</param>
    /// <param name="cancellation">Ends the search early.</param>
    /// <exception cref="ArgumentException">Sizes do not fit, a view leaves its buffer, or a number is not finite.</exception>
    /// <exception cref="OperationCanceledException">The search was ended early.</exception>
    public static unsafe void Find(
        MatrixView points,
        MatrixView queries,
        Metric metric,
        bool isSelf,
        Span<int> indices,
        Span<float> distances,
        Workers workers,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(workers);
        int neighbors = Check(points, queries, isSelf, indices, distances);
        if (neighbors == 0) return;

        ScoreSpace space = ScoreSpace.Of(metric, points, queries);
        fixed (int* index = indices)
        fixed (float* distance = distances)
        {
            NeighborJob job = new()
            {
                Points = points,
                Queries = queries,
                Space = space,
                IsSelf = isSelf,
                Neighbors = neighbors,
                Indices = index,
                Distances = distance,
                Cancellation = cancellation,
            };
            workers.ForVectors(DenseKernel.CeilingDivide(queries.Rows, NeighborJob.PanelQueries), 1, job);
        }

        GC.KeepAlive(points.Buffer);
        GC.KeepAlive(queries.Buffer);
    }

    private static int Check(MatrixView points, MatrixView queries, bool isSelf, Span<int> indices, Span<float> distances)
    {
        points.Check(nameof(points));
        queries.Check(nameof(queries));
        if (points.ColumnStride != 1 || queries.ColumnStride != 1)
            Throw.Argument(nameof(points), $"Received column strides {points.ColumnStride} and {queries.ColumnStride}, expected 1.");
        if (points.Columns != queries.Columns || points.Columns == 0)
            Throw.Argument(nameof(queries), $"Received queries of {queries.Columns} numbers for points of {points.Columns}; they must be alike and not empty.");
        if (points.Columns > ScoreSpace.MaxDimensions)
            Throw.Argument(nameof(points), $"Received points of {points.Columns} numbers, expected at most {ScoreSpace.MaxDimensions}.");
        if (isSelf && points.Rows != queries.Rows)
            Throw.Argument(nameof(queries), $"Received {queries.Rows} queries that are the {points.Rows} points themselves; the numbers must be alike.");
        if (indices.Length != distances.Length || (queries.Rows == 0 ? indices.Length != 0 : indices.Length % queries.Rows != 0))
            Throw.Argument(nameof(indices), $"Received room for {indices.Length} indices and {distances.Length} distances, expected the same number for each of {queries.Rows} queries.");
        if (queries.Rows == 0) return 0;
        int neighbors = indices.Length / queries.Rows, available = points.Rows - (isSelf ? 1 : 0);
        if (neighbors > available) Throw.Argument(nameof(indices), $"Received room for {neighbors} neighbours of each query, expected at most {available}.");
        return neighbors;
    }
}
