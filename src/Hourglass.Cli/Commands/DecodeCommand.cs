using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>Turns codes into reconstructions.</summary>
internal sealed class DecodeCommand : ReconstructionCommand
{
    public DecodeCommand()
        : base("decode", Phrase.Mark("Turn codes into reconstructions."), CliOption.Value("--input", "FILE", Phrase.Mark("N codes: .npy, .npz, .mat, .safetensors, .csv, .tsv"))) =>
        Examples = ["hourglass decode runs/dense32 --input codes.npy --output pictures.png"];

    /// <inheritdoc/>
    protected override (float[] Reconstructions, Func<string, string, string> Word) Reconstruct(ModelSource source, Inference inference, string path) =>
        (source.FromNetwork(inference.Decode(SampleReader.ReadCodes(path, inference.Network.Spec.CodeSize))), static (count, file) => Phrase.Of($"Decoded {count} into {file}."));
}
