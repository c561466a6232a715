using System.CommandLine;
using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli;

/// <summary>A command that turns the samples or codes of a file into a file of reconstructions.</summary>
internal abstract class ReconstructionCommand : CliCommand
{
    private readonly Argument<string> _run;
    private readonly Option<string> _input;
    private readonly Option<string> _output = CliOption.Value("--output", "FILE", Phrase.Mark(".png (a grid of several), .npy, .csv or .tsv, .npz or .safetensors"));

    /// <param name="name">The word that is typed.</param>
    /// <param name="description">What it does, one sentence.</param>
    /// <param name="input">The option that names the file to read.</param>
    protected ReconstructionCommand(string name, string description, Option<string> input)
        : base(name, description)
    {
        _run = AddArgument("RUN", Phrase.Mark("the run folder, or a .safetensors file"));
        _input = input;
        AddGroup(Phrase.Mark("Options"), _input, _output, SharedOptions.Threads, SharedOptions.Quiet, SharedOptions.Verbose);
    }

    /// <inheritdoc/>
    public sealed override Task<int> RunAsync(CliContext context, OptionValues values)
    {
        string? input = values.Required(_input, Phrase.Of("the file to read"));
        string output = SampleWriter.ReadPath(context, values, _output, [".png", .. SampleWriter.Tables]);
        int threads = SharedOptions.ReadThreads(values);
        values.ThrowIfWrong();

        ModelSource source = ModelSource.Load(context, values.Text(_run)!);
        source.EnsureReconstructs();
        Shape shape = source.Network.Spec.Input;
        using Workers workers = new(threads);
        (float[] reconstructions, Func<string, string, string> word) = Reconstruct(source, new Inference(source.Network, workers), context.Full(input!));
        SampleWriter.Write(output, reconstructions, shape, SampleWords.IsImage(shape) ? "pixel" : "feature");
        string count = Figures.Samples(reconstructions.Length / shape.Size);
        Notes.Read(context, values).Say(word(count, context.Short(output)));
        return Task.FromResult(ExitCode.Ok);
    }

    /// <summary>Reads the file and computes its reconstructions.</summary>
    /// <returns>The reconstructions, and what there is to say about them, given their count and where they are written.</returns>
    protected abstract (float[] Reconstructions, Func<string, string, string> Word) Reconstruct(ModelSource source, Inference inference, string path);
}
