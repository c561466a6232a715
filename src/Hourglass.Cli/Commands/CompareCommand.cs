using System.CommandLine;
using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli;

/// <summary>Puts finished runs side by side.</summary>
internal sealed class CompareCommand : CliCommand
{
    private readonly Argument<string[]> _runs;
    private readonly Option<string> _neighbors = ComparisonSession.NeighborsOption();
    private readonly Option<string> _out = CliOption.Value("--out", "FOLDER", Phrase.Mark("where report.html, table.csv, figures.json and pictures go (runs/comparison)"));

    public CompareCommand()
        : base("compare", Phrase.Mark("Put finished runs side by side: a table, curves, and what each makes of the same images."))
    {
        _runs = AddArguments("RUN...", Phrase.Mark("the run folders, all on the same data"));
        AddGroup(Phrase.Mark("Measure"), _neighbors);
        AddGroup(Phrase.Mark("Output"), _out, SharedOptions.Threads, SharedOptions.Json, SharedOptions.Quiet, SharedOptions.Verbose);
        Examples = ["hourglass compare runs/dense32 runs/deep32 --knn 10", "hourglass compare runs/dense2 runs/dense32 --out sizes"];
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(CliContext context, OptionValues values)
    {
        int? neighbors = ComparisonSession.ReadNeighbors(values, _neighbors);
        int threads = SharedOptions.ReadThreads(values);
        values.ThrowIfWrong();

        Notes notes = Notes.Read(context, values);
        string folder = context.Full(values.Text(_out) ?? Path.Combine("runs", "comparison"));
        Comparison.EnsureNoRun(folder);
        OutputFolder.Ensure(folder, Phrase.Of($"{folder}: the folder is not empty and holds no comparison. Choose another --out."), Comparison.FiguresFile);
        RunFolder[] runs = [.. values.Texts(_runs).Select(run => RunFolder.Open(context.Full(run)))];
        using Workers workers = new(threads);
        ComparisonSession session = new(context, notes, new DataLoading(context, notes), workers);
        Comparison comparison = await session.MeasureAsync([.. Names(context, runs).Zip(runs)], neighbors).ConfigureAwait(false);
        session.Conclude(comparison, folder, values.Flag(SharedOptions.Json));
        return ExitCode.Ok;
    }

    /// <summary>Calls runs by the last part of their paths, or by the whole where that would be ambiguous.</summary>
    private static IEnumerable<string> Names(CliContext context, RunFolder[] runs)
    {
        string[] names = [.. runs.Select(static run => Path.GetFileName(Path.TrimEndingDirectorySeparator(run.Path)))];
        return names.Select((name, i) => names.Count(other => other == name) > 1 ? context.Short(runs[i].Path) : name);
    }
}
