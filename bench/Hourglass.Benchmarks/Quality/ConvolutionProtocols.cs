using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Benchmarks;

/// <summary>The strided convolutions of the course note, at three sizes of the code.</summary>
internal static class ConvolutionProtocols
{
    /// <summary>Gets the protocols.</summary>
    public static IReadOnlyList<Protocol> All { get; } = [Of(2, 0.03866), Of(8, 0.01707), Of(16, 0.00954)];

    private static Protocol Of(int code, double reference) => new(
        $"conv-{code}",
        $"conv, code {code}, mse, Adam 5e-4, batch 64, 25 epochs on 60,000",
        new("test mse per pixel", FormattableString.Invariant($"PyTorch {reference:.00000}; at most 3 % above"), 0, reference * 1.03, 5),
        (data, seed) =>
        {
            ModelSpec model = Models.Conv(data.Train.Shape, new ModelOptions { Code = code });
            TrainingOptions options = new() { Epochs = 25, Batch = 64, Optimizer = new AdamSpec(5e-4), Seed = seed };
            return data.Measure(data.Fit(model, data.Train, options), data.Test).Mse;
        });
}
