using System.CommandLine;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli;

/// <summary>Turns codes into reconstructions.</summary>
internal sealed class DecodeCommand : CliCommand
{
    private readonly Argument<string> _run;
    private readonly Option<string> _input = CliOption.Value("--input", "FILE", "an .npy of N codes");
    private readonly Option<string> _output = CliOption.Value("--output", "FILE", ".png (a grid of several), .npy or .csv");

    public DecodeCommand()
        : base("decode", "Turn codes into reconstructions.")
    {
        _run = AddArgument("RUN", "the run folder, or a .safetensors file");
        AddGroup("Options", _input, _output, SharedOptions.Threads, SharedOptions.Quiet, SharedOptions.Verbose);
        Examples = ["hourglass decode runs/dense32 --input codes.npy --output pictures.png"];
    }

    /// <inheritdoc/>
    public override Task<int> RunAsync(CliContext context, OptionValues values)
    {
        string? input = values.Required(_input, "the file to read");
        string output = SampleWriter.ReadPath(context, values, _output, ".png", ".npy", ".csv");
        int threads = SharedOptions.ReadThreads(values);
        values.ThrowIfWrong();

        ModelSource source = ModelSource.Load(context, values.Text(_run)!);
        Shape shape = source.Network.Spec.Input;
        float[] codes = SampleReader.ReadCodes(context.Full(input!), source.Network.Spec.CodeSize);
        using Workers workers = new(threads);
        float[] reconstructions = new Inference(source.Network, workers).Decode(codes);
        SampleWriter.Write(output, reconstructions, shape, "pixel");
        Notes.Read(context, values).Say($"Decoded {Figures.Samples(reconstructions.Length / shape.Size)} into {context.Short(output)}.");
        return Task.FromResult(ExitCode.Ok);
    }
}
