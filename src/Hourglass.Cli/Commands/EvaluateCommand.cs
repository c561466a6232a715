using System.CommandLine;
using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli;

/// <summary>Measures a trained model on a test set.</summary>
internal sealed class EvaluateCommand : CliCommand
{
    private readonly Argument<string> _run;
    private readonly Option<string> _data = CliOption.Value("--data", "NAME", Phrase.Mark("another data set than that of the run, by name or path"));

    private readonly MeasureChoice _measures = new();

    public EvaluateCommand()
        : base("evaluate", Phrase.Mark("Measure a trained model on a test set."))
    {
        _run = AddArgument("RUN", Phrase.Mark("the run folder, or a .safetensors file"));
        AddGroup(Phrase.Mark("Measure too (kept in the run folder, so that nothing is measured twice)"), _measures.All);
        AddGroup(Phrase.Mark("Options"), _data, SharedOptions.Threads, SharedOptions.Json, SharedOptions.Quiet, SharedOptions.Verbose);
        AddGroup(FileChoice.Title, FileChoice.Reading);
        Examples =
        [
            "hourglass evaluate runs/dense32",
            "hourglass evaluate runs/dense32 --knn 10 --probe",
            "hourglass evaluate runs/dense32 --data fashion-mnist --json",
        ];
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(CliContext context, OptionValues values)
    {
        string? name = DataChoice.ReadName(values, _data);
        IReadOnlyList<Measure> measures = _measures.Read(values);
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
        RunFigures measured = measures.Count == 0 ? new([]) : await TakeAsync(context, notes, source, (data, split), measures, loading, workers).ConfigureAwait(false);
        EvaluationFigures figures = new(source, data.Name, split.Test.Count, evaluation, measured);

        if (values.Flag(SharedOptions.Json)) context.Out.WriteLine(figures.ToJson());
        else if (!notes.IsQuiet) figures.WriteTable(context);
        return ExitCode.Ok;
    }

    /// <summary>Takes measures of the codes of samples, whatever the model was taught to answer these with.</summary>
    private async Task<RunFigures> TakeAsync(
        CliContext context, Notes notes, ModelSource source, (DataSpec Spec, DataSplit Split) data, IReadOnlyList<Measure> measures, DataLoading loading, Workers workers)
    {
        DataSpec samples = data.Spec with { Target = TargetKind.Input, Partners = null };
        ulong seed = source.Recipe?.Training.Seed ?? 0;
        DataSplit split = samples == data.Spec ? data.Split : await loading.OpenAsync(samples, seed, workers).ConfigureAwait(false);
        MeasureSubject subject = new(source.Network, samples, split, seed, workers, context.Time);
        Measurements kept = source.Recipe is null ? Measurements.Unkept() : Measurements.Open(RunFolder.Open(source.Path));
        List<RunFigure> figures = [];
        foreach (Measure measure in measures)
        {
            if (_measures.AreAll && measure.WhyNot(subject) is { } reason) notes.Say(Phrase.Of($"Not measured: {measure.Name}: {reason}"));
            else figures.AddRange(kept.Get(measure, subject, context.Cancellation));
        }

        return new RunFigures(figures);
    }
}
