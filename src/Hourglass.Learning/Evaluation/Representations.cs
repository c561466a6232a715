using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Encodes and reconstructs samples of data sets.</summary>
public static class Representations
{
    private const int Batch = 256;

    /// <summary>Computes the codes of a whole set.</summary>
    /// <param name="network">The network.</param>
    /// <param name="set">The set.</param>
    /// <param name="workers">The team.</param>
    /// <returns>A point for each sample, with as many dimensions as the code has numbers.</returns>
    public static Points Encode(Network network, IDataset set, Workers workers)
    {
        Plan plan = Plan.ForInference(network, Math.Min(Batch, set.Count), workers);
        int size = plan.Code.Rows;
        DatasetSource source = new();
        Points codes = new(set.Count, size);
        foreach (int start in source.InOrder(set, plan))
        {
            plan.Encode(source);
            plan.Code.CopyToSamples(codes.Values.Slice(start * size, plan.Columns * size));
        }

        return codes;
    }

    /// <summary>Reads all samples of a set as points, one dimension per feature.</summary>
    /// <param name="set">The set.</param>
    /// <param name="workers">The team.</param>
    public static Points Read(IDataset set, Workers workers) => Read([set], workers);

    /// <summary>Reads all samples of several sets as points, those of the first set first.</summary>
    /// <param name="sets">The sets, of one shape; at least one.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">There is no set, or the sizes of samples differ.</exception>
    public static Points Read(IReadOnlyList<IDataset> sets, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(sets);
        if (sets.Select(static set => set.Shape.Size).Distinct().Count() != 1)
            throw new ArgumentException($"Received samples of {string.Join(" and ", sets.Select(static set => set.Shape))}, expected one size.", nameof(sets));
        Points points = new(sets.Sum(static set => set.Count), sets[0].Shape.Size);
        int first = 0;
        foreach (IDataset set in sets)
        {
            Read(set, points.Values[(first * points.Dimensions)..], workers);
            first += set.Count;
        }

        return points;
    }

    /// <summary>Reads chosen samples as plain numbers.</summary>
    /// <param name="set">The set.</param>
    /// <param name="indices">Which samples.</param>
    /// <param name="workers">The team.</param>
    /// <returns>The samples, one after the other.</returns>
    public static float[] Read(IDataset set, ReadOnlySpan<int> indices, Workers workers)
    {
        Tensor batch = new(set.Shape, indices.Length);
        set.Read(indices, batch, workers);
        float[] samples = new float[batch.Columns * batch.Rows];
        batch.CopyToSamples(samples);
        return samples;
    }

    private static void Read(IDataset set, Span<float> samples, Workers workers)
    {
        Tensor batch = new(set.Shape, Math.Min(Batch, set.Count));
        int[] indices = [.. Enumerable.Range(0, set.Count)];
        for (int start = 0; start < set.Count; start += batch.Columns)
        {
            Tensor part = batch.WithColumns(Math.Min(batch.Columns, set.Count - start));
            set.Read(indices.AsSpan(start, part.Columns), part, workers);
            part.CopyToSamples(samples.Slice(start * part.Rows, part.Columns * part.Rows));
        }
    }
}
