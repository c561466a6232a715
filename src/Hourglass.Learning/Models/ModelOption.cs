using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>One thing that may be changed about named models: its name, its words, and how it is read from text.</summary>
/// <remarks>This table is the one place that knows the options: the command line, its help and its errors, and the refusals of
/// <see cref="NamedModel"/> come from it. A new option is a property of <see cref="ModelOptions"/> and a line here.</remarks>
public sealed class ModelOption
{
    // A loss of one's own has a name besides, which a spec file can say.
    private static readonly OptionKind<LossKind> Losses = OptionKind.Word(LossKind.Own);

    private readonly Func<ModelOptions, string?> _write;
    private readonly Func<ModelOptions, string, ModelOptions> _read;
    private readonly Func<ModelOptions, string?> _check;

    private ModelOption(
        string name,
        string value,
        string description,
        Func<ModelOptions, string?> write,
        Func<ModelOptions, string, ModelOptions> read,
        Func<ModelOptions, string?> check)
    {
        Name = name;
        Value = value;
        Description = description;
        _write = write;
        _read = read;
        _check = check;
    }

    /// <summary>Gets all options in the order in which help shows them.</summary>
    public static IReadOnlyList<ModelOption> All { get; } =
    [
        Of("code", Phrase.Mark("features of the code"), OptionKind.Count, static o => o.Code, static (o, v) => o with { Code = v }),
        Of("layers", Phrase.Mark("units of the dense layers before the code; the decoder has them in reverse"), OptionKind.Counts,
            static o => o.Layers, static (o, v) => o with { Layers = v }),
        Of("filters", Phrase.Mark("filters of the convolutions before the code; the decoder has them in reverse"), OptionKind.Counts,
            static o => o.Filters, static (o, v) => o with { Filters = v }),
        Of("kernel", Phrase.Mark("rows and columns of the kernels"), OptionKind.Count, static o => o.Kernel, static (o, v) => o with { Kernel = v }),
        Of("stride", Phrase.Mark("by how much each convolution, or pooling, divides the sides of the image"), OptionKind.Count,
            static o => o.Stride, static (o, v) => o with { Stride = v }),
        Of("classes", Phrase.Mark("classes told apart; 'train' takes those of the data"), OptionKind.Count, static o => o.Classes, static (o, v) => o with { Classes = v }),
        Of("noise", OptionKind.Word<NoiseKind>().Words, OptionKind.Word<NoiseKind>(), static o => o.Noise, static (o, v) => o with { Noise = v }),
        Of("drop", Phrase.Mark("the share of pixels that a mask drops"), OptionKind.Number(static x => x is >= 0 and < 1, Phrase.Mark("0 or more and less than 1")),
            static o => o.Drop, static (o, v) => o with { Drop = v }),
        Of("deviation", Phrase.Mark("of gaussian noise"), OptionKind.Number(static x => x > 0, Phrase.Mark("a positive number")),
            static o => o.Deviation, static (o, v) => o with { Deviation = v }),
        Of("share", Phrase.Mark("of pixels that salt and pepper replace"), OptionKind.Number(static x => x is >= 0 and <= 1, Phrase.Mark("0 to 1")),
            static o => o.Share, static (o, v) => o with { Share = v }),
        Of("block", Phrase.Mark("the side of a block occlusion, in pixels"), OptionKind.Count, static o => o.Block, static (o, v) => o with { Block = v }),
        Of("blur", Phrase.Mark("the strength of blur, in pixels"), OptionKind.Number(static x => x > 0, Phrase.Mark("a positive number")),
            static o => o.Blur, static (o, v) => o with { Blur = v }),
        Of("sparsity-target", Phrase.Mark("the mean activation that a sparse code is pulled to"), OptionKind.Number(static x => x is > 0 and < 1, Phrase.Mark("more than 0 and less than 1")),
            static o => o.SparsityTarget, static (o, v) => o with { SparsityTarget = v }),
        Of("sparsity-weight", Phrase.Mark("how strongly"), OptionKind.Number(static x => x > 0, Phrase.Mark("a positive number")),
            static o => o.SparsityWeight, static (o, v) => o with { SparsityWeight = v }),
        Of("beta", Phrase.Mark("the weight of the divergence of the codes' distribution"), OptionKind.Number(static x => x >= 0, Phrase.Mark("0 or more")),
            static o => o.Beta, static (o, v) => o with { Beta = v }),
        Of("warm-up", Phrase.Mark("training steps over which beta grows"), OptionKind.CountOrZero, static o => o.WarmUp, static (o, v) => o with { WarmUp = v }),
        Of("free-bits", Phrase.Mark("nats per unit that the divergence leaves alone"), OptionKind.Number(static x => x >= 0, Phrase.Mark("0 or more")),
            static o => o.FreeBits, static (o, v) => o with { FreeBits = v }),
        Of("samples", Phrase.Mark("codes of each image that are drawn and weighed: 1, 2, 4, 8, 16 or 32"), OptionKind.PartOfPanel,
            static o => o.Samples, static (o, v) => o with { Samples = v }),
        Of("discrepancy", Phrase.Mark("the weight of the discrepancy of all codes from a normal distribution"), OptionKind.Number(static x => x > 0, Phrase.Mark("a positive number")),
            static o => o.Discrepancy, static (o, v) => o with { Discrepancy = v }),
        Of("codebook", Phrase.Mark("vectors of the codebook"), OptionKind.Count, static o => o.Codebook, static (o, v) => o with { Codebook = v }),
        Of("commitment", Phrase.Mark("how strongly vectors are drawn to the codebook"), OptionKind.Number(static x => x >= 0, Phrase.Mark("0 or more")),
            static o => o.Commitment, static (o, v) => o with { Commitment = v }),
        Of("activation", Phrase.Mark("of the layers before the code and behind it: linear, sigmoid, tanh, relu, leaky-relu, elu, softplus, softmax"), OptionKind.Word<ActivationKind>(),
            static o => o.Activation, static (o, v) => o with { Activation = v }),
        Of("code-activation", Phrase.Mark("of the code"), OptionKind.Word<ActivationKind>(),
            static o => o.CodeActivation, static (o, v) => o with { CodeActivation = v }),
        Of("output-activation", Phrase.Mark("of the reconstruction"), OptionKind.Word<ActivationKind>(),
            static o => o.OutputActivation, static (o, v) => o with { OutputActivation = v }),
        Of("loss", Losses.Words, Losses, static o => o.Loss, static (o, v) => o with { Loss = v }),
        Of("loss-reduction", Phrase.Mark("mean per pixel, or sum per image"), OptionKind.Word<LossReduction>(),
            static o => o.Reduction, static (o, v) => o with { Reduction = v }),
        Of("initializer", "glorot-uniform, he-normal, lecun-normal, ..., normal=0.05, constant=0", OptionKind.Initializer,
            static o => o.Initializer, static (o, v) => o with { Initializer = v }),
    ];

