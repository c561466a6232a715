using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>Sends samples of a file through a trained model.</summary>
internal sealed class ReconstructCommand : ReconstructionCommand
{
    public ReconstructCommand()
        : base("reconstruct", Phrase.Mark("Encode samples and decode them again."), SampleReader.PixelOption()) =>
        Examples = ["hourglass reconstruct runs/dense32 --input seven.png --output seven-again.png"];

    /// <inheritdoc/>
    protected override (float[] Reconstructions, Func<string, string, string> Word) Reconstruct(ModelSource source, Inference inference, string path)
    {
        float[] samples = SampleReader.ReadSamples(path, source);
        float[] reconstructions = inference.Reconstruct(samples);
        double sum = 0;
        for (int i = 0; i < samples.Length; i++) sum += Math.Pow(samples[i] - (double)reconstructions[i], 2);
        int count = samples.Length / inference.Network.Spec.Input.Size;
        string error = SampleWords.For(source.Network.Spec.Input, Figures.Errors(sum / samples.Length, sum / count));
        return (source.FromNetwork(reconstructions), (written, file) => source.Scaling is null
            ? Phrase.Of($"Reconstructed {written} into {file}; error {error}.")
            : Phrase.Of($"Reconstructed {written} into {file}; error {error} as scaled."));
    }
}
