using System.CommandLine;
using Hourglass.Learning;
using Hourglass.Numerics;

namespace Hourglass.Cli;

/// <summary>Measures a trained model on a test set.</summary>
internal sealed class EvaluateCommand : CliCommand
{
    private readonly Argument<string> _run;
    private readonly Option<string> _data = CliOption.Value("--data", "NAME", "another data set than that of the run, by name or path");

    public EvaluateCommand()
        : base("evaluate", "Measure a trained model on a test set.")
    {
        _run = AddArgument("RUN", "the run folder, or a .safetensors file");
        AddGroup("Options", _data, SharedOptions.Threads, SharedOptions.Json, SharedOptions.Quiet, SharedOptions.Verbose);
        AddGroup(FileChoice.Title, FileChoice.Reading);
        Examples = ["hourglass evaluate runs/dense32", "hourglass evaluate runs/dense32 --data fashion-mnist --json"];
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(CliContext context, OptionValues values)
    {
        string? name = DataChoice.ReadName(values, _data);
        int threads = SharedOptions.ReadThreads(values);
        values.ThrowIfWrong();

        Notes notes = Notes.Read(context, values);
        ModelSource source = ModelSource.Load(context, values.Text(_run)!);
        using Workers workers = new(threads);
        DataLoading loading = new(context, notes);
        DataSpec data = await loading.ResolveAsync(FileChoice.Over(values, source.DataOr(name), name is not null)).ConfigureAwait(false);
        DataSplit split = await loading.OpenAsync(data, source.Recipe?.Training.Seed ?? 0, workers).ConfigureAwait(false);
        source.EnsureFits(split.Test);
        RunEvaluation evaluation = RunEvaluation.Measure(source.Network, split, workers, withTraining: false);
        EvaluationFigures figures = new(source, data.Name, split.Test.Count, evaluation);

        if (values.Flag(SharedOptions.Json)) context.Out.WriteLine(figures.ToJson());
        else if (!notes.IsQuiet) figures.WriteTable(context);
        return ExitCode.Ok;
    }
}
