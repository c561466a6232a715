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
    public static Points Read(IDataset set, Workers workers)
    {
        Points points = new(set.Count, set.Shape.Size);
        Tensor batch = new(set.Shape, Math.Min(Batch, set.Count));
        int[] indices = [.. Enumerable.Range(0, set.Count)];
        for (int start = 0; start < set.Count; start += batch.Columns)
        {
            Tensor part = batch.WithColumns(Math.Min(batch.Columns, set.Count - start));
            set.Read(indices.AsSpan(start, part.Columns), part, workers);
            part.CopyToSamples(points.Values.Slice(start * points.Dimensions, part.Columns * points.Dimensions));
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
}
