using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Fills a plan with chosen samples of a data set.</summary>
internal sealed class DatasetSource : IBatchSource
{
    private IDataset? _set;
    private ReadOnlyMemory<int> _indices;

    /// <summary>Gets the samples of the batch.</summary>
    public ReadOnlySpan<int> Indices => _indices.Span;

    /// <summary>Chooses the samples of the next batch.</summary>
    public void Set(IDataset set, ReadOnlyMemory<int> indices)
    {
        _set = set;
        _indices = indices;
    }

    /// <summary>Goes through a whole set in its order, one batch of a plan after the other: sets the plan's columns and the samples.</summary>
    /// <returns>The number of each batch's first sample.</returns>
    public IEnumerable<int> InOrder(IDataset set, Plan plan)
    {
        int[] indices = [.. Enumerable.Range(0, set.Count)];
        for (int start = 0; start < indices.Length; start += plan.Batch)
        {
            plan.Columns = Math.Min(plan.Batch, indices.Length - start);
            Set(set, indices.AsMemory(start, plan.Columns));
            yield return start;
        }
    }

    /// <inheritdoc/>
    public void Fill(int first, Tensor destination, Workers workers) =>
        _set!.Read(_indices.Span.Slice(first, destination.Columns), destination, workers);

    /// <inheritdoc/>
    public void FillTarget(int first, Tensor destination, Workers workers) =>
        _set!.Targets!.Read(_indices.Span.Slice(first, destination.Columns), destination, workers);
}
