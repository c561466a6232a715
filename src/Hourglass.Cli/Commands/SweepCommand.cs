using System.CommandLine;
using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli;

/// <summary>Trains models with codes of several sizes and compares them.</summary>
internal sealed class SweepCommand : CliCommand
{
    private readonly Option<string> _model = CliOption.Value(SweepChoice.ModelName, "NAME,...", Phrase.Of($"models to train: {string.Join(", ", Models.Names)} ({Models.Default.Name})"));
    private readonly Option<string> _code = CliOption.Value(SweepChoice.CodeName, "N,N,...", Phrase.Mark("sizes of the code; each model is trained with each. Nothing else can be swept"));
    private readonly Option<string> _against = CliOption.Value("--against", "NAME,...", Phrase.Mark("models to compare with, trained with the same sizes"));
    private readonly Option<string> _neighbors = ComparisonSession.NeighborsOption();
    private readonly Option<string> _out = CliOption.Value("--out", "FOLDER", Phrase.Mark("the folder of the runs and the comparison; what is there is not done again (runs/sweep-TIME)"));

    public SweepCommand()
        : base("sweep", Phrase.Mark("Train models with codes of several sizes, and compare them; called again it goes on."))
    {
        AddGroup(Phrase.Mark("Sweep"), _model, _code, _against, _neighbors);
        AddGroup(Phrase.Mark("Model (each for the models that take it)"), SweepChoice.ModelOptions);
        AddGroup(Phrase.Mark("Principal components (for pca)"), PcaChoice.All);
        AddGroup(Phrase.Mark("Training (for models that are trained)"), TrainingChoice.All);
        AddGroup(Phrase.Mark("Optimizer"), OptimizerChoice.All);
        AddGroup(Phrase.Mark("Layer-wise pre-training"), PretrainingChoice.All);
        AddGroup(Phrase.Mark("Data"), DataChoice.All);
        AddGroup(FileChoice.Title, FileChoice.All);
        AddGroup(Phrase.Mark("Output"), _out, SharedOptions.Threads, SharedOptions.Json, SharedOptions.Quiet, SharedOptions.Verbose);
        Examples =
        [
            "hourglass sweep --model dense --code 2,4,8,16,32 --against pca --knn 10 --out runs/sizes",
            "hourglass sweep --model pca --code 2,4,8,16,32,64 --knn 10 --data mnist --validation 0",
            "hourglass sweep --model dense,deep --code 2,8,32 --epochs 20",
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
            SweepRuns runs = new(context, notes, session, workers);
            try
            {
                await runs.TrainAsync(folder, recipes, values.Words).ConfigureAwait(false);
                session.Conclude(await session.MeasureAsync(runs.Folders, neighbors).ConfigureAwait(false), folder.Path, values.Flag(SharedOptions.Json));
                return runs.HaveDiverged ? ExitCode.Diverged : ExitCode.Ok;
            }
            catch (OperationCanceledException) when (context.Cancellation.IsCancellationRequested)
            {
                notes.Say(Phrase.Of($"Stopped; the same command with {_out.Name} {CommandText.Quote(context.Short(path))} goes on."));
                return ExitCode.Cancelled;
            }
        }
        catch (SpecException wrong)
        {
            throw new UsageException([.. wrong.Problems.Select(OptionNames.Translate)]);
        }
    }
}
