using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Finds out about the end of a model from its description.</summary>
internal static class OutputLayer
{
    /// <summary>Gets the activation of the last layer that computes.</summary>
    public static ActivationKind ActivationOf(ModelSpec model) => ActivationOf(model.Encoder.Concat(model.Decoder), model.Input);

    /// <summary>Gets the activation of the last of some layers that computes.</summary>
    public static ActivationKind ActivationOf(IEnumerable<LayerSpec> specs, Shape input)
    {
        List<Layer> layers = [];
        foreach (LayerSpec spec in specs) layers.Add(spec.Build(layers.Count == 0 ? input : layers[^1].Output));
        return LastOf(layers)?.Activation ?? ActivationKind.Linear;
    }

    /// <summary>Gets the last of some layers that computes, in a composite its last part; null where all only reshape.</summary>
    public static Layer? LastOf(IReadOnlyList<Layer> layers)
    {
        Layer? last = layers.LastOrDefault(static layer => !layer.IsView);
        while (last is { Parts.Count: > 0 }) last = last.Parts[^1].Layer;
        return last;
    }

    /// <summary>Gets the numbers that an activation can give; null for one that gives all, or whose numbers depend on each other.</summary>
    public static ValueRange? RangeOf(ActivationKind output) => output switch
    {
        ActivationKind.Sigmoid => ValueRange.Unit,
        ActivationKind.Tanh => new(-1, 1),
        ActivationKind.Relu or ActivationKind.Softplus => new(0, double.PositiveInfinity),
        _ => null,
    };

    /// <summary>Gets whether an activation cannot give some of the numbers that samples hold, and is asked to.</summary>
    public static bool Misses(ActivationKind output, IDataset set) =>
        set.Targets is null && RangeOf(output) is { } reach && ValueRange.Of(set).Leaves(reach);

    /// <summary>Gets whether the output answers the input, not classes.</summary>
    public static bool IsReconstruction(ModelSpec model) => model.OutputShape.Size == model.Input.Size;
}
