using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Fills a plan with chosen samples of a data set.</summary>
internal sealed class DatasetSource : IBatchSource
{
    private IDataset? _set;
    private ReadOnlyMemory<int> _indices;

    /// <summary>Chooses the samples of the next batch.</summary>
    public void Set(IDataset set, ReadOnlyMemory<int> indices)
    {
        _set = set;
        _indices = indices;
    }

    /// <inheritdoc/>
    public void Fill(int first, Tensor destination, Workers workers) =>
        _set!.Read(_indices.Span.Slice(first, destination.Columns), destination, workers);

    /// <inheritdoc/>
    public void FillTarget(int first, Tensor destination, Workers workers) =>
        _set!.Targets!.Read(_indices.Span.Slice(first, destination.Columns), destination, workers);
}
