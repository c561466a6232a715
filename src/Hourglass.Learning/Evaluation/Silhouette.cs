using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>How much nearer points lie to their own class than to the next.</summary>
/// <remarks>
/// <para><b>Computes</b> For each point <c>(b - a) / max(a, b)</c>, with a the mean euclidean distance to the others of its class and b the
/// smallest mean distance to the points of another; 0 for the only point of a class. From -1 over 0, where classes overlap, to 1. Equal to
/// scikit-learn's <c>silhouette_score</c>, within 1e-6.</para>
/// <para><b>Source</b> Rousseeuw, Silhouettes: a graphical aid to the interpretation and validation of cluster analysis, 1987.</para>
/// </remarks>
/// <param name="ClassNames">The names of the classes.</param>
/// <param name="Count">The points that were measured: all of them, or a sample.</param>
/// <param name="Mean">The mean over them.</param>
/// <param name="ByClass">The mean over the points of each class; not a number where a class has none.</param>
public sealed record Silhouette(IReadOnlyList<string> ClassNames, int Count, double Mean, IReadOnlyList<double> ByClass)
{
    /// <summary>The most points that are measured where nobody says otherwise: a test set of 10,000 is measured whole.</summary>
    public const int UsualPoints = 10_000;

    /// <summary>Measures points.</summary>
    /// <remarks><b>Memory</b> A distance sum for each point and class; never the distances of all pairs.</remarks>
    /// <param name="points">The points with their classes.</param>
    /// <param name="workers">The team.</param>
    /// <param name="mostPoints">The most points that are measured; of more, a sample is drawn and the others are left out altogether.</param>
    /// <param name="seed">Chooses the sample. The default is 0; a sample is as good as another.</param>
    /// <param name="cancellation">Ends it early. The default never does.</param>
    /// <exception cref="ArgumentException">Fewer than two classes have points, or a number is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No point is to be measured.</exception>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public static Silhouette Measure(
        LabeledPoints points, Workers workers, int mostPoints = UsualPoints, ulong seed = 0, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mostPoints);
        points.Points.EnsureFinite(nameof(points));
        LabeledPoints sample = points.Subset(PointSample.Choose(points.Points.Count, mostPoints, seed));
        int[] order = [.. Enumerable.Range(0, sample.Labels.Length).OrderBy(i => sample.Labels.Span[i])];
        LabeledPoints sorted = sample.Subset(order);
        int[] sizes = new int[points.ClassNames.Count];
        foreach (int label in sorted.Labels.Span) sizes[label]++;
        if (sizes.Count(static size => size > 0) < 2)
        {
            throw new ArgumentException(
                $"Received points of {sizes.Count(static size => size > 0)} class, expected two classes or more: a silhouette compares with the next class.", nameof(points));
        }

        double[] sums = new double[order.Length * sizes.Length];
        DistanceSums.ByGroup(sorted.Points.Matrix, sizes, sums, workers, cancellation);
        double[] ofClass = new double[sizes.Length];
        for (int i = 0; i < order.Length; i++)
            ofClass[sorted.Labels.Span[i]] += Of(sums.AsSpan(i * sizes.Length, sizes.Length), sizes, sorted.Labels.Span[i]);
        return new Silhouette(
            points.ClassNames, order.Length, ofClass.Sum() / order.Length, [.. ofClass.Zip(sizes, static (sum, size) => sum / size)]);
    }

    private static double Of(ReadOnlySpan<double> sums, int[] sizes, int own)
    {
        if (sizes[own] == 1) return 0;
        double within = sums[own] / (sizes[own] - 1), next = double.PositiveInfinity;
        for (int label = 0; label < sizes.Length; label++)
            if (label != own && sizes[label] > 0) next = Math.Min(next, sums[label] / sizes[label]);
        double larger = Math.Max(within, next);
        return larger > 0 ? (next - within) / larger : 0;
    }
}
