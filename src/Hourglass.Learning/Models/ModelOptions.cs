using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>What one may change about a named model; what is null keeps the model's own default.</summary>
/// <remarks>Each property is an option of <see cref="ModelOption.All"/>; a model takes those that its
/// <see cref="NamedModel.Defaults"/> have.</remarks>
public sealed record ModelOptions
{
    /// <summary>Gets the number of features of the code.</summary>
    public int? Code { get; init; }

    /// <summary>Gets the units of the layers between input and code; the decoder has them in reverse.</summary>
    public IReadOnlyList<int>? Layers { get; init; }

    /// <summary>Gets the filters of the convolutions from the input to the code.</summary>
    public IReadOnlyList<int>? Filters { get; init; }

    /// <summary>Gets the rows and columns of the kernels.</summary>
    public int? Kernel { get; init; }

    /// <summary>Gets by how much each convolution, or pooling, divides the sides of the image.</summary>
    public int? Stride { get; init; }

    /// <summary>Gets the number of classes that a classifier tells apart.</summary>
    public int? Classes { get; init; }

    /// <summary>Gets how the input is damaged; where this is not given and the strength of one kind is, that kind.</summary>
    public NoiseKind? Noise { get; init; }

    /// <summary>Gets the share of pixels that <see cref="NoiseKind.Mask"/> drops, not the share that it keeps.</summary>
    public double? Drop { get; init; }

    /// <summary>Gets the standard deviation of <see cref="NoiseKind.GaussianNoise"/>.</summary>
    public double? Deviation { get; init; }

    /// <summary>Gets the share of pixels that <see cref="NoiseKind.SaltAndPepper"/> replaces.</summary>
    public double? Share { get; init; }

    /// <summary>Gets the side of the square of <see cref="NoiseKind.BlockOcclusion"/>, in pixels.</summary>
    public int? Block { get; init; }

    /// <summary>Gets the strength of <see cref="NoiseKind.Blur"/>, in pixels.</summary>
    public double? Blur { get; init; }

    /// <summary>Gets the mean activation that a sparse code is pulled to.</summary>
    public double? SparsityTarget { get; init; }

    /// <summary>Gets the weight with which it is pulled there.</summary>
    public double? SparsityWeight { get; init; }

    /// <summary>Gets the weight of the divergence of a code that is drawn at random.</summary>
    public double? Beta { get; init; }

    /// <summary>Gets the training steps over which that weight grows.</summary>
    public int? WarmUp { get; init; }

    /// <summary>Gets the nats per unit that the divergence leaves alone.</summary>
    public double? FreeBits { get; init; }

    /// <summary>Gets the codes of each sample that are drawn and weighed by importance.</summary>
    public int? Samples { get; init; }

    /// <summary>Gets the weight of the discrepancy between all codes and a normal distribution.</summary>
    public double? Discrepancy { get; init; }

    /// <summary>Gets the number of vectors of a codebook.</summary>
    public int? Codebook { get; init; }

    /// <summary>Gets the weight with which vectors are drawn to the codebook.</summary>
    public double? Commitment { get; init; }

    /// <summary>Gets the activation of the layers between input and code, and back; in a model without any, that of the code.</summary>
    public ActivationKind? Activation { get; init; }

    /// <summary>Gets the activation of the code.</summary>
    public ActivationKind? CodeActivation { get; init; }

    /// <summary>Gets the activation of the reconstruction.</summary>
    public ActivationKind? OutputActivation { get; init; }

    /// <summary>Gets the loss.</summary>
    public LossKind? Loss { get; init; }

    /// <summary>Gets how the loss becomes one number.</summary>
    public LossReduction? Reduction { get; init; }

    /// <summary>Gets how the weights start.</summary>
    public InitializerSpec? Initializer { get; init; }

    /// <summary>Gets the kinds of noise whose strength is given.</summary>
    private IEnumerable<NoiseKind?> GivenNoise =>
    [
        .. Drop is null ? [] : new NoiseKind?[] { NoiseKind.Mask },
        .. Deviation is null ? [] : new NoiseKind?[] { NoiseKind.GaussianNoise },
        .. Share is null ? [] : new NoiseKind?[] { NoiseKind.SaltAndPepper },
        .. Block is null ? [] : new NoiseKind?[] { NoiseKind.BlockOcclusion },
        .. Blur is null ? [] : new NoiseKind?[] { NoiseKind.Blur },
    ];

    /// <summary>Finds strengths of more kinds of noise than the one there is.</summary>
    internal IEnumerable<SpecProblem> CheckNoise()
    {
        string[] given = [.. GivenNoise.Append(Noise).OfType<NoiseKind>().Distinct().Select(SpecNames.Of)];
        if (given.Length > 1)
            yield return new("model.noise", Phrase.Of(
                $"received strengths of {given.Aggregate(static (all, next) => Phrase.Of($"{all} and {next}"))}, expected those of one kind. A spec file can have several."));
    }

    /// <summary>Completes the options by those of a model.</summary>
    /// <param name="defaults">What holds where these options say nothing.</param>
    internal ModelOptions Over(ModelOptions defaults) => new()
    {
        Code = Code ?? defaults.Code,
        Layers = Layers ?? defaults.Layers,
        Filters = Filters ?? defaults.Filters,
        Kernel = Kernel ?? defaults.Kernel,
        Stride = Stride ?? defaults.Stride,
        Classes = Classes ?? defaults.Classes,
        Noise = Noise ?? GivenNoise.FirstOrDefault() ?? defaults.Noise,
        Drop = Drop ?? defaults.Drop,
        Deviation = Deviation ?? defaults.Deviation,
        Share = Share ?? defaults.Share,
        Block = Block ?? defaults.Block,
        Blur = Blur ?? defaults.Blur,
        SparsityTarget = SparsityTarget ?? defaults.SparsityTarget,
        SparsityWeight = SparsityWeight ?? defaults.SparsityWeight,
        Beta = Beta ?? defaults.Beta,
        WarmUp = WarmUp ?? defaults.WarmUp,
        FreeBits = FreeBits ?? defaults.FreeBits,
        Samples = Samples ?? defaults.Samples,
        Discrepancy = Discrepancy ?? defaults.Discrepancy,
        Codebook = Codebook ?? defaults.Codebook,
        Commitment = Commitment ?? defaults.Commitment,
        Activation = Activation ?? defaults.Activation,
        CodeActivation = CodeActivation ?? defaults.CodeActivation,
        OutputActivation = OutputActivation ?? OutputUnder(Loss, defaults.OutputActivation),
        Loss = Loss ?? defaults.Loss,
        Reduction = Reduction ?? (Loss == LossKind.CrossEntropy ? LossReduction.Sum : defaults.Reduction),
        Initializer = Initializer ?? defaults.Initializer,
    };

    private static ActivationKind? OutputUnder(LossKind? loss, ActivationKind? usual) => loss switch
    {
        // That loss has the sigmoid in itself.
        LossKind.BceLogits => ActivationKind.Linear,

        // It asks each output a question of its own, and a softmax would answer all of them with one.
        LossKind.Bce when usual == ActivationKind.Softmax => ActivationKind.Sigmoid,
        _ => usual,
    };
}
