using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli;

/// <summary>A model that a command is about, trained or not: that of a run, of a model file, of a spec file, or one with a name.</summary>
/// <param name="Model">The model.</param>
/// <param name="Folder">The folder of the run; null where there is none.</param>
/// <param name="Recipe">The recipe of the run; null where there is none.</param>
/// <param name="Training">How the run was trained, or how the model is trained where nobody says otherwise.</param>
/// <param name="Target">What the model answers with.</param>
internal sealed record ModelSubject(ModelSpec Model, RunFolder? Folder, Recipe? Recipe, TrainingOptions Training, TargetKind Target)
{
    /// <summary>What help says about the word that names a model.</summary>
    public static readonly string Words = Phrase.Mark("a run folder, a .safetensors or .json file, or the name of a model");

    /// <summary>Reads what was typed, with the options of named models.</summary>
    /// <exception cref="UsageException">An option or the name is wrong; all problems are said.</exception>
    /// <exception cref="IOException">There is no such run or file.</exception>
    /// <exception cref="InvalidDataException">It is not what it should be.</exception>
    public static ModelSubject Read(CliContext context, OptionValues values, string what)
    {
        string path = context.Full(what);
        bool isRun = Directory.Exists(path);
        if (!isRun && !File.Exists(path) && (Path.HasExtension(what) || what.AsSpan().ContainsAny('/', '\\')))
        {
            string names = string.Join(", ", Models.Names);
            throw new FileNotFoundException(
                Phrase.Of($"{path}: there is no such file or folder, expected a run folder, a model file, a spec, or one of {names}."));
        }

        Shape? input = ShapeChoice.Read(values);
        ModelChoice? choice = isRun || ModelSource.IsModelFile(what) ? null : ModelChoice.Read(context, values, what, input);
        if (choice is null) ModelChoice.RefuseOptions(values, what);
        if (input is not null && choice is not { IsNamed: true })
            values.Refuse(Phrase.Of($"{ShapeChoice.Input.Name}: received together with {what}, which says it. Name a model, or leave it out."));
        values.ThrowIfWrong();

        RunFolder? folder = isRun ? RunFolder.Open(path) : null;
        Recipe? recipe = folder?.ReadRecipe();
        ModelSpec model = recipe?.Model ?? choice?.Build(input ?? ShapeChoice.Usual) ?? ModelSource.Load(context, what).Network.Spec;
        SpecValidator.EnsureValid(model);
        TrainingOptions training = recipe?.Training ?? choice?.Training ?? new TrainingOptions();
        return new ModelSubject(model, folder, recipe, training, recipe?.Data.Target ?? choice?.Target ?? TargetKind.Input);
    }
}
