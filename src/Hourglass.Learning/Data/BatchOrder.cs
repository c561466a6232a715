using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Deals the samples of an epoch into batches, in an order that is a function of the key and the epoch.</summary>
/// <remarks>
/// <para><b>Determinism</b> The order of an epoch depends on the key and the epoch alone, not on the epochs before it: a resumed run
/// sees the same batches as an uninterrupted one.</para>
/// <para><b>Memory</b> Four bytes per sample, reused from epoch to epoch; dealing allocates nothing.</para>
/// </remarks>
public sealed class BatchOrder
{
    // Tells this use of the run's key from every other one: "order" in ASCII.
    private const ulong Identity = 0x6F72_6465_72;

    private readonly int[] _order;
    private readonly RandomKey _key;
    private readonly bool _shuffle;

    /// <summary>Prepares the order of epoch 0.</summary>
    /// <param name="count">The number of samples.</param>
    /// <param name="batchSize">The number of samples in a batch; 1 to <paramref name="count"/>.</param>
    /// <param name="key">The run's key; the order folds its own identity into it.</param>
    /// <param name="shuffle">Whether each epoch has its own order. The default is true: batches of one class would otherwise pull the
    /// weights to and fro. Without it every epoch runs from the first sample to the last.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The batch is empty or larger than the set.</exception>
    public BatchOrder(int count, int batchSize, RandomKey key, bool shuffle = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (batchSize < 1 || batchSize > count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(batchSize),
                Phrase.Of($"Received a batch of {batchSize}, expected 1 to {count}, the samples of the set."));
        }

        _order = new int[count];
        _key = key.Fold(Identity);
        _shuffle = shuffle;
        BatchSize = batchSize;
        Deal(0);
    }

    /// <summary>Gets the number of samples.</summary>
    public int Count => _order.Length;

    /// <summary>Gets the number of samples in every batch but perhaps the last.</summary>
    public int BatchSize { get; }

    /// <summary>Gets the number of batches in an epoch; the last one holds what is left.</summary>
    public int Batches => ((Count - 1) / BatchSize) + 1;

    /// <summary>Gets the epoch whose order is laid out.</summary>
    public int Epoch { get; private set; }

    /// <summary>Lays out the order of an epoch.</summary>
    /// <param name="epoch">Which epoch, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epoch"/> is negative.</exception>
    public void Deal(int epoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        Epoch = epoch;
        if (_shuffle)
        {
            _key.Fold((ulong)epoch).FillPermutation(_order);
            return;
        }

        for (int i = 0; i < _order.Length; i++) _order[i] = i;
    }

    /// <summary>Gets the samples of one batch.</summary>
    /// <param name="batch">Which batch, from 0.</param>
    /// <returns>The indices of its samples, valid until the next <see cref="Deal"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The epoch has no such batch.</exception>
    public ReadOnlyMemory<int> Batch(int batch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(batch);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(batch, Batches);
        int start = batch * BatchSize;
        return _order.AsMemory(start, Math.Min(BatchSize, Count - start));
    }
}
