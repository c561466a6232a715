using Hourglass.Numerics;

namespace Hourglass.Networks.Tests;

/// <summary>Convolutions and their transposes.</summary>
internal static class ConvCases
{
    private static readonly ConvPaddingSpec Same = ConvPaddingSpec.Same, Valid = ConvPaddingSpec.Valid, Uneven = ConvPaddingSpec.Explicit(2, 0, 1, 2);

    /// <summary>Gets sizes on both sides of the panels of 16 channels and 32 samples; sums of up to 200 products of size 1.</summary>
    public static IReadOnlyList<LayerCase> All { get; } =
    [
        new(new Conv2dSpec(1, 1), new Shape(1, 1, 1), 1, 2e-6),
        new(new Conv2dSpec(3, 3, Padding: Same), new Shape(1, 5, 4), 2, 1e-5),
        new(new Conv2dSpec(8, 3, 2, Padding: Same, Activation: ActivationKind.Tanh), new Shape(1, 6, 6), 3, 1e-5),
        new(new Conv2dSpec(17, 3, 2, Padding: Same), new Shape(4, 5, 7), 2, 2e-5),
        new(new Conv2dSpec(2, 3, 2, Padding: Valid), new Shape(17, 4, 5), 2, 2e-5),
        new(new Conv2dSpec(2, 2, 3, Padding: Valid, Bias: false), new Shape(2, 7, 8), 33, 1e-5),
        new(new Conv2dSpec(2, 3, Dilation: 2, Padding: Same), new Shape(2, 5, 6), 2, 1e-5),
        new(new Conv2dSpec(2, 3, 2, Dilation: 2, Padding: Valid), new Shape(2, 6, 7), 2, 1e-5),
        new(new Conv2dSpec(2, 2, 2, Dilation: 3, Padding: Uneven), new Shape(2, 5, 6), 2, 1e-5),
        new(new Conv2dSpec(3, 1, 1, Padding: Valid, KernelWidth: 4), new Shape(2, 3, 6), 2, 1e-5),
        new(new Conv2dSpec(2, 4, 1, Padding: Uneven, KernelWidth: 3, Activation: ActivationKind.Relu), new Shape(2, 4, 3), 2, 1e-5),
        new(new Conv2dSpec(2, 5, 1, Padding: Same), new Shape(1, 2, 3), 40, 2e-5),
        new(new TransposedConv2dSpec(1, 1), new Shape(1, 1, 1), 1, 2e-6),
        new(new TransposedConv2dSpec(1, 3, 2, Padding: Same, OutputPadding: 1, Activation: ActivationKind.Sigmoid), new Shape(8, 3, 3), 3, 2e-5),
        new(new TransposedConv2dSpec(8, 3, 2, Padding: Same, Activation: ActivationKind.Tanh), new Shape(16, 2, 3), 2, 2e-5),
        new(new TransposedConv2dSpec(17, 3, 1, Padding: Same), new Shape(3, 3, 4), 2, 2e-5),
        new(new TransposedConv2dSpec(2, 2, 2, Padding: Valid, Bias: false), new Shape(17, 3, 2), 33, 2e-5),
        new(new TransposedConv2dSpec(2, 2, 3, Padding: Valid), new Shape(2, 2, 3), 2, 1e-5),
        new(new TransposedConv2dSpec(2, 3, 3, Padding: Valid, OutputPadding: 2), new Shape(2, 2, 3), 2, 1e-5),
        new(new TransposedConv2dSpec(2, 3, 1, Dilation: 2, Padding: Same), new Shape(2, 5, 4), 2, 1e-5),
        new(new TransposedConv2dSpec(2, 3, 2, Dilation: 2, Padding: Valid), new Shape(2, 3, 3), 2, 1e-5),
        new(new TransposedConv2dSpec(2, 2, 2, Dilation: 3, Padding: Uneven), new Shape(2, 4, 3), 2, 1e-5),
        new(new TransposedConv2dSpec(3, 4, 2, Padding: Uneven, KernelWidth: 3, Activation: ActivationKind.Relu), new Shape(2, 4, 3), 2, 1e-5),
        new(new TransposedConv2dSpec(2, 5, 1, Padding: Same), new Shape(1, 2, 3), 40, 2e-5),
    ];
}
