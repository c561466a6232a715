using System.CommandLine;
using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli;

/// <summary>The model that the command line names: one of the known ones with its options, or a spec file.</summary>
internal sealed class ModelChoice
{
    private readonly NamedModel? _model;
    private readonly ModelSpec? _spec;
    private readonly ModelOptions _options;

    private ModelChoice(NamedModel? model, ModelSpec? spec, ModelOptions options)
    {
        _model = model;
        _spec = spec;
        _options = options;
    }

    /// <summary>Gets the options.</summary>
    public static Option[] All { get; } =
        [.. ModelOption.All.Select(static option => CliOption.Value(NameOf(option), option.Value, option.Description))];

    /// <summary>Gets whether the model has a name, and no file.</summary>
    public bool IsNamed => _spec is null;

    /// <summary>Gets how the model is trained where nobody says otherwise.</summary>
    public TrainingOptions Training => _model?.Training ?? new TrainingOptions();

    /// <summary>Gets what the model learns to answer a sample with where nobody says otherwise: of a file, classes where its loss is
    /// cross-entropy and its output has not the size of its input.</summary>
    public TargetKind Target => _model?.Target ?? (_spec is { Loss.Kind: LossKind.CrossEntropy } spec && spec.OutputShape.Size != spec.Input.Size
        ? TargetKind.Label
        : TargetKind.Input);

    /// <summary>Gets how the layers of the encoder are pre-trained where nobody says otherwise; null for not at all.</summary>
    public PretrainingSpec? Pretraining => _model?.Pretraining;

    /// <summary>Gets how the model is computed where nobody says otherwise; null where it is trained.</summary>
    public PcaSpec? Pca => _model?.Pca;

    /// <summary>Gets the option as it is typed.</summary>
    public static string NameOf(ModelOption option) => $"--{option.Name}";

    /// <summary>Reads the choice.</summary>
    /// <param name="context">The world outside.</param>
    /// <param name="values">What was typed.</param>
    /// <param name="model">The name or the file; null for the default.</param>
    /// <param name="input">The shape of the samples, by which the options are checked; null for the usual.</param>
    /// <param name="code">The size of the code where it is not typed as an option of the model; null for what is typed.</param>
    /// <param name="isMeant">Which options are read; all by default.</param>
    public static ModelChoice Read(
        CliContext context, OptionValues values, string? model, Shape? input = null, int? code = null, Func<ModelOption, bool>? isMeant = null)
    {
        string name = model ?? Models.Default.Name;
        if (IsSpecFile(name))
        {
            RefuseOptions(values, name);
            return new ModelChoice(null, ReadSpec(values, context.Full(name)), new ModelOptions());
        }

        ModelChoice choice = new(Models.All.FirstOrDefault(known => known.Name == name), null, ReadOptions(values, code, isMeant));
        if (choice._model is not null) choice.Check(values, input ?? ShapeChoice.Usual);
        else values.Refuse($"MODEL: {NearestName.Explain(name, Models.Names)} {Phrase.Of("A spec file ends in .json.")}");
        return choice;
    }

    /// <summary>Refuses options that change a named model where the model is given by a file.</summary>
    public static void RefuseOptions(OptionValues values, string file)
    {
        string[] given = [.. All.Where(values.Has).Select(static option => option.Name)];
        if (given.Length == 0) return;
        string names = string.Join(", ", given);
        values.Refuse(Phrase.Of($"{names}: received together with {file}, which says all of this. Change the file, or name a model."));
    }

    /// <summary>Describes the model for samples of a shape.</summary>
    public ModelSpec Build(Shape input) => _spec ?? _model!.Create(input, _options);

    /// <summary>Describes the model for a training set: its shape, its classes, its numbers.</summary>
    public ModelSpec Build(IDataset set) => _spec ?? _model!.Create(set, _options);

    private static bool IsSpecFile(string name) =>
        name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || name.AsSpan().ContainsAny('/', '\\');

    private static ModelSpec? ReadSpec(OptionValues values, string path)
    {
        if (File.Exists(path)) return values.Try(() => SpecJson.ReadFile<ModelSpec>(path));
        values.Refuse(Phrase.Of($"{path}: there is no such file, expected the spec of a model."));
        return null;
    }

    /// <summary>Finds what is wrong with the options whatever the data; problems of the input's shape come later.</summary>
    private void Check(OptionValues values, Shape input)
    {
        ModelSpec? model = values.Try(() => Build(input));
        values.Refuse(model?.Validate("model") ?? []);
    }

    private static ModelOptions ReadOptions(OptionValues values, int? code, Func<ModelOption, bool>? isMeant)
    {
        ModelOptions options = new() { Code = code };
        foreach ((ModelOption option, Option typed) in ModelOption.All.Zip(All))
        {
            if (isMeant?.Invoke(option) == false) continue;
            if (values.Text((Option<string>)typed) is not { } text) continue;
            try
            {
                options = option.Read(options, text);
            }
            catch (FormatException wrong)
            {
                values.Refuse($"{typed.Name}: {wrong.Message}");
            }
        }

        return options;
    }
}
