using Hourglass.Numerics;

namespace Hourglass.Networks.Tests;

/// <summary>Dropout.</summary>
internal static class DropoutCases
{
    /// <summary>Gets sizes on both sides of 32 samples; a product rounds once, and its factor once more.</summary>
    public static IReadOnlyList<LayerCase> All { get; } =
    [
        new(new DropoutSpec(0.25), new Shape(2, 3, 5), 37, 1e-6),
        new(new DropoutSpec(0.9), new Shape(7), 64, 1e-5),
        new(new DropoutSpec(0), new Shape(3), 1, 1e-6),
    ];
}
