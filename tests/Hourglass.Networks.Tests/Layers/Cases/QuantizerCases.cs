using Hourglass.Numerics;

namespace Hourglass.Networks.Tests;

/// <summary>Codes that are chosen from a codebook.</summary>
internal static class QuantizerCases
{
    /// <summary>Gets vectors and images, with codes to spare, which nothing chooses, and with few; sums of up to 70 squares of size 4.</summary>
    public static IReadOnlyList<LayerCase> All { get; } =
    [
        new(new VectorQuantizerSpec(2), new Shape(1), 1, 1e-5),
        new(new VectorQuantizerSpec(5), new Shape(4), 33, 2e-5),
        new(new VectorQuantizerSpec(70, Revival: 0.5), new Shape(3), 40, 2e-5),
        new(new VectorQuantizerSpec(7, Commitment: 1, Reduction: LossReduction.Sum), new Shape(2, 2, 3), 35, 2e-5),
        new(new VectorQuantizerSpec(6, 2, 0, Revival: 0), new Shape(6, 2, 1), 20, 2e-5),
    ];
}
