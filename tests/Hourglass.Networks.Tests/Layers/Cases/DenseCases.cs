using Hourglass.Numerics;

namespace Hourglass.Networks.Tests;

/// <summary>Dense layers, activations and views.</summary>
internal static class DenseCases
{
    /// <summary>Gets sizes on both sides of the panels of 16 outputs and 32 samples; sums of up to 70 products of size 1.</summary>
    public static IReadOnlyList<LayerCase> All { get; } =
    [
        new(new DenseSpec(1), new Shape(1), 1, 2e-6),
        new(new DenseSpec(3), new Shape(5), 1, 5e-6),
        new(new DenseSpec(16), new Shape(16), 32, 1e-5),
        new(new DenseSpec(17), new Shape(33), 33, 2e-5),
        new(new DenseSpec(40), new Shape(2), 70, 2e-5),
        new(new DenseSpec(2), new Shape(1, 4, 5), 40, 1e-5),
        new(new DenseSpec(9, Bias: false), new Shape(7), 20, 1e-5),
        .. Enum.GetValues<ActivationKind>().Select(static kind => new LayerCase(new DenseSpec(18, kind), new Shape(6), 35, 2e-5)),
        .. Enum.GetValues<ActivationKind>().Select(static kind => new LayerCase(new ActivationSpec(kind), new Shape(5), 37, 5e-6)),
        new(new ActivationSpec(ActivationKind.Softmax), new Shape(2, 3, 2), 1, 2e-6),
        new(new FlattenSpec(), new Shape(3, 4, 5), 2, 0),
        new(new ReshapeSpec(new Shape(2, 3, 10)), new Shape(3, 4, 5), 2, 0),
    ];
}
