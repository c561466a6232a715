using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Points with the class of each.</summary>
public sealed class LabeledPoints
{
    /// <summary>Joins points and labels.</summary>
    /// <param name="points">The points.</param>
    /// <param name="labels">The class of each point.</param>
    /// <param name="classNames">The names of the classes; null, the default, names them by number up to the largest label.</param>
    /// <exception cref="ArgumentException">The labels are not one per point, or one names no class.</exception>
    public LabeledPoints(Points points, int[] labels, IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(labels);
        Points = points;
        (int[] checkedLabels, ClassNames) = SampleLabels.Check(points.Count, labels, classNames);
        Labels = checkedLabels;
    }

    private LabeledPoints(Points points, ReadOnlyMemory<int> labels, IReadOnlyList<string> classNames)
    {
        Points = points;
        Labels = labels;
        ClassNames = classNames;
    }

    /// <summary>Gets the points.</summary>
    public Points Points { get; }

    /// <summary>Gets the class of each point, 0 to <c>ClassNames.Count - 1</c>.</summary>
    public ReadOnlyMemory<int> Labels { get; }

    /// <summary>Gets the names of the classes.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Gives points the labels of the samples that they stand for.</summary>
    /// <param name="points">The points: codes, pixels or places of the samples, in their order.</param>
    /// <param name="set">The samples.</param>
    /// <exception cref="ArgumentException">There is not one point per sample, or the set has no labels.</exception>
    public static LabeledPoints Of(Points points, IDataset set)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(set);
        if (points.Count != set.Count)
            throw new ArgumentException(FormattableString.Invariant($"Received {points.Count} points, expected {set.Count}, one per sample of {set.Name}."), nameof(points));
        if (set.Labels.IsEmpty)
            throw new ArgumentException(Phrase.Of($"Received {set.Name}, whose samples have no labels, expected a set with classes. Choose other data, or add labels."), nameof(set));
        return new LabeledPoints(points, set.Labels, set.ClassNames);
    }

    /// <summary>Copies chosen points with their labels.</summary>
    /// <param name="indices">Which points; at least one.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no index, or one is not of a point.</exception>
    public LabeledPoints Subset(ReadOnlySpan<int> indices)
    {
        Points points = Points.Subset(indices);
        int[] labels = new int[indices.Length];
        for (int i = 0; i < labels.Length; i++) labels[i] = Labels.Span[indices[i]];
        return new LabeledPoints(points, labels, ClassNames);
    }

    /// <summary>Refuses other points that do not belong to the same space and classes.</summary>
    /// <exception cref="ArgumentException">They differ in dimensions or classes.</exception>
    internal void EnsureFits(LabeledPoints other, string parameter)
    {
        if (other.Points.Dimensions != Points.Dimensions)
            throw new ArgumentException(FormattableString.Invariant($"Received points of {other.Points.Dimensions} dimensions, expected {Points.Dimensions} as in those that were learned from."), parameter);
        if (!other.ClassNames.SequenceEqual(ClassNames))
        {
            throw new ArgumentException(
                $"Received points of the classes {string.Join(", ", other.ClassNames)}, expected {string.Join(", ", ClassNames)} as in those that were learned from.", parameter);
        }
    }
}
