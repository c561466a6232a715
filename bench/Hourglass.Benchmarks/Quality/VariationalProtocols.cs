using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Benchmarks;

/// <summary>Variational autoencoders with grey pixels as targets of the cross-entropy.</summary>
internal static class VariationalProtocols
{
    /// <summary>Gets the protocols.</summary>
    public static IReadOnlyList<Protocol> All { get; } =
    [
        Of("vae", "784-400-20", [400], 20, 128, 10, "PyTorch 105.75 +- .10 over seeds; at most 105.95", 105.95),
        Of("vae-64-32", "784-64-32", [64], 32, 64, 3, "PyTorch 124.36 +- .40 over seeds; at most 125.16", 125.16),
    ];

    private static Protocol Of(
        string key, string name, int[] layers, int code, int batch, int epochs, string reference, double most) => new(
        key,
        $"{name} vae, bce and divergence summed, Adam 1e-3, batch {batch}, {epochs} epochs on 60,000",
        [
            new("test negative ELBO, nats per image", reference, 0, most, 2),
            ProtocolFigure.Shown("reconstruction, nats per image", 2),
            ProtocolFigure.Shown("divergence, nats per image", 2),
        ],
        (data, seed) =>
        {
            ModelSpec model = Models.Create("vae", data.Train.Shape, new ModelOptions { Layers = layers, Code = code });
            TrainingOptions options = new() { Epochs = epochs, Batch = batch, Optimizer = new AdamSpec(1e-3), Seed = seed };
            VariationalQuality quality = VariationalQuality.Measure(data.Fit(model, data.Train, options), data.Test, data.Workers)!;
            return [quality.NegativeElbo, quality.Reconstruction, quality.Divergence];
        });
}
