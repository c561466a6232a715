using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Goes through a set in its order, one batch after the other.</summary>
internal static class SampleBatches
{
    /// <summary>Samples of one batch: whole blocks of <see cref="ScatterMatrix"/>, few enough to stay in the cache.</summary>
    public const int Usual = 512;

    /// <summary>Reads batch after batch into the same memory.</summary>
    public static IEnumerable<Tensor> Of(IDataset set, Workers workers, CancellationToken cancellation, int size = Usual)
    {
        int[] indices = [.. Enumerable.Range(0, set.Count)];
        Tensor batch = new(set.Shape, Math.Min(size, set.Count));
        for (int start = 0; start < set.Count; start += size)
        {
            cancellation.ThrowIfCancellationRequested();
            Tensor part = batch.WithColumns(Math.Min(size, set.Count - start));
            set.Read(indices.AsSpan(start, part.Columns), part, workers);
            yield return part;
        }
    }
}
