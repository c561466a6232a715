using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Describes greedy layer-wise pre-training: each layer of the encoder learns to reconstruct the codes of the layer below before
/// the whole network is trained.</summary>
/// <remarks><b>Source</b> Hinton and Salakhutdinov, Reducing the Dimensionality of Data with Neural Networks, 2006; Vincent et al., Extracting
/// and Composing Robust Features with Denoising Autoencoders, 2008, with <paramref name="Corruption"/>.</remarks>
/// <param name="Epochs">The passes over the training set for each layer, and for the output layer on the finished codes. The default of 15 is
/// that of the stacked denoising autoencoders of the Theano tutorial.</param>
/// <param name="Batch">The samples per step. The default of 256 is fast.</param>
/// <param name="Optimizer">The optimizer of the layers. The default is Adam with its paper's rate, which fits every layer alike.</param>
/// <param name="Corruption">The share of its input that each layer has to do without, from the first; null, the default, for basic
/// autoencoders.</param>
/// <param name="Compare">Whether the same network is trained without pre-training too, so that the gain is known. The default is yes.</param>
public sealed record PretrainingSpec(
    int Epochs = 15,
    int Batch = 256,
    OptimizerSpec? Optimizer = null,
    IReadOnlyList<double>? Corruption = null,
    bool Compare = true)
{
    /// <summary>Gets the optimizer of the layers.</summary>
    public OptimizerSpec Optimizer { get; init; } = Optimizer ?? new AdamSpec();

    /// <summary>Gets the share of its input that a layer has to do without.</summary>
    /// <param name="layer">The layer, from 0.</param>
    public double CorruptionOf(int layer) => Corruption is { } shares && layer < shares.Count ? shares[layer] : 0;

    /// <summary>Finds the layers of an encoder that are pre-trained; dropout and corruption between them act in fine-tuning alone.</summary>
    internal static int[] LayersOf(ModelSpec model) => [.. Enumerable.Range(0, model.Encoder.Count).Where(i => model.Encoder[i] is DenseSpec)];

    /// <summary>Finds everything that is wrong with this description for a model.</summary>
    /// <param name="model">A valid model.</param>
    /// <param name="path">Where the description stands, as in <c>pretraining</c>.</param>
    public IEnumerable<SpecProblem> Validate(ModelSpec model, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (Epochs < 1) yield return new($"{path}.epochs", Phrase.Of($"received {Epochs}, expected 1 or more."));
        if (Batch < 1) yield return new($"{path}.batch", Phrase.Of($"received {Batch}, expected 1 or more."));
        foreach (SpecProblem problem in Optimizer.Validate($"{path}.optimizer")) yield return problem;
        int layers = LayersOf(model).Length;
        if (Corruption is { } shares && shares.Count != layers)
            yield return new($"{path}.corruption", Phrase.Of($"received {shares.Count} shares, expected {layers}, one per dense layer of the encoder."));
        foreach (double share in Corruption ?? [])
        {
            if (share is >= 0 and < 1) continue;
            yield return new($"{path}.corruption", Phrase.Of($"received {share}, expected 0 or more and less than 1: the share that is dropped."));
        }

        if (model.Encoder.Any(static layer => layer is not (DenseSpec or DropoutSpec or CorruptionSpec)))
            yield return new(path, Phrase.Of("received an encoder with other layers than dense ones, expected dense layers, dropout and corruption only: dense layers are pre-trained one by one."));
    }

    /// <inheritdoc/>
    public bool Equals(PretrainingSpec? other) => other is not null
        && (Epochs, Batch, Optimizer, Compare) == (other.Epochs, other.Batch, other.Optimizer, other.Compare)
        && (Corruption ?? []).SequenceEqual(other.Corruption ?? []);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Epochs, Batch, Optimizer, Compare);
}
