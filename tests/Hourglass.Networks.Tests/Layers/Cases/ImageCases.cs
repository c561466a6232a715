using Hourglass.Numerics;

namespace Hourglass.Networks.Tests;

/// <summary>Pooling and upsampling.</summary>
internal static class ImageCases
{
    private const PoolPaddingKind Same = PoolPaddingKind.Same;

    /// <summary>Gets windows that tile, overlap, leave gaps and reach past the border; sums of at most 25 numbers of size 1.</summary>
    public static IReadOnlyList<LayerCase> All { get; } =
    [
        new(new MaxPoolSpec(), new Shape(2, 4, 6), 33, 1e-6),
        new(new MaxPoolSpec(), new Shape(1, 5, 3), 1, 1e-6),
        new(new MaxPoolSpec(Padding: Same), new Shape(3, 5, 3), 20, 1e-6),
        new(new MaxPoolSpec(3, 2), new Shape(2, 7, 5), 5, 2e-6),
        new(new MaxPoolSpec(3, 2, Same), new Shape(2, 6, 5), 9, 2e-6),
        new(new MaxPoolSpec(2, 3), new Shape(1, 9, 6), 4, 1e-6),
        new(new MaxPoolSpec(4, 1, Same), new Shape(1, 3, 3), 3, 5e-6),
        new(new MaxPoolSpec(1), new Shape(3, 2, 2), 34, 1e-6),
        new(new AveragePoolSpec(), new Shape(2, 4, 6), 33, 1e-6),
        new(new AveragePoolSpec(), new Shape(1, 5, 3), 1, 1e-6),
        new(new AveragePoolSpec(Padding: Same), new Shape(3, 5, 3), 20, 1e-6),
        new(new AveragePoolSpec(3, 2), new Shape(2, 7, 5), 5, 1e-6),
        new(new AveragePoolSpec(3, 2, Same), new Shape(2, 6, 5), 9, 1e-6),
        new(new AveragePoolSpec(2, 3), new Shape(1, 9, 6), 4, 1e-6),
        new(new AveragePoolSpec(5, 1, Same), new Shape(1, 3, 4), 3, 2e-6),
        new(new UpsampleSpec(), new Shape(2, 2, 3), 33, 2e-6),
        new(new UpsampleSpec(3, 1), new Shape(1, 3, 2), 5, 2e-6),
        new(new UpsampleSpec(1, 4), new Shape(3, 1, 2), 1, 2e-6),
        new(new UpsampleSpec(Interpolation: UpsampleKind.Bilinear), new Shape(2, 2, 3), 33, 2e-6),
        new(new UpsampleSpec(3, 1, UpsampleKind.Bilinear), new Shape(1, 3, 2), 5, 2e-6),
        new(new UpsampleSpec(1, 4, UpsampleKind.Bilinear), new Shape(3, 1, 3), 7, 2e-6),
        new(new UpsampleSpec(5, 2, UpsampleKind.Bilinear), new Shape(1, 1, 1), 2, 5e-6),
    ];
}
