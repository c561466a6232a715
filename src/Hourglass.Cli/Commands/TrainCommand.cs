using System.CommandLine;
using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli;

/// <summary>Trains a model in a new run folder.</summary>
internal sealed class TrainCommand : CliCommand
{
    private readonly Argument<string> _model;
    private readonly Option<string> _out = CliOption.Value("--out", "FOLDER", Phrase.Mark("the run folder to make (runs/MODEL-TIME)"));

    public TrainCommand()
        : base("train", Phrase.Mark("Train an autoencoder, measure it and write a report."))
    {
        _model = AddArgument(
            "MODEL", Phrase.Of($"{string.Join(", ", Models.Names)}, or the .json file of a spec; {Models.Default.Name} by default"), isOptional: true);
        AddGroup(Phrase.Mark("Model ('hourglass models NAME' shows which of these a model takes, and all defaults)"), ModelChoice.All);
        AddGroup(Phrase.Mark("Training"), TrainingChoice.All);
        AddGroup(Phrase.Mark("Optimizer"), OptimizerChoice.All);
        AddGroup(Phrase.Mark("Layer-wise pre-training"), PretrainingChoice.All);
        AddGroup(Phrase.Mark("Principal components (model pca; of training it takes --seed alone)"), PcaChoice.All);
        AddGroup(Phrase.Mark("Data"), DataChoice.All);
        AddGroup(FileChoice.Title, FileChoice.All);
        AddGroup(Phrase.Mark("Output"), _out, SharedOptions.Threads, SharedOptions.Json, SharedOptions.Quiet, SharedOptions.Verbose);
        Examples =
        [
            "hourglass train",
            "hourglass train deep --layers 256,128 --code 2 --epochs 50 --data digits",
            "hourglass train pca --code 30",
            "hourglass train classifier --layers 1000,1000 --activation sigmoid",
            "hourglass train my-model.json --optimizer sgd --momentum 0.9 --learning-rate 0.1 --schedule cosine",
        ];
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(CliContext context, OptionValues values)
    {
        ModelChoice model = ModelChoice.Read(context, values, values.Text(_model));
        TrainingOptions training = TrainingChoice.Read(context, values, model.Training);
        PcaSpec? pca = PcaChoice.Read(values, model.Pca);

        // While components are computed nothing is validated.
        DataSpec data = DataChoice.Read(values, model.Target, validation: pca is null ? null : 0);
        PretrainingSpec? pretraining = PretrainingChoice.Read(values, model.Pretraining);
        int threads = SharedOptions.ReadThreads(values);
        values.ThrowIfWrong();

        Notes notes = Notes.Read(context, values);
        DataLoading loading = new(context, notes);
        try
        {
            data = await loading.ResolveAsync(data).ConfigureAwait(false);
            using Workers workers = new(threads);
            DataSplit split = await loading.OpenAsync(data, training.Seed, workers).ConfigureAwait(false);
            if (data.File is { } file) data = data with { File = file with { Fingerprint = split.Fingerprint } };
            if (!TrainingChoice.HasBatch(values)) training = training with { Batch = Math.Min(training.Batch, split.Train.Count) };
            Recipe recipe = new(data, model.Build(split.Train), training, pretraining, pca);
            RecipeChecks.EnsureFits(recipe, split);
            RunFolder folder = RunFolder.Create(PathOfRun(context, values, recipe), recipe);
            RunCommandFile.Write(folder, CommandText.Repeat(values.Words, data.File?.Path ?? data.Name));
            RunSession session = new(context, notes, values.Flag(SharedOptions.Json));
            return session.Run(recipe, split, folder, workers, resume: false);
        }
        catch (SpecException wrong)
        {
            throw new UsageException([.. wrong.Problems.Select(OptionNames.Translate)]);
        }
    }

    private string PathOfRun(CliContext context, OptionValues values, Recipe recipe) =>
        context.Full(values.Text(_out) ?? RunFolder.NewName(recipe.Model.Name, context.Time, context.CurrentDirectory));
}
