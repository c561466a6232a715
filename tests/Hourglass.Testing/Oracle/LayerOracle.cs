using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Testing;

/// <summary>The definition of each layer: a naive forward pass of a batch, in double precision.</summary>
public static class LayerOracle
{
    /// <summary>Computes the outputs of a layer and its share of the loss; parameters are in the order and layout of files.</summary>
    /// <param name="spec">The layer.</param>
    /// <param name="input">The shape of a sample.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="pass">What the pass is for.</param>
    public static OracleOutput Forward(
        LayerSpec spec, Shape input, double[][] samples, IReadOnlyList<double[]> parameters, OraclePass pass) => spec switch
        {
            DenseSpec dense => DenseOracle.Forward(dense, samples, parameters),
            Conv2dSpec conv => ConvOracle.Forward(conv, input, samples, parameters),
            TransposedConv2dSpec conv => ConvOracle.Forward(conv, input, samples, parameters),
            ActivationSpec activation => Each(samples, x => ActivationOracle.Apply(activation.Activation, x)),
            CorruptionSpec corruption => CorruptionOracle.Forward(corruption, input, samples, pass),
            ActivityPenaltySpec penalty => PenaltyOracle.Activity(penalty, samples),
            SparsitySpec penalty => PenaltyOracle.Sparsity(penalty, samples),
            FlattenSpec or ReshapeSpec => samples,
            MaxPoolSpec pool => Each(samples, x => ImageOracle.Pool(pool, x, input)),
            AveragePoolSpec pool => Each(samples, x => ImageOracle.Pool(pool, x, input)),
            UpsampleSpec upsample => Each(samples, x => ImageOracle.Upsample(upsample, x, input)),
            BatchNormSpec norm => NormOracle.Batch(norm, input, samples, parameters, pass.Mode),
            LayerNormSpec norm => Each(samples, x => NormOracle.Layer(norm, x, parameters)),
            DropoutSpec dropout when pass.Mode == PassMode.Training => samples.Select((sample, n) => sample
                .Select((x, f) => pass.Key().Uniform(n, f) < (float)dropout.Rate ? 0 : x / (1 - dropout.Rate)).ToArray()).ToArray(),
            DropoutSpec => samples,
            ResidualSpec residual => ResidualOracle.Forward(residual, input, samples, parameters, pass),
            GaussianLatentSpec latent => LatentOracle.Forward(latent, samples, parameters, pass),
            VectorQuantizerSpec quantizer => QuantizerOracle.Forward(quantizer, input, samples, parameters[0], pass),
            MmdSpec mmd => MmdOracle.Forward(mmd, samples, pass),
            _ => throw new NotSupportedException(
                $"Write the oracle of {spec.GetType().Name} for {input} and mode {pass.Mode} here: its forward pass in a few lines."),
        };

    /// <summary>Finds the distance of the nearest number from a kink, where differences say nothing; infinite where there is no kink.</summary>
    /// <param name="spec">The layer.</param>
    /// <param name="input">The shape of a sample.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="pass">What the pass is for.</param>
    public static double DistanceFromKink(
        LayerSpec spec, Shape input, double[][] samples, IReadOnlyList<double[]> parameters, OraclePass pass) => spec switch
        {
            DenseSpec dense => ActivationOracle.DistanceFromKink(
                dense.Activation, Forward(dense with { Activation = ActivationKind.Linear, Contractive = null }, input, samples, parameters, pass)),
            Conv2dSpec conv => ActivationOracle.DistanceFromKink(
                conv.Activation, Forward(conv with { Activation = ActivationKind.Linear }, input, samples, parameters, pass)),
            TransposedConv2dSpec conv => ActivationOracle.DistanceFromKink(
                conv.Activation, Forward(conv with { Activation = ActivationKind.Linear }, input, samples, parameters, pass)),
            ActivationSpec activation => ActivationOracle.DistanceFromKink(activation.Activation, new OracleOutput(samples)),
            MaxPoolSpec pool => samples.Min(x => ImageOracle.LeastLead(pool, x, input)),
            CorruptionSpec corruption => CorruptionOracle.DistanceFromKink(corruption, samples, pass),
            ResidualSpec residual => ResidualOracle.DistanceFromKink(residual, input, samples, parameters, pass),
            GaussianLatentSpec latent => LatentOracle.DistanceFromKink(latent, samples, parameters),
            VectorQuantizerSpec quantizer => QuantizerOracle.LeastLead(quantizer, input, samples, parameters[0]),
            ActivityPenaltySpec { L1: > 0 } => samples.Min(static sample => sample.Min(Math.Abs)),
            SparsitySpec => PenaltyOracle.DistanceFromEnds(samples),
            _ => double.PositiveInfinity,
        };

    private static OracleOutput Each(double[][] samples, Func<double[], double[]> function) => samples.Select(function).ToArray();
}
