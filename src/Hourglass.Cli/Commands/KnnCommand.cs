using System.CommandLine;
using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli;

/// <summary>Classifies test samples by their nearest training samples, as they are or by their codes.</summary>
internal sealed class KnnCommand : CliCommand
{
    private const int UsualNeighbors = 10;

    private readonly Argument<string> _run;
    private readonly Option<string> _neighbors = CliOption.Value("--k", "N", Phrase.Mark("neighbours that vote (10)"));
    private readonly Option<string> _metric = CliOption.Value("--metric", "NAME", Phrase.Mark("euclidean or cosine distance (euclidean)"));
    private readonly Option<string> _data = CliOption.Value("--data", "NAME", Phrase.Mark("a data set by name or path (that of the run; without a run auto)"));

    public KnnCommand()
        : base("knn", Phrase.Mark("Classify by the nearest neighbours, of samples as they are or of their codes."))
    {
        _run = AddArgument("RUN", Phrase.Mark("the run folder, or a .safetensors file, whose codes are compared; without it samples are"), isOptional: true);
        AddGroup(Phrase.Mark("Options"), _neighbors, _metric, _data, SharedOptions.Threads, SharedOptions.Json, SharedOptions.Quiet, SharedOptions.Verbose);
        AddGroup(FileChoice.Title, FileChoice.Reading);
        Examples = ["hourglass knn runs/dense32", "hourglass knn --data mnist --k 5", "hourglass knn runs/dense32 --metric cosine --json"];
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(CliContext context, OptionValues values)
    {
        string? name = DataChoice.ReadName(values, _data);
        int neighbors = values.Int(_neighbors) ?? UsualNeighbors;
        if (neighbors < 1) values.Refuse(_neighbors, values.Text(_neighbors)!, Phrase.Of("1 or more"));
        Metric metric = values.Word<Metric>(_metric) ?? Metric.Euclidean;
        int threads = SharedOptions.ReadThreads(values);
        values.ThrowIfWrong();

        Notes notes = Notes.Read(context, values);
        ModelSource? source = values.Text(_run) is { } run ? ModelSource.Load(context, run) : null;
        using Workers workers = new(threads);
        DataLoading loading = new(context, notes);

        // Nothing held back: all training samples are neighbours.
        DataSpec asked = FileChoice.Over(values, source?.SamplesOr(name) ?? DataChoice.SpecOf(name ?? DataChoice.Auto), name is not null);
        DataSpec data = await loading.ResolveAsync(asked with { Validation = 0 }).ConfigureAwait(false);
        DataSplit split = await loading.OpenAsync(data, 0, workers).ConfigureAwait(false);
        source?.EnsureFits(split.Test);
        if (neighbors > split.Train.Count)
            throw new UsageException(Phrase.Of($"{_neighbors.Name}: received {neighbors}, expected at most {split.Train.Count}, the training samples of {data.Name}."));
        KnnQuality quality = Measure(context, source, split, neighbors, metric, workers);
        KnnFigures figures = new(source, data.Name, split.Train.Count, quality);

        if (values.Flag(SharedOptions.Json)) context.Out.WriteLine(figures.ToJson());
        else if (!notes.IsQuiet) figures.WriteTable(context);
        return ExitCode.Ok;
    }

    private static KnnQuality Measure(CliContext context, ModelSource? source, DataSplit split, int neighbors, Metric metric, Workers workers)
    {
        LabeledPoints train = LabeledPoints.Of(PointsOf(split.Train), split.Train), test = LabeledPoints.Of(PointsOf(split.Test), split.Test);
        return KnnQuality.Measure(new NeighborClassifier(train, neighbors, metric), test, workers, context.Time, context.Cancellation);

        Points PointsOf(IDataset set) =>
            source is null ? Representations.Read(set, workers) : Representations.Encode(source.Network, set, workers);
    }
}
