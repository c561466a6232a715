using System.CommandLine;
using System.Globalization;
using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli;

/// <summary>Trains models with codes of several sizes and compares them.</summary>
internal sealed class SweepCommand : CliCommand
{
    private readonly Option<string> _model = CliOption.Value(SweepChoice.ModelName, "NAME,...", $"models to train: {string.Join(", ", Models.Names)} ({Models.Default.Name})");
    private readonly Option<string> _code = CliOption.Value(SweepChoice.CodeName, "N,N,...", "sizes of the code; each model is trained with each. Nothing else can be swept");
    private readonly Option<string> _against = CliOption.Value("--against", "NAME,...", "models to compare with, trained with the same sizes");
    private readonly Option<string> _neighbors = ComparisonSession.NeighborsOption();
    private readonly Option<string> _out = CliOption.Value("--out", "FOLDER", "the folder of the runs and the comparison; what is there is not done again (runs/sweep-TIME)");

    public SweepCommand()
        : base("sweep", "Train models with codes of several sizes, and compare them; called again it goes on.")
    {
        AddGroup("Sweep", _model, _code, _against, _neighbors);
        AddGroup("Model (each for the models that take it)", SweepChoice.ModelOptions);
        AddGroup("Training", TrainingChoice.All);
        AddGroup("Optimizer", OptimizerChoice.All);
        AddGroup("Layer-wise pre-training", PretrainingChoice.All);
        AddGroup("Data", DataChoice.All);
        AddGroup("Output", _out, SharedOptions.Threads, SharedOptions.Json, SharedOptions.Quiet, SharedOptions.Verbose);
        Examples =
        [
            "hourglass sweep --model dense --code 2,4,8,16,32 --knn 10 --out runs/sizes",
            "hourglass sweep --model dense,deep --code 2,8,32 --epochs 20 --data mnist --validation 0",
        ];
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(CliContext context, OptionValues values)
    {
        string[] models = [.. values.Has(_model) ? values.Texts(_model) : [Models.Default.Name], .. values.Texts(_against)];
        SweepChoice choice = SweepChoice.Read(context, values, [.. models.Distinct()], _code);
        int? neighbors = ComparisonSession.ReadNeighbors(values, _neighbors);
        int threads = SharedOptions.ReadThreads(values);
        values.ThrowIfWrong();

        Notes notes = Notes.Read(context, values);
        DataLoading loading = new(context, notes);
        using Workers workers = new(threads);
        ComparisonSession session = new(context, notes, loading, workers);
        try
        {
            IReadOnlyList<(string Name, Recipe Recipe)> recipes = await choice.BuildAsync(loading, session).ConfigureAwait(false);
            string path = context.Full(values.Text(_out) ?? RunFolder.NewName("sweep", context.Time, context.CurrentDirectory));
            SweepFolder folder = SweepFolder.Open(path, recipes, neighbors);
            List<(string Name, RunFolder Folder)> runs = [];
            bool hasDiverged = false;
            foreach ((string name, Recipe recipe) in recipes)
            {
                string place = string.Create(CultureInfo.InvariantCulture, $"{runs.Count + 1} of {recipes.Count}");
                RunFolder run = folder.Run(name, recipe);
                runs.Add((name, run));
                RunResult? result = ResumeCommand.ReadFinished(run);
                notes.Say(result is null ? $"{name} ({place})" : $"{name} ({place}): is there already.");
                result ??= await TrainAsync(context, notes, session, recipe, run, workers).ConfigureAwait(false);
                if (result.Outcome == "cancelled") return Stop(context, notes, path);
                hasDiverged |= result.Outcome == "diverged";
            }

            session.Conclude(await session.MeasureAsync(runs, neighbors).ConfigureAwait(false), path, values.Flag(SharedOptions.Json));
            return hasDiverged ? ExitCode.Diverged : ExitCode.Ok;
        }
        catch (SpecException wrong)
        {
            throw new UsageException([.. wrong.Problems.Select(OptionNames.Translate)]);
        }
    }

    private static async Task<RunResult> TrainAsync(
        CliContext context, Notes notes, ComparisonSession session, Recipe recipe, RunFolder folder, Workers workers)
    {
        DataSplit split = await session.OpenAsync(recipe.Data, recipe.Training.Seed).ConfigureAwait(false);
        RunResult result = new RunSession(context, notes, asJson: false).Train(recipe, split, folder, workers, resume: true);
        if (result.Outcome == "diverged") context.Error.WriteLine($"hourglass: {context.Short(folder.Path)}: {result.Reason}");
        return result;
    }

    private int Stop(CliContext context, Notes notes, string path)
    {
        notes.Say($"Stopped; the same command with {_out.Name} {CommandText.Quote(context.Short(path))} goes on.");
        return ExitCode.Cancelled;
    }
}
