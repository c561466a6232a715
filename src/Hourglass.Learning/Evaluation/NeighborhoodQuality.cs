using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>How far the neighbours of points in one space are their neighbours in another: samples and codes, codes and a map.</summary>
/// <remarks>
/// <para><b>Source</b> Venna and Kaski, Neighborhood preservation in nonlinear projection methods, 2001; docs/math/neighborhood-quality.md.</para>
/// </remarks>
/// <param name="Neighbors">The number of neighbours of each point.</param>
/// <param name="Queries">The points whose neighbours were compared: all of them, or a sample.</param>
/// <param name="Trustworthiness">One less a penalty for neighbours on the map that are none in the original space, by how far off they are
/// there; 1 at best. Equal to scikit-learn's.</param>
/// <param name="Continuity">The same for neighbours in the original space that are none on the map.</param>
/// <param name="Preservation">The mean share of the neighbours in the original space that are neighbours on the map.</param>
public sealed record NeighborhoodQuality(int Neighbors, int Queries, double Trustworthiness, double Continuity, double Preservation)
{
    /// <summary>The neighbours compared where nobody says otherwise: 12, with which published figures of MNIST's maps are given.</summary>
    public const int UsualNeighbors = 12;

    /// <summary>The most points whose neighbours are compared where nobody says otherwise: a test set of 10,000 is measured whole, and of more
    /// points a sample of so many is within some 0.001 of the whole.</summary>
    public const int UsualQueries = 10_000;

    /// <summary>Compares neighbours.</summary>
    /// <remarks><b>Memory</b> Some 20 MB per worker; never the distances of all pairs.</remarks>
    /// <param name="original">The points in the original space.</param>
    /// <param name="map">The same points, in the same order, on the map.</param>
    /// <param name="workers">The team.</param>
    /// <param name="neighbors">The number of neighbours of each point, below half the number of points.</param>
    /// <param name="mostQueries">The most points whose neighbours are compared, among all; of more, a sample is drawn.</param>
    /// <param name="seed">Chooses the sample. The default is 0; a sample is as good as another.</param>
    /// <param name="metric">How far apart points are in the original space; on the map it is the euclidean distance, the default here too.</param>
    /// <param name="cancellation">Ends it early. The default never does.</param>
    /// <exception cref="ArgumentException">The numbers of points differ, or a number is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of neighbours is not below half the number of points, or no point is compared.</exception>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public static NeighborhoodQuality Measure(
        Points original,
        Points map,
        Workers workers,
        int neighbors = UsualNeighbors,
        int mostQueries = UsualQueries,
        ulong seed = 0,
        Metric metric = Metric.Euclidean,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(map);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mostQueries);
        if (original.Count != map.Count)
            throw new ArgumentException(FormattableString.Invariant($"Received {map.Count} points on the map, expected {original.Count}, one for each."), nameof(map));
        if (neighbors < 1 || neighbors >= (original.Count + 1) / 2)
        {
            throw new ArgumentOutOfRangeException(
                nameof(neighbors), FormattableString.Invariant($"Received {neighbors} neighbours, expected 1 or more and less than half of {original.Count} points, beyond which the measure is not defined."));
        }

        int[] queries = PointSample.Choose(original.Count, mostQueries, seed);
        Neighbors ofOriginal = NearestNeighbors.FindOf(original, queries, neighbors, metric, workers, cancellation);
        Neighbors ofMap = NearestNeighbors.FindOf(map, queries, neighbors, Metric.Euclidean, workers, cancellation);
        int[] inOriginal = Rank(original, queries, metric, ofMap, workers, cancellation);
        int[] onMap = Rank(map, queries, Metric.Euclidean, ofOriginal, workers, cancellation);
        double worst = (double)queries.Length * neighbors * ((2.0 * original.Count) - (3.0 * neighbors) - 1) / 2;
        return new NeighborhoodQuality(
            neighbors,
            queries.Length,
            1 - (Excess(inOriginal, neighbors) / worst),
            1 - (Excess(onMap, neighbors) / worst),
            (double)onMap.Count(rank => rank <= neighbors) / onMap.Length);
    }

    private static int[] Rank(Points points, int[] queries, Metric metric, Neighbors targets, Workers workers, CancellationToken cancellation)
    {
        int[] ranks = new int[targets.AllIndices.Length];
        NeighborSearch.Rank(points.Matrix, points.Subset(queries).Matrix, metric, queries, targets.AllIndices, ranks, workers, cancellation);
        return ranks;
    }

    private static long Excess(int[] ranks, int neighbors) => ranks.Sum(rank => Math.Max(0L, rank - neighbors));
}
