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
    /// <param name="selves">Which point each query is, which is then not its own neighbour; empty where queries are no points.</param>
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
        ReadOnlySpan<int> selves,
        Span<int> indices,
        Span<float> distances,
        Workers workers,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(workers);
        int neighbors = PerQuery(points, queries, selves, indices.Length, distances.Length);
        int available = points.Rows - (selves.Length != 0 ? 1 : 0);
        if (neighbors > available) Throw.Argument(nameof(indices), $"Received room for {neighbors} neighbours of each query, expected at most {available}.");
        if (neighbors == 0) return;

        ScoreSpace space = ScoreSpace.Of(metric, points, queries);
        fixed (int* index = indices)
        fixed (float* distance = distances)
        fixed (int* self = selves)
        {
            NeighborJob job = new()
            {
                Points = points,
                Queries = queries,
                Space = space,
                Selves = self,
                Neighbors = neighbors,
                Indices = index,
                Distances = distance,
                Cancellation = cancellation,
            };
            workers.ForVectors(DenseKernel.CeilingDivide(queries.Rows, ScoreBlocks.PanelQueries), 1, job);
        }

        GC.KeepAlive(points.Buffer);
        GC.KeepAlive(queries.Buffer);
    }

    /// <summary>Finds the ranks of points by their distance from queries: 1 for the nearest, of points equally far that of the lower index first.</summary>
    /// <param name="points">One point per row, unit column stride, finite numbers.</param>
    /// <param name="queries">One query per row, as wide as the points, unit column stride, finite numbers.</param>
    /// <param name="metric">How far apart two points are.</param>
    /// <param name="selves">Which point each query is, which then has no rank; empty where queries are no points.</param>
    /// <param name="targets">The indices of the points whose ranks are asked for: as many for each query as divide the length evenly.</param>
    /// <param name="ranks">Receives the ranks; as long as <paramref name="targets"/>.</param>
    /// <param name="workers">The team.</param>
    /// <param name="cancellation">Ends the search early.</param>
    /// <exception cref="ArgumentException">Sizes do not fit, a view leaves its buffer, a target is no point, or a number is not finite.</exception>
    /// <exception cref="OperationCanceledException">The search was ended early.</exception>
    public static unsafe void Rank(
        MatrixView points,
        MatrixView queries,
        Metric metric,
        ReadOnlySpan<int> selves,
        ReadOnlySpan<int> targets,
        Span<int> ranks,
        Workers workers,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(workers);
        int perQuery = PerQuery(points, queries, selves, targets.Length, ranks.Length);
        foreach (int target in targets)
            if ((uint)target >= (uint)points.Rows) Throw.Argument(nameof(targets), $"Received target {target}, expected 0 to {points.Rows - 1}.");
        if (perQuery == 0) return;

        ScoreSpace space = ScoreSpace.Of(metric, points, queries);
        fixed (int* target = targets)
        fixed (int* rank = ranks)
        fixed (int* self = selves)
        {
            RankJob job = new()
            {
                Points = points,
                Queries = queries,
                Space = space,
                Selves = self,
                TargetsPerQuery = perQuery,
                Targets = target,
                Ranks = rank,
                Cancellation = cancellation,
            };
            workers.ForVectors(DenseKernel.CeilingDivide(queries.Rows, ScoreBlocks.PanelQueries), 1, job);
        }

        GC.KeepAlive(points.Buffer);
        GC.KeepAlive(queries.Buffer);
    }

    /// <summary>Checks the sizes, and divides the results among the queries.</summary>
    private static int PerQuery(MatrixView points, MatrixView queries, ReadOnlySpan<int> selves, int results, int others)
    {
        points.Check(nameof(points));
        queries.Check(nameof(queries));
        if (points.ColumnStride != 1 || queries.ColumnStride != 1)
            Throw.Argument(nameof(points), $"Received column strides {points.ColumnStride} and {queries.ColumnStride}, expected 1.");
        if (points.Columns != queries.Columns || points.Columns == 0)
            Throw.Argument(nameof(queries), $"Received queries of {queries.Columns} numbers for points of {points.Columns}; they must be alike and not empty.");
        if (points.Columns > ScoreSpace.MaxDimensions)
            Throw.Argument(nameof(points), $"Received points of {points.Columns} numbers, expected at most {ScoreSpace.MaxDimensions}.");
        if (selves.Length != 0 && selves.Length != queries.Rows)
            Throw.Argument(nameof(selves), $"Received {selves.Length} points that queries are, expected one for each of {queries.Rows}, or none.");
        if (results != others || (queries.Rows == 0 ? results != 0 : results % queries.Rows != 0))
            Throw.Argument(nameof(queries), $"Received room for {results} and {others} results, expected the same number for each of {queries.Rows} queries.");
        return queries.Rows == 0 ? 0 : results / queries.Rows;
    }
}
