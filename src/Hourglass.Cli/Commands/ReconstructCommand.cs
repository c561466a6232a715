using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>Sends samples of a file through a trained model.</summary>
internal sealed class ReconstructCommand : ReconstructionCommand
{
    public ReconstructCommand()
        : base("reconstruct", "Encode samples and decode them again.", SampleReader.PixelOption(), "Reconstructed") =>
        Examples = ["hourglass reconstruct runs/dense32 --input seven.png --output seven-again.png"];

    /// <inheritdoc/>
    protected override (float[] Reconstructions, string Remark) Reconstruct(ModelSource source, Inference inference, string path)
    {
        float[] samples = SampleReader.ReadSamples(path, source);
        float[] reconstructions = inference.Reconstruct(samples);
        double sum = 0;
        for (int i = 0; i < samples.Length; i++) sum += Math.Pow(samples[i] - (double)reconstructions[i], 2);
        int count = samples.Length / inference.Network.Spec.Input.Size;
        return (source.FromNetwork(reconstructions), $"; error {SampleWords.For(source.Network.Spec.Input, Figures.Errors(sum / samples.Length, sum / count))}{(source.Scaling is null ? "" : " as scaled")}");
    }
}
