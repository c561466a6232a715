using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>A model with a name: what it is for, which options it takes with which defaults, and how it is best trained.</summary>
/// <remarks>All that the command line, its help, its errors and the guide say of a model stands here once.</remarks>
public sealed class NamedModel
{
    private readonly Func<Shape, ModelOptions, ModelParts> _build;

    internal NamedModel(string name, string description, ModelOptions defaults, Func<Shape, ModelOptions, ModelParts> build)
    {
        Name = name;
        Description = description;
        Defaults = defaults;
        _build = build;
    }

    /// <summary>Gets the name.</summary>
    public string Name { get; }

    /// <summary>Gets what the model is, in one English sentence, which <see cref="Phrase.Of(string)"/> says.</summary>
    public string Description { get; }

    /// <summary>Gets the values of the options that the model takes; it takes no other.</summary>
    public ModelOptions Defaults { get; }

    /// <summary>Gets how the model is trained where nobody says otherwise.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>Gets whether the model takes images only.</summary>
    public bool NeedsImage { get; init; }

    /// <summary>Gets what the model learns to answer a sample with where nobody says otherwise.</summary>
    public TargetKind Target { get; init; } = TargetKind.Input;

    /// <summary>Gets how the layers of the encoder are pre-trained where nobody says otherwise; null for not at all.</summary>
    public PretrainingSpec? Pretraining { get; init; }

    /// <summary>Gets how the model is computed instead of being trained; null where it is trained.</summary>
    public PcaSpec? Pca { get; init; }

    /// <summary>Gets the options that the model takes.</summary>
    public IEnumerable<ModelOption> Options => ModelOption.All.Where(Takes);

    /// <summary>Tells whether the model takes an option.</summary>
    /// <param name="option">The option.</param>
    public bool Takes(ModelOption option)
    {
        ArgumentNullException.ThrowIfNull(option);
        return option.Write(Defaults) is not null;
    }

    /// <summary>Describes the model for samples of a shape.</summary>
    /// <param name="input">The shape of one sample.</param>
    /// <param name="options">What to change; null for nothing.</param>
    /// <exception cref="SpecException">An option does not belong to the model, or its value is out of range; all problems are
    /// listed.</exception>
    public ModelSpec Create(Shape input, ModelOptions? options = null)
    {
        options ??= new ModelOptions();
        SpecProblem[] problems = [.. ModelOption.All.SelectMany(option => Check(option, options)), .. options.CheckNoise()];
        if (NeedsImage && input.IsVector)
            problems = [new("model.input", Phrase.Of($"received {input}, expected an image: '{Name}' has convolutions. 'dense' and 'deep' take vectors.")), .. problems];
        if (problems.Length > 0) throw new SpecException(problems);
        ModelOptions all = options.Over(Defaults);
        ModelParts parts = _build(input, all);
        return new ModelSpec(Name, input, parts.Encoder, parts.Decoder, new LossSpec(all.Loss ?? LossKind.Mse, all.Reduction ?? LossReduction.Mean));
    }

    /// <summary>Describes the model for a data set: for its shape, and where the options leave it open, for its classes and an output that reaches its
    /// numbers.</summary>
    /// <remarks>An output that cannot give what the samples hold, such as a sigmoid for standardised ones, is replaced by a linear one, provided the loss
    /// takes all numbers.</remarks>
    /// <param name="set">The training set.</param>
    /// <param name="options">What to change; null for nothing.</param>
    /// <exception cref="SpecException">An option does not belong to the model, or its value is out of range; all problems are listed.</exception>
    public ModelSpec Create(IDataset set, ModelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(set);
        options ??= new ModelOptions();
        if (Defaults.Classes is not null && options.Classes is null && set.ClassNames.Count > 0) options = options with { Classes = set.ClassNames.Count };
        return Create(set.Shape, NeedsLinearOutput(set, options) ? options with { OutputActivation = ActivationKind.Linear } : options);
    }

    private bool NeedsLinearOutput(IDataset set, ModelOptions options) =>
        options.OutputActivation is null
        && (options.Loss ?? Defaults.Loss) is LossKind.Mse or LossKind.Mae or LossKind.Huber
        && Defaults.OutputActivation is { } usual
        && OutputLayer.Misses(usual, set);

    private IEnumerable<SpecProblem> Check(ModelOption option, ModelOptions options)
    {
        if (option.Write(options) is null) yield break;
        string path = $"model.{option.Name}";
        if (!Takes(option))
        {
            string own = string.Join(", ", Options.Select(static known => known.Name));
            string owners = string.Join(", ", Models.All.Where(model => model.Takes(option)).Select(static model => model.Name));
            yield return new(path, Phrase.Of($"received a value for '{Name}', expected nothing: the options of '{Name}' are {own}. It belongs to {owners}."));
        }
        else if (option.Check(options) is { } problem)
        {
            yield return new(path, problem);
        }
    }
}

/// <summary>The layers of a named model.</summary>
/// <param name="Encoder">From the input to the code.</param>
/// <param name="Decoder">From the code to the reconstruction.</param>
internal readonly record struct ModelParts(IReadOnlyList<LayerSpec> Encoder, IReadOnlyList<LayerSpec> Decoder);
