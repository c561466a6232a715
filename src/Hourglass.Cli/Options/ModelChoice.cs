using System.CommandLine;
using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli;

/// <summary>The model that the command line names: one of the known ones with its options, or a spec file.</summary>
internal sealed class ModelChoice
{
    private static readonly Option<string> Code = CliOption.Value("--code", "N", "features of the code (dense 32, deep 30, linear 32)");
    private static readonly Option<string> Layers = CliOption.Value(
        "--layers", "N,N,...", "deep: units between input and code (1000,500,250)");
    private static readonly Option<string> Activation = CliOption.Value(
        "--activation", "NAME", "linear, sigmoid, tanh, relu, leaky-relu, elu, softplus, softmax (relu)");
    private static readonly Option<string> CodeActivation = CliOption.Value(
        "--code-activation", "NAME", "deep: activation of the code (linear)");
    private static readonly Option<string> OutputActivation = CliOption.Value(
        "--output-activation", "NAME", "activation of the reconstruction (sigmoid)");
    private static readonly Option<string> Loss = CliOption.Value(
        "--loss", "NAME", "mse, bce, bce-logits, mae, huber, cross-entropy (mse)");
    private static readonly Option<string> Reduction = CliOption.Value(
        "--loss-reduction", "NAME", "mean per pixel, or sum per image (mean)");
    private static readonly Option<string> Initializer = CliOption.Value(
        "--initializer", "NAME", "glorot-uniform, he-normal, lecun-normal, ..., normal=0.05, constant=0 (glorot-uniform)");

    private readonly string _name;
    private readonly ModelSpec? _spec;
    private readonly ModelOptions _options;

    private ModelChoice(string name, ModelSpec? spec, ModelOptions options)
    {
        _name = name;
        _spec = spec;
        _options = options;
    }

    /// <summary>Gets whether the model has a name, and no file.</summary>
    public bool IsNamed => _spec is null;

    /// <summary>Gets the options.</summary>
    public static Option[] All { get; } = [Code, Layers, Activation, CodeActivation, OutputActivation, Loss, Reduction, Initializer];

    /// <summary>Reads the choice.</summary>
    /// <param name="context">The world outside.</param>
    /// <param name="values">What was typed.</param>
    /// <param name="model">The name or the file; null for the default.</param>
    /// <param name="input">The shape of the samples, by which the options are checked; null for the usual.</param>
    public static ModelChoice Read(CliContext context, OptionValues values, string? model, Shape? input = null)
    {
        string name = model ?? Models.Names[0];
        if (IsSpecFile(name))
        {
            RefuseOptions(values, name);
            return new ModelChoice(name, ReadSpec(values, context.Full(name)), new ModelOptions());
        }

        ModelChoice choice = new(name, null, ReadOptions(values));
        if (Models.Names.Contains(name)) choice.Check(values, input ?? ShapeChoice.Usual);
        else values.Refuse($"MODEL: {NearestName.Explain(name, Models.Names)} A spec file ends in .json.");
        return choice;
    }

    /// <summary>Refuses options that change a named model where the model is given by a file.</summary>
    public static void RefuseOptions(OptionValues values, string file)
    {
        string[] given = [.. All.Where(values.Has).Select(static option => option.Name)];
        if (given.Length == 0) return;
        string names = string.Join(", ", given);
        values.Refuse($"{names}: received together with {file}, which says all of this. Change the file, or name a model.");
    }

    /// <summary>Describes the model for samples of a shape.</summary>
    public ModelSpec Build(Shape input) => _spec ?? Models.Create(_name, input, _options);

    private static bool IsSpecFile(string name) =>
        name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || name.AsSpan().ContainsAny('/', '\\');

    private static ModelSpec? ReadSpec(OptionValues values, string path)
    {
        if (File.Exists(path)) return values.Try(() => SpecJson.ReadFile<ModelSpec>(path));
        values.Refuse($"{path}: there is no such file, expected the spec of a model.");
        return null;
    }

    /// <summary>Finds what is wrong with the options whatever the data; problems of the input's shape come later.</summary>
    private void Check(OptionValues values, Shape input)
    {
        ModelSpec? model = values.Try(() => Build(input));
        values.Refuse(model?.Validate("model") ?? []);
    }

    private static ModelOptions ReadOptions(OptionValues values) => new()
    {
        Code = values.Int(Code),
        Layers = values.Ints(Layers),
        Activation = values.Word<ActivationKind>(Activation),
        CodeActivation = values.Word<ActivationKind>(CodeActivation),
        OutputActivation = values.Word<ActivationKind>(OutputActivation),
        Loss = values.Word<LossKind>(Loss),
        Reduction = values.Word<LossReduction>(Reduction),
        Initializer = ReadInitializer(values),
    };

    private static InitializerSpec? ReadInitializer(OptionValues values)
    {
        if (values.Text(Initializer) is not { } text) return null;
        string[] parts = text.Split('=', 2);
        if (!SpecNames.TryParse(parts[0], out InitializerKind kind))
        {
            values.Refuse($"{Initializer.Name}: {NearestName.Explain(parts[0], SpecNames.All<InitializerKind>())}");
            return null;
        }

        bool needsNumber = kind is InitializerKind.Normal or InitializerKind.Uniform or InitializerKind.Constant;
        double? number = parts.Length == 2 ? values.Number(Initializer, parts[1]) : null;
        string expected = needsNumber ? $"a number, as in {parts[0]}=0.05" : $"{parts[0]} alone: it has no number";
        if (needsNumber != parts.Length > 1) values.Refuse(Initializer, text, expected);
        return kind switch
        {
            InitializerKind.Normal => InitializerSpec.Normal(number ?? 1),
            InitializerKind.Uniform => InitializerSpec.Uniform(number ?? 1),
            InitializerKind.Constant => InitializerSpec.Constant(number ?? 0),
            _ => new InitializerSpec(kind),
        };
    }
}
