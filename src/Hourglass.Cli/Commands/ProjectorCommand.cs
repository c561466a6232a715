using System.CommandLine;
using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli;

/// <summary>Writes the codes of samples for the TensorFlow embedding projector.</summary>
internal sealed class ProjectorCommand : CliCommand
{
    // What the projector itself draws without thinning out.
    private const int DefaultSample = 10_000;

    private static readonly string[] Sets = ["test", "train"];

    private readonly Argument<string> _run;
    private readonly Option<string> _out = CliOption.Value("--out", "FOLDER", Phrase.Mark("where the files go (projector, in the run folder)"));
    private readonly Option<string> _data = CliOption.Value("--data", "NAME", Phrase.Mark("a data set by name or path (that of the run)"));
    private readonly Option<string> _set = CliOption.Value("--set", "NAME", Phrase.Mark("test, or train with the samples held back for validation (test)"));
    private readonly Option<string> _sample = CliOption.Value("--sample", "N", Phrase.Mark("at most N samples, evenly chosen; 0 for all (10000)"));

    public ProjectorCommand()
        : base("projector", Phrase.Mark("Write codes, classes and images for the TensorFlow embedding projector."))
    {
        _run = AddArgument("RUN", Phrase.Mark("the run folder, or a .safetensors file"));
        AddGroup(Phrase.Mark("Options"), _out, _data, _set, _sample, SharedOptions.Threads, SharedOptions.Json, SharedOptions.Quiet, SharedOptions.Verbose);
        AddGroup(FileChoice.Title, FileChoice.Reading);
        Examples = ["hourglass projector runs/dense32", "hourglass projector runs/dense32 --set train --sample 2000 --out codes-for-projector"];
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(CliContext context, OptionValues values)
    {
        string? name = DataChoice.ReadName(values, _data);
        string set = values.Text(_set) ?? Sets[0];
        if (!Sets.Contains(set)) values.Refuse($"{_set.Name}: {NearestName.Explain(set, Sets)}");
        int sample = values.Int(_sample) ?? DefaultSample;
        if (sample < 0) values.Refuse(_sample, values.Text(_sample)!, Phrase.Of("0 or more"));
        int threads = SharedOptions.ReadThreads(values);
        values.ThrowIfWrong();

        Notes notes = Notes.Read(context, values);
        ModelSource source = ModelSource.Load(context, values.Text(_run)!);
        string path = values.Text(_out) is { } folder ? context.Full(folder) : Path.Combine(source.Folder, "projector");
        OutputFolder.Ensure(path, Phrase.Of($"{path}: the folder is not empty and holds no files of the projector. Choose another --out."), EmbeddingProjector.ConfigFile);
        using Workers workers = new(threads);
        DataSpec data = FileChoice.Over(values, source.SamplesOr(name), name is not null);
        DataSplit split = await source.OpenInOrderAsync(new DataLoading(context, notes), data, workers).ConfigureAwait(false);
        IDataset chosen = Thin(set == Sets[0] ? split.Test : split.Train, sample);
        Points codes = Representations.Encode(source.Network, chosen, workers);
        IReadOnlyList<string> files = EmbeddingProjector.Write(path, $"{source.Network.Spec.Name} codes", codes, Labels(chosen), Images(source, chosen, workers));
        string samples = Figures.Samples(codes.Count), written = context.Short(path), quoted = CommandText.Quote(written);
        notes.Say(Phrase.Of($"Wrote {samples} into {written}: load {EmbeddingProjector.VectorsFile} and {EmbeddingProjector.MetadataFile} at projector.tensorflow.org, or 'tensorboard --logdir {quoted}'."));
        if (values.Flag(SharedOptions.Json)) context.Out.WriteLine(new ProjectorFigures(source.Path, set, codes.Count, codes.Dimensions, files).ToJson());
        return ExitCode.Ok;
    }

    /// <summary>Takes evenly spread samples where there are more than asked for.</summary>
    private static IDataset Thin(IDataset set, int most)
    {
        if (most == 0 || set.Count <= most) return set;
        return set.Subset([.. Enumerable.Range(0, most).Select(i => (int)((long)i * set.Count / most))]);
    }

    private static string[] Labels(IDataset set) => [.. set.Labels.ToArray().Select(label => set.ClassNames[label])];

    private static ImageBatch? Images(ModelSource source, IDataset set, Workers workers)
    {
        if (!SampleWords.IsImage(set.Shape) || set.Shape.Channels is not (1 or 3)) return null;
        float[] samples = Representations.Read(set, workers).Values.ToArray();
        source.Scaling?.Undo(samples);
        return new ImageBatch(set.Shape, samples);
    }
}
