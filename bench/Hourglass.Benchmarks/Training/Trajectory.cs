using System.Runtime.InteropServices;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Benchmarks;

/// <summary>The same start for both sides: weights and the order of batches, in memory and as the files that a peer reads.</summary>
/// <param name="Weights">Layer after layer, the weights in the order of our files, then the biases.</param>
/// <param name="Order">Which image comes at which place; batch after batch.</param>
/// <param name="Steps">The number of steps.</param>
/// <param name="WeightsFile">The weights as little-endian floats.</param>
/// <param name="OrderFile">The order as little-endian integers.</param>
/// <param name="AreCodes">Whether the sides give the codes of the batches instead of the losses.</param>
/// <param name="NoiseFile">What a Gaussian code draws, by step, sample and unit, as little-endian floats; null where there is none.</param>
internal sealed record Trajectory(
    IReadOnlyList<float[]> Weights, int[] Order, int Steps, string WeightsFile, string OrderFile, bool AreCodes, string? NoiseFile)
{
    public const int DefaultSteps = 20;

    private const ulong Seed = 42;

    /// <summary>Gets the source of our random numbers along the trajectory.</summary>
    public static RandomKey NoiseKey { get; } = new(Seed);

    /// <summary>Draws weights and batches for a work and writes them down.</summary>
    public static Trajectory Prepare(Work work, int images, TemporaryFolder folder)
    {
        Network network = Network.Build(work.Model(), new RandomKey(Seed));
        IReadOnlyList<float[]> weights =
            [.. InOrder(network).Select(parameter => ParameterSet.Export(parameter, network.Parameters.Values))];
        int[] order = new int[DefaultSteps * work.Batch];
        RandomKey key = new(Seed);
        for (int i = 0; i < order.Length; i++) order[i] = key.Below(i, images);

        string? noise = WriteNoise(work, network, folder.In($"{work.Name}.noise.f32"));
        Trajectory trajectory = new(
            weights, order, DefaultSteps, folder.In($"{work.Name}.f32"), folder.In($"{work.Name}.i32"), work.Task == WorkTask.Encode, noise);
        float[] flat = [.. weights.SelectMany(static values => values)];
        File.WriteAllBytes(trajectory.WeightsFile, MemoryMarshal.AsBytes<float>(flat));
        File.WriteAllBytes(trajectory.OrderFile, MemoryMarshal.AsBytes<int>(order));
        return trajectory;
    }

    /// <summary>Gets a network's parameters in the order of the file.</summary>
    public static IEnumerable<Parameter> InOrder(Network network) => network.Encoder.Concat(network.Decoder)
        .SelectMany(Apart)
        .SelectMany(layer => network.Parameters.All.Where(parameter => ReferenceEquals(parameter.Layer, layer)));

    private static IEnumerable<Layer> Apart(Layer layer) => layer.Parts.Count == 0 ? [layer] : layer.Parts.SelectMany(static part => Apart(part.Layer));

    /// <summary>Writes what our Gaussian code draws in each step, as a plan folds step and place into the key.</summary>
    private static string? WriteNoise(Work work, Network network, string path)
    {
        if (network.Encoder.OfType<GaussianLatent>().SingleOrDefault() is not { } latent) return null;
        Layer[] computing = [.. network.Encoder.SelectMany(Apart).Where(static layer => !layer.IsView)];
        int place = Array.IndexOf(computing, latent.Parts[^1].Layer), units = latent.Output.Size;
        float[] noise = new float[DefaultSteps * work.Batch * units];
        for (int i = 0; i < noise.Length; i++)
        {
            (int step, int rest) = Math.DivRem(i, work.Batch * units);
            noise[i] = NoiseKey.Fold((ulong)step).Fold((ulong)place).Normal(rest / units, rest % units);
        }

        File.WriteAllBytes(path, MemoryMarshal.AsBytes<float>(noise));
        return path;
    }
}
