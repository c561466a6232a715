using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>How well the nearest neighbours of points tell their classes.</summary>
/// <param name="ClassNames">The names of the classes.</param>
/// <param name="Labels">The class of each test point.</param>
/// <param name="Answers">The class that most of its nearest training points have.</param>
/// <param name="Neighbors">How many neighbours voted.</param>
/// <param name="Metric">How far apart two points are.</param>
/// <param name="SecondsPerPrediction">The time of one answer: that of all, divided by their number.</param>
public sealed record KnnQuality(
    IReadOnlyList<string> ClassNames,
    ReadOnlyMemory<int> Labels,
    IReadOnlyList<int> Answers,
    int Neighbors,
    Metric Metric,
    double SecondsPerPrediction)
    : ClassAnswers(ClassNames, Labels, Answers)
{
    private const int MostPasses = 5;
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(1);

    /// <summary>Classifies test points by their nearest training points, counts the mistakes and takes the time.</summary>
    /// <remarks>The time is the median of up to five passes; no other is begun once a second has gone by.</remarks>
    /// <param name="classifier">The classifier with its training points.</param>
    /// <param name="test">The test points, of the same dimensions and classes.</param>
    /// <param name="workers">The team.</param>
    /// <param name="time">The clock. The default is that of the system.</param>
    /// <param name="cancellation">Ends the search early. The default never does.</param>
    /// <exception cref="ArgumentException">Dimensions or classes differ, or a number is not finite.</exception>
    /// <exception cref="OperationCanceledException">The search was ended early.</exception>
    public static KnnQuality Measure(
        NeighborClassifier classifier, LabeledPoints test, Workers workers, TimeProvider? time = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(test);
        classifier.Train.EnsureFits(test, nameof(test));
        time ??= TimeProvider.System;
        List<double> seconds = [];
        int[] answers;
        long begin = time.GetTimestamp();
        do
        {
            long start = time.GetTimestamp();
            answers = classifier.Predict(test.Points, workers, cancellation);
            seconds.Add(time.GetElapsedTime(start).TotalSeconds);
        }
        while (seconds.Count < MostPasses && time.GetElapsedTime(begin) < Enough);

        seconds.Sort();
        return new KnnQuality(
            test.ClassNames, test.Labels, answers, classifier.Neighbors, classifier.Metric, seconds[seconds.Count / 2] / answers.Length);
    }
}
