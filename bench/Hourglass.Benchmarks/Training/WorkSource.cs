using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Benchmarks;

/// <summary>Gathers the images of a batch and, for a classifier, marks their classes in the target.</summary>
/// <param name="images">All images.</param>
internal sealed class WorkSource(ImageSet images) : IBatchSource
{
    /// <summary>Gets or sets the images of the batch.</summary>
    public ReadOnlyMemory<int> Batch { get; set; }

    /// <inheritdoc/>
    public void Fill(int first, Tensor destination, Workers workers) =>
        images.Read(Batch.Span.Slice(first, destination.Columns), destination, workers);

    /// <inheritdoc/>
    public void FillTarget(int first, Tensor destination, Workers workers)
    {
        ReadOnlySpan<int> labels = images.Labels.Span, indices = Batch.Span.Slice(first, destination.Columns);
        destination.Span.Clear();
        for (int column = 0; column < indices.Length; column++) destination[labels[indices[column]], column] = 1;
    }
}
