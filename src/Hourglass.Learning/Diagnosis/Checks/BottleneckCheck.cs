using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Looks for a layer that is narrower than the code, so that another than the declared layer is the bottleneck.</summary>
/// <remarks>The output itself may be narrower: the classes of a classifier are, and the input of a sparse code is.</remarks>
internal sealed class BottleneckCheck() : ModelCheck("bottleneck")
{
    public override IEnumerable<Finding> Examine(ModelSpec model)
    {
        IReadOnlyList<ReportLayer> layers = ModelSummary.Layers(model);
        int[] computing = [.. Enumerable.Range(0, layers.Count).Where(i => layers[i].Role is LayerRole.Transform or LayerRole.Latent)];
        if (computing.Length < 2) yield break;
        int narrowest = computing.SkipLast(1).MinBy(i => layers[i].Output.Size), size = layers[narrowest].Output.Size;
        if (size >= model.CodeSize) yield break;
        bool isEncoder = narrowest < model.Encoder.Count;
        int place = isEncoder ? narrowest : narrowest - model.Encoder.Count;
        ReportLayer layer = layers[narrowest];
        yield return Warning(
            Phrase.Of($"The code has {model.CodeSize:N0} numbers, and {layer.Part}.{place} ({layer.Layer}) has {size:N0}."),
            isEncoder
                ? Phrase.Of("The encoder narrows before the code and widens again: codes that are saved, drawn or compared are not the narrowest description that the model makes.")
                : Phrase.Of("The decoder is narrower than the code: what the code holds beyond that never reaches the output."),
            isEncoder ? Phrase.Of("End the encoder at its narrowest layer and begin the decoder behind it.") : Phrase.Of("Widen that layer, or choose a smaller code."));
    }
}
