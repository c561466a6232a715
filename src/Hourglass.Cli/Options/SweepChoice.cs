using System.CommandLine;
using System.Globalization;
using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>The recipes that a sweep asks for: each model with each size of the code, all else being equal.</summary>
internal sealed class SweepChoice
{
    /// <summary>The option that a sweep takes several values of.</summary>
    public const string CodeName = "--code";

    /// <summary>The option that names the models.</summary>
    public const string ModelName = "--model";

    private readonly List<Part> _parts = [];
    private bool _hasBatch;

    private SweepChoice()
    {
    }

    /// <summary>Gets the options of models but for the size of the code, which the sweep changes itself.</summary>
    public static Option[] ModelOptions { get; } = [.. ModelChoice.All.Where(static option => option.Name != CodeName)];

    /// <summary>Reads the choice.</summary>
    /// <param name="context">The world outside.</param>
    /// <param name="values">What was typed.</param>
    /// <param name="models">The names of the models.</param>
    /// <param name="code">The option with the sizes.</param>
    public static SweepChoice Read(CliContext context, OptionValues values, IReadOnlyList<string> models, Option<string> code)
    {
        SweepChoice choice = new() { _hasBatch = TrainingChoice.HasBatch(values) };
        string[] unknown = [.. models.Where(static name => !Models.Names.Contains(name))];
        foreach (string name in unknown) values.Refuse($"{ModelName}: {NearestName.Explain(name, Models.Names)} {Phrase.Of("A sweep takes models with names.")}");
        int[] sizes = [.. values.Required(code, Phrase.Of("the sizes of the code, such as 2,8,32")) is null ? [] : values.Ints(code)!.Distinct()];
        if (sizes.Any(static size => size < 1)) values.Refuse(code, values.Text(code)!, Phrase.Of("numbers of 1 or more, such as 2,8,32"));
        NamedModel[] known = [.. models.Except(unknown).Select(Models.Get)];
        foreach (NamedModel model in known) choice.Add(context, values, model, known, [.. sizes.Where(static size => size > 0)]);
        return choice;
    }

    /// <summary>Makes the recipes, which need the data's shape and classes.</summary>
    public async Task<IReadOnlyList<(string Name, Recipe Recipe)>> BuildAsync(DataLoading loading, ComparisonSession session)
    {
        List<(string Name, Recipe Recipe)> recipes = [];
        foreach (Part part in _parts)
        {
            DataSpec data = await loading.ResolveAsync(part.Data).ConfigureAwait(false);
            DataSplit split = await session.OpenAsync(data, part.Training.Seed).ConfigureAwait(false);
            if (data.File is { } file) data = data with { File = file with { Fingerprint = split.Fingerprint } };
            TrainingOptions training = _hasBatch ? part.Training : part.Training with { Batch = Math.Min(part.Training.Batch, split.Train.Count) };
            Recipe recipe = new(data, part.Model.Build(split.Train), training, part.Pretraining, part.Pca);
            RecipeChecks.EnsureFits(recipe, split);
            recipes.Add((string.Create(CultureInfo.InvariantCulture, $"{recipe.Model.Name}-{part.Code}"), recipe));
        }

        return recipes;
    }

    private void Add(CliContext context, OptionValues values, NamedModel model, NamedModel[] all, int[] sizes)
    {
        // What another model of the sweep takes and this one does not is not meant for this one.
        bool IsMeant(ModelOption option) => model.Takes(option) || !all.Any(other => other.Takes(option));
        bool isAlone = all.All(other => other.Pca is null == model.Pca is null);

        // All have the same training set; only where nothing is trained is nothing held back.
        int? validation = all.All(static other => other.Pca is not null) ? 0 : null;
        foreach (int size in sizes)
        {
            ModelChoice choice = ModelChoice.Read(context, values, model.Name, code: size, isMeant: IsMeant);
            PcaSpec? pca = PcaChoice.Read(values, choice.Pca, refuses: isAlone);
            TrainingOptions training = pca is null
                ? TrainingChoice.Read(context, values, choice.Training)
                : choice.Training with { Seed = values.Unsigned(TrainingChoice.Seed) ?? choice.Training.Seed };
            PretrainingSpec? pretraining = pca is null ? PretrainingChoice.Read(values, choice.Pretraining) : null;
            _parts.Add(new Part(choice, size, DataChoice.Read(values, choice.Target, validation), training, pretraining, pca));
        }
    }

    /// <summary>A recipe before its data are known.</summary>
    private sealed record Part(ModelChoice Model, int Code, DataSpec Data, TrainingOptions Training, PretrainingSpec? Pretraining, PcaSpec? Pca);
}