    /// <summary>Gets the name, as the command line has it behind two dashes.</summary>
    public string Name { get; }

    /// <summary>Gets what help calls the value: <c>N</c>.</summary>
    public string Value { get; }

    /// <summary>Gets what the option says, in few English words, which <see cref="Phrase.Of(string)"/> says.</summary>
    public string Description { get; }

    /// <summary>Writes the value that options have; null where they have none.</summary>
    /// <param name="options">The options.</param>
    public string? Write(ModelOptions options) => _write(options);

    /// <summary>Sets the value from text.</summary>
    /// <param name="options">The options before.</param>
    /// <param name="text">The value as people type it.</param>
    /// <exception cref="FormatException">The text is no such value; the message says what was received and expected.</exception>
    public ModelOptions Read(ModelOptions options, string text) => _read(options, text);

    /// <summary>Finds what is wrong with the value that options have; null where nothing is.</summary>
    internal string? Check(ModelOptions options) => _check(options);

    private static ModelOption Of<T>(
        string name, string description, OptionKind<T> kind, Func<ModelOptions, T?> get, Func<ModelOptions, T, ModelOptions> set)
        where T : struct => new(
            name,
            kind.Placeholder,
            description,
            options => get(options) is { } value ? kind.Write(value) : null,
            (options, text) => set(options, kind.Read(text)),
            options => get(options) is { } value ? kind.Check(value) : null);

    private static ModelOption Of<T>(
        string name, string description, OptionKind<T> kind, Func<ModelOptions, T?> get, Func<ModelOptions, T, ModelOptions> set)
        where T : class => new(
            name,
            kind.Placeholder,
            description,
            options => get(options) is { } value ? kind.Write(value) : null,
            (options, text) => set(options, kind.Read(text)),
            options => get(options) is { } value ? kind.Check(value) : null);
}
