using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Finds the nearest neighbours of points, exactly.</summary>
/// <remarks>
/// <para><b>Computes</b> The points with the smallest distances, and of points equally far those with the lower index, as exact arithmetic on
/// the given floats has them. Every pair is compared; there is no tree, because trees lose to products beyond some ten dimensions.</para>
/// <para><b>Memory</b> Some 20 MB per worker beside points and results; never the distances of all pairs.</para>
/// <para><b>Determinism</b> Same bits for any number of workers and on any machine.</para>
/// <para><b>Source</b> docs/math/nearest-neighbors.md.</para>
/// </remarks>
public static class NearestNeighbors
{
    /// <summary>Finds the neighbours of queries among points.</summary>
    /// <param name="points">The points.</param>
    /// <param name="queries">The queries, with as many dimensions as the points.</param>
    /// <param name="neighbors">The number of neighbours of each query; positive, at most the number of points.</param>
    /// <param name="metric">How far apart two points are.</param>
    /// <param name="workers">The team.</param>
    /// <param name="cancellation">Ends the search early. The default never does.</param>
    /// <exception cref="ArgumentException">The dimensions differ, or a number is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many points, or more neighbours than an array holds.</exception>
    /// <exception cref="OperationCanceledException">The search was ended early.</exception>
    public static Neighbors Find(
        Points points, Points queries, int neighbors, Metric metric, Workers workers, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(queries);
        if (queries.Dimensions != points.Dimensions)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Received queries of {queries.Dimensions} dimensions for points of {points.Dimensions}, expected the same number."),
                nameof(queries));
        }

        return Find(points, queries, [], neighbors, metric, workers, cancellation);
    }

    /// <summary>Finds the neighbours of each point among the others.</summary>
    /// <remarks>A point is not its own neighbour; another point in the same place is.</remarks>
    /// <param name="points">The points.</param>
    /// <param name="neighbors">The number of neighbours of each point; positive, below the number of points.</param>
    /// <param name="metric">How far apart two points are.</param>
    /// <param name="workers">The team.</param>
    /// <param name="cancellation">Ends the search early. The default never does.</param>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many other points, or more neighbours than an array holds.</exception>
    /// <exception cref="OperationCanceledException">The search was ended early.</exception>
    public static Neighbors Find(Points points, int neighbors, Metric metric, Workers workers, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(points);
        return Find(points, points, [.. Enumerable.Range(0, points.Count)], neighbors, metric, workers, cancellation);
    }

    /// <summary>Finds the neighbours of chosen points among all others.</summary>
    /// <remarks>A point is not its own neighbour; another point in the same place is.</remarks>
    /// <param name="points">The points.</param>
    /// <param name="chosen">Which of them are the queries; at least one.</param>
    /// <param name="neighbors">The number of neighbours of each; positive, below the number of points.</param>
    /// <param name="metric">How far apart two points are.</param>
    /// <param name="workers">The team.</param>
    /// <param name="cancellation">Ends the search early. The default never does.</param>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many other points, an index is not of a point, or there is none.</exception>
    /// <exception cref="OperationCanceledException">The search was ended early.</exception>
    public static Neighbors FindOf(
        Points points, ReadOnlySpan<int> chosen, int neighbors, Metric metric, Workers workers, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(points);
        return Find(points, points.Subset(chosen), chosen, neighbors, metric, workers, cancellation);
    }

    private static Neighbors Find(
        Points points, Points queries, ReadOnlySpan<int> selves, int neighbors, Metric metric, Workers workers, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(workers);
        Check(points.Count - (selves.IsEmpty ? 0 : 1), queries.Count, neighbors);
        points.EnsureFinite(nameof(points));
        if (selves.IsEmpty) queries.EnsureFinite(nameof(queries));
        Neighbors found = new(queries.Count, neighbors);
        NeighborSearch.Find(points.Matrix, queries.Matrix, metric, selves, found.AllIndices, found.AllDistances, workers, cancellation);
        return found;
    }

    private static void Check(int available, int queries, int neighbors)
    {
        if (neighbors < 1 || neighbors > available)
        {
            throw new ArgumentOutOfRangeException(
                nameof(neighbors), FormattableString.Invariant($"Received {neighbors} neighbours, expected 1 to {available}, as many as there are points to be neighbours."));
        }

        if ((long)queries * neighbors > Array.MaxLength)
        {
            throw new ArgumentOutOfRangeException(
                nameof(neighbors), FormattableString.Invariant($"Received {neighbors} neighbours of {queries} queries, expected at most {Array.MaxLength} in all. Ask for fewer at once."));
        }
    }
}
