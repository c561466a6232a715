using Hourglass.Numerics;

namespace Hourglass.Networks.Tests;

/// <summary>Corruption layers.</summary>
internal static class CorruptionCases
{
    /// <summary>Gets sizes on both sides of four features, 64 rows and 32 samples. Masks, grains and blocks copy their input exactly; normal
    /// numbers err by 2e-6; a blur adds up to 31 products of size 1.</summary>
    public static IReadOnlyList<LayerCase> All { get; } =
    [
        new(new MaskSpec(0.3), new Shape(1), 1, 0),
        new(new MaskSpec(0), new Shape(5), 3, 0),
        new(new MaskSpec(0.9), new Shape(2, 3, 11), 33, 0),
        new(new GaussianNoiseSpec(1), new Shape(3), 40, 4e-6),
        new(new GaussianNoiseSpec(0.5, 0, 1), new Shape(70), 33, 4e-6),
        new(new GaussianNoiseSpec(2, Minimum: -0.5), new Shape(2, 3, 3), 5, 4e-6),
        new(new SaltAndPepperSpec(0.4), new Shape(6), 35, 0),
        new(new SaltAndPepperSpec(1), new Shape(1, 2, 2), 4, 0),
        new(new BlockOcclusionSpec(3), new Shape(2, 4, 5), 33, 0),
        new(new BlockOcclusionSpec(1, 6, 0.5), new Shape(1, 2, 6), 40, 0),
        new(new BlurSpec(0.5), new Shape(1, 4, 3), 33, 1e-6),
        new(new BlurSpec(1.5, 0.3), new Shape(2, 3, 7), 34, 2e-6),
        new(new BlurSpec(5), new Shape(1, 1, 4), 2, 4e-6),
    ];
}
