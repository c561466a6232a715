using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Classifies points by the classes of their nearest neighbours.</summary>
/// <remarks>
/// <para><b>Computes</b> The class that most of the k nearest training points have; of classes with as many, the lower one, as
/// scikit-learn's <c>KNeighborsClassifier</c> with uniform weights does.</para>
/// <para><b>Determinism</b> Same answers for any number of workers and on any machine.</para>
/// </remarks>
public sealed class NeighborClassifier
{
    private readonly LabeledPoints _train;

    /// <summary>Makes a classifier; there is nothing to be fitted.</summary>
    /// <param name="train">The points whose classes are known.</param>
    /// <param name="neighbors">How many neighbours vote; positive, at most the number of points. The default, 10, is that of the published figures
    /// on MNIST which this is compared with.</param>
    /// <param name="metric">How far apart two points are. The default is the euclidean distance.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many points.</exception>
    public NeighborClassifier(LabeledPoints train, int neighbors = 10, Metric metric = Metric.Euclidean)
    {
        ArgumentNullException.ThrowIfNull(train);
        if (neighbors < 1 || neighbors > train.Points.Count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(neighbors), FormattableString.Invariant($"Received {neighbors} neighbours, expected 1 to {train.Points.Count}, the number of points."));
        }

        _train = train;
        Neighbors = neighbors;
        Metric = metric;
    }

    /// <summary>Gets how many neighbours vote.</summary>
    public int Neighbors { get; }

    /// <summary>Gets how far apart two points are.</summary>
    public Metric Metric { get; }

    /// <summary>Gets the points whose classes are known.</summary>
    public LabeledPoints Train => _train;

    /// <summary>Classifies points.</summary>
    /// <param name="queries">The points.</param>
    /// <param name="workers">The team.</param>
    /// <param name="cancellation">Ends the search early. The default never does.</param>
    /// <returns>The class of each.</returns>
    /// <exception cref="ArgumentException">The dimensions differ, or a number is not finite.</exception>
    /// <exception cref="OperationCanceledException">The search was ended early.</exception>
    public int[] Predict(Points queries, Workers workers, CancellationToken cancellation = default)
    {
        Neighbors found = NearestNeighbors.Find(_train.Points, queries, Neighbors, Metric, workers, cancellation);
        int[] answers = new int[found.Count], votes = new int[_train.ClassNames.Count];
        ReadOnlySpan<int> labels = _train.Labels.Span;
        for (int query = 0; query < answers.Length; query++)
        {
            Array.Clear(votes);
            foreach (int point in found.Indices(query)) votes[labels[point]]++;
            answers[query] = votes.AsSpan().IndexOf(votes.Max());
        }

        return answers;
    }
}
