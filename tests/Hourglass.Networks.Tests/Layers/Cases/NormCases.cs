using Hourglass.Numerics;

namespace Hourglass.Networks.Tests;

/// <summary>Batch and layer normalization.</summary>
internal static class NormCases
{
    /// <summary>Gets vectors and images, one sample and several panels, full and not; sums of up to 350 products of size 1.</summary>
    public static IReadOnlyList<LayerCase> All { get; } =
    [
        new(new BatchNormSpec(), new Shape(5), 37, 2e-5),
        new(new BatchNormSpec(0.5, 0.1), new Shape(17), 64, 2e-5),
        new(new BatchNormSpec(), new Shape(3, 2, 3), 33, 5e-5),
        new(new BatchNormSpec(0), new Shape(1, 5, 2), 7, 2e-5),
        new(new BatchNormSpec(), new Shape(2, 3, 3), 1, 2e-5),
        new(new LayerNormSpec(), new Shape(40), 33, 2e-5),
        new(new LayerNormSpec(0.5), new Shape(3, 2, 2), 70, 2e-5),
        new(new LayerNormSpec(), new Shape(2, 5, 1), 1, 1e-5),
    ];
}
