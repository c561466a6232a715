using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>The models whose codes follow a distribution: <c>vae</c>, <c>beta-vae</c>, <c>conv-vae</c>, <c>iwae</c>, <c>wae</c>.</summary>
/// <remarks>Of the variational ones cross-entropy and divergence are both summed over an image, in nats, so that the loss is a bound of the
/// likelihood.</remarks>
internal static class VariationalModels
{
    // The example of PyTorch, whose figures are published.
    private static readonly ModelOptions Dense = new()
    {
        Code = 20,
        Layers = [400],
        Beta = 1,
        WarmUp = 0,
        FreeBits = 0,
        Activation = ActivationKind.Relu,
        OutputActivation = ActivationKind.Sigmoid,
        Loss = LossKind.Bce,
        Reduction = LossReduction.Sum,
        Initializer = new(),
    };

    private static readonly TrainingOptions Usual = new() { Epochs = 10, Batch = 128 };

    /// <summary>Gets the variational autoencoder with the sizes of PyTorch's example.</summary>
    public static NamedModel Vae { get; } = new(
        "vae", Phrase.Mark("dense layers around a normal distribution of codes, from which new samples can be drawn"), Dense, BuildDense)
    { Training = Usual };

    /// <summary>Gets the same with a divergence that weighs 4 times as much, as in Higgins et al., beta-VAE, 2017, and fewer units, of which
    /// each is to vary one thing.</summary>
    public static NamedModel BetaVae { get; } = new(
        "beta-vae", Phrase.Mark("a vae whose code is pressed harder, so that units vary one thing each"), Dense with { Code = 10, Beta = 4 }, BuildDense)
    {
        Training = Usual,
    };

    /// <summary>Gets the convolutions of <c>conv</c> around a normal distribution of two numbers, whose plane can be drawn.</summary>
    public static NamedModel ConvVae { get; } = new(
        "conv-vae",
        Phrase.Mark("convolutions around a normal distribution of codes"),
        Dense with { Code = 2, Layers = [64], Filters = [8, 16, 32], Kernel = 3, Stride = 2 },
        static (input, options) => new(
            [.. ConvolutionModels.Downwards(options), .. DenseModels.Layers(options.Layers!, options), Latent(options)],
            [.. DenseModels.Layers(options.Layers!.Reverse(), options), .. ConvolutionModels.Upwards(input, options)]))
    {
        NeedsImage = true,
        Training = Usual with { Epochs = 30 },
    };

    /// <summary>Gets the importance-weighted autoencoder of Burda et al., Importance Weighted Autoencoders, 2016, with the sizes of
    /// <c>vae</c>. With 5 codes of an image the paper gains 1.2 nats on a vae and with 50 it gains 2, at the price of so many times the work; 8 is
    /// the next number above 5 that divides a panel of columns.</summary>
    public static NamedModel Iwae { get; } = new(
        "iwae",
        Phrase.Mark("a vae that draws several codes of each image and weighs them, for a tighter bound"),
        Dense with { Beta = null, WarmUp = null, FreeBits = null, Samples = 8 },
        BuildDense)
    {
        Training = Usual,
    };

    /// <summary>Gets a Wasserstein autoencoder: its codes are not drawn, but all of them together are pressed into a normal distribution,
    /// beside a squared error summed over the image, as in Tolstikhin et al., Wasserstein Auto-Encoders, 2018.</summary>
    public static NamedModel Wae { get; } = new(
        "wae",
        Phrase.Mark("dense layers whose codes together are pressed into a normal distribution"),
        new()
        {
            Code = 8,
            Layers = [400],
            Discrepancy = 10,
            Activation = ActivationKind.Relu,
            CodeActivation = ActivationKind.Linear,
            OutputActivation = ActivationKind.Sigmoid,
            Loss = LossKind.Mse,
            Reduction = LossReduction.Sum,
            Initializer = new(),
        },
        static (input, options) =>
        {
            ModelParts deep = DenseModels.BuildDeep(input, options);
            return deep with { Encoder = [.. deep.Encoder, new MmdSpec(options.Discrepancy!.Value)] };
        })
    {
        Training = Usual,
    };

    private static ModelParts BuildDense(Shape input, ModelOptions options) => new(
        [.. DenseModels.Layers(options.Layers!, options), Latent(options)],
        [.. DenseModels.Layers(options.Layers!.Reverse(), options), .. DenseModels.Output(input, options)]);

    private static GaussianLatentSpec Latent(ModelOptions options) => new(
        options.Code!.Value, Beta: options.Beta ?? 1, WarmUp: options.WarmUp ?? 0, FreeBits: options.FreeBits ?? 0, Samples: options.Samples);
}
