using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Uses a trained network on plain arrays: encode, decode, reconstruct.</summary>
/// <remarks>Samples lie one after the other, features ordered <c>[y][x][channel]</c>. An instance serves one caller at a time; several
/// instances may share a network.</remarks>
public sealed class Inference
{
    private const int LargestBatch = 256;

    private readonly Plan _plan;

    /// <summary>Prepares a network for use.</summary>
    /// <param name="network">The network.</param>
    /// <param name="workers">The team; the calling thread alone by default.</param>
    public Inference(Network network, Workers? workers = null)
    {
        Network = network;
        _plan = Plan.ForInference(network, LargestBatch, workers ?? Workers.Single);
    }

    /// <summary>Gets the network.</summary>
    public Network Network { get; }

    /// <summary>Computes the codes of samples.</summary>
    /// <param name="samples">Whole samples of the network's input size.</param>
    /// <returns>The codes, one after the other.</returns>
    /// <exception cref="ArgumentException">The length is not a multiple of the input size.</exception>
    public float[] Encode(ReadOnlySpan<float> samples) => Run(samples, static p => p.Input, static p => p.Encode(), static p => p.Code);

    /// <summary>Computes the reconstructions of codes.</summary>
    /// <param name="codes">Whole codes.</param>
    /// <returns>The reconstructions, one after the other.</returns>
    /// <exception cref="ArgumentException">The length is not a multiple of the code size.</exception>
    public float[] Decode(ReadOnlySpan<float> codes) => Run(codes, static p => p.Code, static p => p.Decode(), static p => p.Output);

    /// <summary>Encodes and decodes samples.</summary>
    /// <param name="samples">Whole samples of the network's input size.</param>
    /// <returns>The reconstructions, one after the other.</returns>
    /// <exception cref="ArgumentException">The length is not a multiple of the input size.</exception>
    public float[] Reconstruct(ReadOnlySpan<float> samples) =>
        Run(samples, static p => p.Input, static p => p.Forward(), static p => p.Output);

    private float[] Run(ReadOnlySpan<float> values, Func<Plan, Tensor> from, Action<Plan> work, Func<Plan, Tensor> to)
    {
        int size = from(_plan).Rows, outputSize = to(_plan).Rows;
        (int count, int rest) = Math.DivRem(values.Length, size);
        if (rest != 0) throw new ArgumentException($"Received {values.Length} numbers, expected a multiple of {size}.", nameof(values));

        float[] results = new float[checked(count * outputSize)];
        for (int start = 0; start < count; start += LargestBatch)
        {
            _plan.Columns = Math.Min(LargestBatch, count - start);
            from(_plan).CopyFromSamples(values.Slice(start * size, _plan.Columns * size));
            work(_plan);
            to(_plan).CopyToSamples(results.AsSpan(start * outputSize, _plan.Columns * outputSize));
        }

        return results;
    }
}
