using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>The model whose code is made of words of a codebook: <c>vq-vae</c>.</summary>
internal static class QuantizedModels
{
    /// <summary>Gets convolutions to a map of vectors, each replaced by the nearest of a learned codebook, after van den Oord et al., Neural
    /// Discrete Representation Learning, 2017.</summary>
    public static NamedModel VqVae { get; } = new(
        "vq-vae",
        Phrase.Mark("convolutions to a map of vectors out of a learned codebook"),
        new()
        {
            Code = 16,
            Codebook = 64,
            Commitment = 0.25,
            Filters = [16, 32],
            Kernel = 3,
            Stride = 2,
            Activation = ActivationKind.Relu,
            OutputActivation = ActivationKind.Sigmoid,
            Loss = LossKind.Mse,
            Reduction = LossReduction.Mean,
            Initializer = new(),
        },
        static (input, options) => new(
            [
                .. ConvolutionModels.Downwards(options),
                new Conv2dSpec(options.Code!.Value, 1, Initializer: ConvolutionModels.Start(options)),
                new VectorQuantizerSpec(options.Codebook!.Value, Commitment: options.Commitment!.Value),
            ],
            [
                new Conv2dSpec(options.Filters![^1], options.Kernel!.Value, Activation: options.Activation!.Value, Initializer: ConvolutionModels.Start(options)),
                .. ConvolutionModels.Upsized(input, options, options.Filters.Count),
            ]))
    {
        NeedsImage = true,
        Training = new() { Epochs = 10, Batch = 128 },
    };
}
