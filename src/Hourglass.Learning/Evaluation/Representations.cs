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
    /// <returns>Count x code size numbers, sample by sample.</returns>
    public static float[] Encode(Network network, IDataset set, Workers workers)
    {
        Plan plan = Plan.ForInference(network, Math.Min(Batch, set.Count), workers);
        int size = plan.Code.Rows;
        DatasetSource source = new();
        float[] codes = new float[checked(set.Count * size)];
        foreach (int start in source.InOrder(set, plan))
        {
            plan.Encode(source);
            plan.Code.CopyToSamples(codes.AsSpan(start * size, plan.Columns * size));
        }

        return codes;
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
