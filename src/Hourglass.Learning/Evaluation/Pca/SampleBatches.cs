using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Goes through a set in its order, one batch after the other.</summary>
internal static class SampleBatches
{
    /// <summary>Samples of one batch: whole blocks of <see cref="ScatterMatrix"/>, few enough to stay in the cache.</summary>
    private const int Batch = 512;

    /// <summary>Reads batch after batch into the same memory.</summary>
    public static IEnumerable<Tensor> Of(IDataset set, Workers workers, CancellationToken cancellation = default)
    {
        int[] indices = [.. Enumerable.Range(0, set.Count)];
        Tensor batch = new(set.Shape, Math.Min(Batch, set.Count));
        for (int start = 0; start < set.Count; start += Batch)
        {
            cancellation.ThrowIfCancellationRequested();
            Tensor part = batch.WithColumns(Math.Min(Batch, set.Count - start));
            set.Read(indices.AsSpan(start, part.Columns), part, workers);
            yield return part;
        }
    }
}
