using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Shows the labels of a set as samples: one feature per class, one in that of the label and zero elsewhere.</summary>
/// <remarks>
/// <para>The target of a classifier: a distribution over the classes, as cross-entropy takes it.</para>
/// <para><b>Shapes</b> A vector with as many features as the set has classes.</para>
/// <para><b>Memory</b> The labels of the set; samples are written as they are read.</para>
/// </remarks>
public sealed class OneHotLabels : IDataset
{
    /// <summary>Shows the labels of a set.</summary>
    /// <param name="source">A set with labels.</param>
    /// <exception cref="ArgumentException">The set has no labels.</exception>
    public OneHotLabels(IDataset source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Labels.IsEmpty)
        {
            throw new ArgumentException(
                Phrase.Of($"Received {source.Name} without labels, expected a label for each sample: they are what a classifier learns."), nameof(source));
        }

        Name = $"the classes of {source.Name}";
        Labels = source.Labels;
        ClassNames = source.ClassNames;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Count => Labels.Length;

    /// <inheritdoc/>
    public Shape Shape => new(ClassNames.Count);

    /// <inheritdoc/>
    public ReadOnlyMemory<int> Labels { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The batch has another number of features or of columns.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is not one of the samples.</exception>
    public void Read(ReadOnlySpan<int> indices, Tensor destination, Workers workers)
    {
        SampleShape.CheckDestination(Shape, indices, destination);
        destination.Span.Clear();
        ReadOnlySpan<int> labels = Labels.Span;
        for (int column = 0; column < indices.Length; column++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(indices[column], nameof(indices));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(indices[column], Count, nameof(indices));
            destination[labels[indices[column]], column] = 1;
        }
    }
}
