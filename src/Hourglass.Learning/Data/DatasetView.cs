using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Shows chosen samples of another set in a chosen order.</summary>
/// <remarks><b>Memory</b> Eight bytes per sample for its index and label; the samples stay where they are. A view of a view reads
/// the first set directly.</remarks>
public sealed class DatasetView : IDataset
{
    private const int ChunkColumns = 16 * Tensor.PanelWidth;

    private readonly IDataset _source;
    private readonly int[] _indices;

    /// <summary>Chooses samples.</summary>
    /// <param name="source">The set to choose from.</param>
    /// <param name="indices">Which samples, in which order; at least one, repetitions allowed.</param>
    /// <param name="name">The name that reports show; null, the default, keeps the source's.</param>
    /// <exception cref="ArgumentException">There are no indices.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is not one of the samples.</exception>
    public DatasetView(IDataset source, ReadOnlySpan<int> indices, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (indices.IsEmpty)
            throw new ArgumentException("Received no indices, expected at least one: a set of no samples serves nothing.", nameof(indices));

        Name = name ?? source.Name;
        Labels = Gather(source.Labels.Span, indices, source.Count);
        ClassNames = source.ClassNames;
        Targets = source.Targets is { } targets ? new DatasetView(targets, indices) : null;
        (_source, _indices) = source is DatasetView view
            ? (view._source, Gather(view._indices, indices, view.Count))
            : (source, indices.ToArray());
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Count => _indices.Length;

    /// <inheritdoc/>
    public Shape Shape => _source.Shape;

    /// <inheritdoc/>
    public ReadOnlyMemory<int> Labels { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Gets the targets of the chosen samples, in the same order; null where the source has none.</summary>
    public IDataset? Targets { get; }

    /// <summary>Gets the set that the samples are read from.</summary>
    internal IDataset Source => _source;

    /// <summary>Gets which of its samples these are.</summary>
    internal ReadOnlySpan<int> Indices => _indices;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The batch has another number of features or of columns.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is not one of the samples.</exception>
    public void Read(ReadOnlySpan<int> indices, Tensor destination, Workers workers)
    {
        SampleShape.CheckDestination(Shape, indices, destination);

        // Whole panels at a time, so that the translated indices fit on the stack and a batch allocates nothing.
        Span<int> chunk = stackalloc int[ChunkColumns];
        for (int start = 0; start < indices.Length; start += ChunkColumns)
        {
            ReadOnlySpan<int> asked = indices.Slice(start, Math.Min(ChunkColumns, indices.Length - start));
            for (int i = 0; i < asked.Length; i++)
            {
                CheckIndex(asked[i], Count, nameof(indices));
                chunk[i] = _indices[asked[i]];
            }

            Tensor part = destination.SlicePanels(start / Tensor.PanelWidth, Tensor.PanelsFor(asked.Length));
            _source.Read(chunk[..asked.Length], part, workers);
        }
    }

    private static int[] Gather(ReadOnlySpan<int> values, ReadOnlySpan<int> indices, int count)
    {
        int[] gathered = values.IsEmpty ? [] : new int[indices.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            CheckIndex(indices[i], count, nameof(indices));
            if (gathered.Length > 0) gathered[i] = values[indices[i]];
        }

        return gathered;
    }

    private static void CheckIndex(int index, int count, string parameter)
    {
        if ((uint)index < (uint)count) return;
        throw new ArgumentOutOfRangeException(
            parameter, FormattableString.Invariant($"Received {index}, expected 0 to {count - 1}, one of the set's samples."));
    }
}
