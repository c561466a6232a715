using Hourglass.Numerics;

namespace Hourglass.Networks.Tests;

/// <summary>Codes that are distributions, one by one or all together.</summary>
internal static class LatentCases
{
    /// <summary>Gets sizes on both sides of the blocks of 4 units and the panels of 32 samples. Heads sum up to 40 products of size 1, and
    /// exp makes an error of 1e-6 in a log-variance of 6 one of 2e-5 in its variance. A discrepancy is a difference of sums of up to 7, times
    /// its weight.</summary>
    public static IReadOnlyList<LayerCase> All { get; } =
    [
        new(new GaussianLatentSpec(1), new Shape(1), 1, 5e-6),
        new(new GaussianLatentSpec(4), new Shape(9), 32, 5e-5),
        new(new GaussianLatentSpec(5), new Shape(1, 3, 4), 70, 5e-5),
        new(new GaussianLatentSpec(18, Beta: 4), new Shape(6), 33, 1e-4),
        new(new GaussianLatentSpec(6, Beta: 0), new Shape(7), 40, 5e-5),
        new(new GaussianLatentSpec(6, Reduction: LossReduction.Mean, WarmUp: 10), new Shape(7), 40, 5e-5),
        new(new GaussianLatentSpec(6, FreeBits: 0.5), new Shape(7), 40, 5e-5),
        new(new GaussianLatentSpec(7, GaussianHead.Sigma), new Shape(7), 40, 2e-4),
        new(new GaussianLatentSpec(3, GaussianHead.Sigma, 0.5, LossReduction.Mean, 4, 0.25), new Shape(5), 34, 2e-4),
        new(new MmdSpec(), new Shape(1), 1, 5e-5),
        new(new MmdSpec(), new Shape(4), 33, 5e-5),
        new(new MmdSpec(1), new Shape(2, 1, 3), 40, 1e-5),
    ];
}
