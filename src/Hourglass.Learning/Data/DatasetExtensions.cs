namespace Hourglass.Learning;

/// <summary>Chooses samples of a set without copying them.</summary>
public static class DatasetExtensions
{
    /// <summary>Views the first samples.</summary>
    /// <param name="source">The set to choose from.</param>
    /// <param name="count">How many; 1 to the number of samples.</param>
    /// <returns>A view of the first samples; the set itself where they are all.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The set has fewer samples, or <paramref name="count"/> is below 1.</exception>
    public static IDataset Take(this IDataset source, int count)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (count < 1 || count > source.Count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(count),
                FormattableString.Invariant($"Received {count}, expected 1 to {source.Count}, the samples of {source.Name}."));
        }

        if (count == source.Count) return source;

        int[] indices = new int[count];
        for (int i = 0; i < count; i++) indices[i] = i;
        return new DatasetView(source, indices);
    }

    /// <summary>Views chosen samples in a chosen order.</summary>
    /// <param name="source">The set to choose from.</param>
    /// <param name="indices">Which samples, in which order; at least one.</param>
    /// <param name="name">The name that reports show; null, the default, keeps the source's.</param>
    /// <exception cref="ArgumentException">There are no indices.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is not one of the samples.</exception>
    public static DatasetView Subset(this IDataset source, ReadOnlySpan<int> indices, string? name = null) =>
        new(source, indices, name);

    /// <summary>Views the samples of a view in the order of the set that it was chosen from.</summary>
    /// <remarks>Pictures of a folder are opened in a mixed order; this one is that of their names again.</remarks>
    /// <param name="source">The view; any other set is handed back as it is.</param>
    public static IDataset InSourceOrder(this IDataset source)
    {
        if (source is not DatasetView view) return source;
        int[] indices = view.Indices.ToArray();
        Array.Sort(indices);
        return new DatasetView(view.Source, indices, view.Name);
    }
}
