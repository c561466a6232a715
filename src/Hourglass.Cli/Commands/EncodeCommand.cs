using System.CommandLine;
using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli;

/// <summary>Writes the codes of samples.</summary>
internal sealed class EncodeCommand : CliCommand
{
    private static readonly string[] Sets = ["test", "train"];

    private readonly Argument<string> _run;
    private readonly Option<string> _input = SampleReader.PixelOption();
    private readonly Option<string> _data = CliOption.Value("--data", "NAME", Phrase.Mark("a data set by name or path, in its own order (that of the run)"));
    private readonly Option<string> _set = CliOption.Value(
        "--set", "NAME", Phrase.Mark("test, or train with the samples held back for validation (test)"));
    private readonly Option<string> _output = CliOption.Value("--output", "FILE", Phrase.Mark(".npy, .csv or .tsv, .npz or .safetensors; one row per sample, the last four with classes"));

    public EncodeCommand()
        : base("encode", Phrase.Mark("Write the codes of a file or of a data set."))
    {
        _run = AddArgument("RUN", Phrase.Mark("the run folder, or a .safetensors file"));
        AddGroup(Phrase.Mark("Options"), _input, _data, _set, _output, SharedOptions.Threads, SharedOptions.Quiet, SharedOptions.Verbose);
        AddGroup(FileChoice.Title, FileChoice.Reading);
        Examples =
        [
            "hourglass encode runs/dense32 --output codes.npy",
            "hourglass encode runs/dense32 --data mnist --set train --output train-codes.csv",
        ];
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(CliContext context, OptionValues values)
    {
        string? name = DataChoice.ReadName(values, _data), input = values.Text(_input), set = values.Text(_set) ?? Sets[0];
        if (!Sets.Contains(set)) values.Refuse($"{_set.Name}: {NearestName.Explain(set, Sets)}");
        if (input is not null && (values.Has(_data) || values.Has(_set)))
            values.Refuse(Phrase.Of($"{_input.Name}: received together with {_data.Name} or {_set.Name}, expected one of them."));
        string output = SampleWriter.ReadPath(context, values, _output, SampleWriter.Tables);
        int threads = SharedOptions.ReadThreads(values);
        values.ThrowIfWrong();

        Notes notes = Notes.Read(context, values);
        ModelSource source = ModelSource.Load(context, values.Text(_run)!);
        using Workers workers = new(threads);
        float[] codes;
        IDataset? samples = null;
        if (input is null)
        {
            DataSpec data = FileChoice.Over(values, source.SamplesOr(name), name is not null);
            DataSplit split = await source.OpenInOrderAsync(new DataLoading(context, notes), data, workers).ConfigureAwait(false);
            samples = set == Sets[0] ? split.Test : split.Train;
            codes = Representations.Encode(source.Network, samples, workers).Values.ToArray();
        }
        else
        {
            codes = new Inference(source.Network, workers).Encode(SampleReader.ReadSamples(context.Full(input), source));
        }

        Shape shape = new(source.Network.Spec.CodeSize);
        SampleWriter.Write(output, codes, shape, "code", samples);
        string count = Figures.Samples(codes.Length / shape.Size);
        notes.Say(Phrase.Of($"Encoded {count} into {context.Short(output)}, {Figures.Numbers(shape.Size)} each."));
        return ExitCode.Ok;
    }
}
