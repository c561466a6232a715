using Hourglass.Numerics;

namespace Hourglass.Networks.Tests;

/// <summary>Penalties of activations and the contractive dense layer.</summary>
internal static class PenaltyCases
{
    /// <summary>Gets sizes on both sides of 64 rows, 32 samples and 16 units. Sums of up to 280 terms of size 1, and slopes of a divergence as
    /// steep as 1 / 0.02.</summary>
    public static IReadOnlyList<LayerCase> All { get; } =
    [
        new(new ActivityPenaltySpec(L1: 0.5), new Shape(1), 1, 1e-6),
        new(new ActivityPenaltySpec(L1: 0.3, L2: 0.2), new Shape(70), 4, 2e-5),
        new(new ActivityPenaltySpec(L2: 1), new Shape(2, 2, 3), 33, 1e-5),
        new(new SparsitySpec(0.3, 0.5), new Shape(1), 3, 1e-5),
        new(new SparsitySpec(0.05, 2), new Shape(2), 40, 1e-5),
        new(new SparsitySpec(0.032, 0.2), new Shape(1, 1, 3), 33, 1e-5),
        .. Enum.GetValues<ActivationKind>().Where(static kind => kind != ActivationKind.Softmax)
            .Select(static kind => new LayerCase(new DenseSpec(4, kind, Contractive: 0.3), new Shape(3), 34, 2e-5)),
        new(new DenseSpec(17, ActivationKind.Sigmoid, Bias: false, Contractive: 2), new Shape(1, 2, 2), 3, 2e-5),
    ];
}
