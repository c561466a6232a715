using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>The model that repairs its input: <c>denoising</c>.</summary>
internal static class DenoisingModels
{
    /// <summary>Gets dense layers that see a damaged sample and answer with the clean one, by default under the noise of the course: normal,
    /// of a deviation of 0.5, pixels kept in [0, 1].</summary>
    public static NamedModel Denoising { get; } = new(
        "denoising",
        Phrase.Mark("dense layers that answer a damaged sample with the clean one"),
        new()
        {
            Code = 32,
            Layers = [],
            Noise = NoiseKind.GaussianNoise,
            Drop = 0.3,
            Deviation = 0.5,
            Share = 0.1,
            Block = 8,
            Blur = 1.5,
            Activation = ActivationKind.Relu,
            OutputActivation = ActivationKind.Sigmoid,
            Loss = LossKind.Mse,
            Reduction = LossReduction.Mean,
            Initializer = new(),
        },
        static (input, options) => new(
            [Noise(options), .. DenseModels.Layers(options.Layers!, options), DenseModels.Layer(options.Code!.Value, options.Activation!.Value, options)],
            [.. DenseModels.Layers(options.Layers!.Reverse(), options), .. DenseModels.Output(input, options)]));

    private static LayerSpec Noise(ModelOptions options) => options.Noise switch
    {
        NoiseKind.Mask => new MaskSpec(options.Drop!.Value),
        NoiseKind.GaussianNoise => new GaussianNoiseSpec(options.Deviation!.Value, 0, 1),
        NoiseKind.SaltAndPepper => new SaltAndPepperSpec(options.Share!.Value),
        NoiseKind.BlockOcclusion => new BlockOcclusionSpec(options.Block!.Value),
        _ => new BlurSpec(options.Blur!.Value),
    };
}
