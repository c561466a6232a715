using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Benchmarks;

/// <summary>Gathers the images of a batch and, for a classifier, marks their classes in the plan's target.</summary>
/// <param name="images">All images.</param>
/// <param name="classifier">The plan that learns the labels; null where the target is the input.</param>
internal sealed class WorkSource(ImageSet images, Plan? classifier) : IBatchSource
{
    /// <summary>Gets or sets the images of the batch.</summary>
    public ReadOnlyMemory<int> Batch { get; set; }

    /// <inheritdoc/>
    public void Fill(int first, Tensor destination, Workers workers)
    {
        ReadOnlySpan<int> indices = Batch.Span.Slice(first, destination.Columns);
        images.Read(indices, destination, workers);
        if (classifier is not null) MarkClasses(indices, classifier.Target.SlicePanels(first / Tensor.PanelWidth, destination.Panels));
    }

    private void MarkClasses(ReadOnlySpan<int> indices, Tensor target)
    {
        ReadOnlySpan<int> labels = images.Labels.Span;
        target.Span.Clear();
        for (int column = 0; column < indices.Length; column++) target[labels[indices[column]], column] = 1;
    }
}
