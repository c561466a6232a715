using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>The training and validation sets of a layer: what the layers below make of the samples.</summary>
/// <param name="Train">The training set.</param>
/// <param name="Validation">The validation set; null for none.</param>
internal sealed record CodeSets(IDataset Train, IDataset? Validation)
{
    /// <summary>Takes the samples themselves, without targets: an autoencoder answers with its input.</summary>
    public static CodeSets Of(DataSplit split) =>
        new(new Untargeted(split.Train), split.Validation is { } validation ? new Untargeted(validation) : null);

    /// <summary>Replaces samples by their codes.</summary>
    public CodeSets Encode(Network network, Workers workers) => new(
        Encode(network, Train, workers), Validation is null ? null : Encode(network, Validation, workers));

    /// <summary>Gives codes what the whole network is to answer their samples with: targets, or the samples themselves.</summary>
    public static TargetedSet WithTargets(IDataset samples, IDataset codes) => new(codes, samples.Targets ?? samples);

    /// <summary>Gives the codes for validation the targets that their samples have.</summary>
    public IDataset? ValidationWithTargets(DataSplit split) => Validation is null ? null : WithTargets(split.Validation!, Validation);

    private static FloatSet Encode(Network network, IDataset set, Workers workers) =>
        new(Phrase.Of($"codes of {set.Name}"), new Shape(network.Spec.CodeSize), Representations.Encode(network, set, workers).Values.ToArray());

    private sealed class Untargeted(IDataset set) : IDataset
    {
        public string Name => set.Name;

        public int Count => set.Count;

        public Shape Shape => set.Shape;

        public ReadOnlyMemory<int> Labels => set.Labels;

        public IReadOnlyList<string> ClassNames => set.ClassNames;

        public void Read(ReadOnlySpan<int> indices, Tensor destination, Workers workers) => set.Read(indices, destination, workers);
    }
}
