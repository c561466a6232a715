using Hourglass.Numerics;

namespace Hourglass.Networks.Tests;

/// <summary>Residuals: around layers with and without parameters, views, other residuals.</summary>
internal static class ResidualCases
{
    private const ActivationKind Tanh = ActivationKind.Tanh;

    /// <summary>Gets sums of up to 40 products of size 1, two layers deep.</summary>
    public static IReadOnlyList<LayerCase> All { get; } =
    [
        new(new ResidualSpec([new DenseSpec(6, Tanh)]), new Shape(6), 37, 2e-5),
        new(new ResidualSpec([new DenseSpec(9, Tanh), new DenseSpec(5)], ActivationKind.Relu), new Shape(5), 33, 5e-5),
        new(new ResidualSpec([new ActivationSpec(Tanh)], ActivationKind.Softmax), new Shape(4), 40, 1e-5),
        new(new ResidualSpec([new FlattenSpec(), new DenseSpec(12), new ReshapeSpec(new Shape(3, 2, 2))]), new Shape(3, 2, 2), 5, 2e-5),
        new(new ResidualSpec([new FlattenSpec()], ActivationKind.Sigmoid), new Shape(3), 3, 1e-5),
        new(new ResidualSpec([new Conv2dSpec(2, 3), new BatchNormSpec(), new ActivationSpec(Tanh)]), new Shape(2, 3, 3), 9, 1e-4),
        new(new ResidualSpec([new DenseSpec(4, Tanh), new DropoutSpec(0.4), new DenseSpec(6), new DropoutSpec(0.2)]), new Shape(6), 34, 5e-5),
        new(new ResidualSpec([new ResidualSpec([new DenseSpec(4, Tanh)]), new DenseSpec(4)], Tanh), new Shape(4), 33, 5e-5),
    ];
}
