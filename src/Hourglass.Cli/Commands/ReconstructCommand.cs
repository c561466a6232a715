using System.CommandLine;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli;

/// <summary>Sends samples of a file through a trained model.</summary>
internal sealed class ReconstructCommand : CliCommand
{
    private readonly Argument<string> _run;
    private readonly Option<string> _input = SampleReader.PixelOption();
    private readonly Option<string> _output = CliOption.Value("--output", "FILE", ".png (a grid of several), .npy or .csv");

    public ReconstructCommand()
        : base("reconstruct", "Encode samples and decode them again.")
    {
        _run = AddArgument("RUN", "the run folder, or a .safetensors file");
        AddGroup("Options", _input, _output, SharedOptions.Threads, SharedOptions.Quiet, SharedOptions.Verbose);
        Examples = ["hourglass reconstruct runs/dense32 --input seven.png --output seven-again.png"];
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
        float[] samples = SampleReader.ReadPixels(context.Full(input!), shape);
        using Workers workers = new(threads);
        float[] reconstructions = new Inference(source.Network, workers).Reconstruct(samples);
        SampleWriter.Write(output, reconstructions, shape, "pixel");

        double sum = 0;
        for (int i = 0; i < samples.Length; i++) sum += Math.Pow(samples[i] - (double)reconstructions[i], 2);
        int count = samples.Length / shape.Size;
        string errors = Figures.Errors(sum / samples.Length, sum / count);
        Notes.Read(context, values).Say($"Reconstructed {Figures.Samples(count)} into {context.Short(output)}; error {errors}.");
        return Task.FromResult(ExitCode.Ok);
    }
}
