using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>Turns codes into reconstructions.</summary>
internal sealed class DecodeCommand : ReconstructionCommand
{
    public DecodeCommand()
        : base("decode", "Turn codes into reconstructions.", CliOption.Value("--input", "FILE", "N codes: .npy, .npz, .mat, .safetensors, .csv, .tsv"), "Decoded") =>
        Examples = ["hourglass decode runs/dense32 --input codes.npy --output pictures.png"];

    /// <inheritdoc/>
    protected override (float[] Reconstructions, string Remark) Reconstruct(ModelSource source, Inference inference, string path) =>
        (source.FromNetwork(inference.Decode(SampleReader.ReadCodes(path, inference.Network.Spec.CodeSize))), "");
}
