using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>A variational network under another bound of the likelihood, with the same weights.</summary>
internal static class SampledNetwork
{
    /// <summary>Makes a network whose loss is a bound in nats: the binary cross-entropy summed over features, and a divergence of weight 1.</summary>
    /// <param name="network">The network.</param>
    /// <param name="samples">The codes of each sample, to be weighed by importance; null for one, and the divergence in closed form.</param>
    /// <exception cref="SpecException">There is no Gaussian code in the encoder, or the number does not fit.</exception>
    public static Network Of(Network network, int? samples)
    {
        ModelSpec spec = network.Spec;
        if (!spec.Encoder.Any(static layer => layer is GaussianLatentSpec))
            throw new SpecException([new("encoder", Phrase.Of("received no gaussian latent, expected one, whose codes can be drawn."))]);
        LossKind kind = spec.Loss.Kind == LossKind.BceLogits ? LossKind.BceLogits : LossKind.Bce;
        Network same = Network.Build(
            spec with
            {
                Encoder = [.. spec.Encoder.Select(layer => layer is GaussianLatentSpec latent ? new GaussianLatentSpec(latent.Units, latent.Head, Samples: samples) : layer)],
                Loss = new LossSpec(kind, LossReduction.Sum),
            },
            new RandomKey(0));
        network.Parameters.Values.Span.CopyTo(same.Parameters.Values.Span);
        return same;
    }
}
