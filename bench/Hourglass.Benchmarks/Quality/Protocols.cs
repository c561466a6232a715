using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Benchmarks;

/// <summary>The protocols on MNIST whose results are known from PyTorch and from PCA.</summary>
internal static class Protocols
{
    private const int Subset = 5000;

    /// <summary>Gets all protocols.</summary>
    public static IReadOnlyList<Protocol> All { get; } =
    [
        new(
            "dense",
            "784-32-784 relu/sigmoid, mse, Adam 1e-3, batch 256, 30 epochs on 60,000",
            new("test mse per pixel", "PyTorch .00977; at most .0099", 0, 0.0099, 5),
            TrainDense),
        new(
            "deep",
            "784-256-128-32 and back, sigmoid, linear output, sum of squares, Adam 1e-3, first 5,000 in one batch, 1,001 steps",
            new("training error per image", "PyTorch 27.59; 27.6 +- 1.5", 27.6 - 1.5, 27.6 + 1.5, 2),
            TrainDeep),
        new(
            "linear",
            "784-16-784 linear on centred pixels, mse, Adam 1e-2 falling by a cosine, batch 256, 30 epochs on 60,000",
            new("test mse per pixel", "PCA .02686; within 1 %", 0.02686 * 0.99, 0.02686 * 1.01, 5),
            TrainLinear),
        new(
            "sparse",
            "784-1000-784 sigmoid, linear output, sum of squares, sparsity .032 weight .2, Adam 1e-3, first 5,000 in one batch, 1,001 steps",
            [
                new("training error per image", "PyTorch 9.33; within 10 %", 9.33 * 0.9, 9.33 * 1.1, 2),
                new("mean activation", "PyTorch .058; within 10 %", 0.058 * 0.9, 0.058 * 1.1, 4),
            ],
            TrainSparse),
        .. ConvolutionProtocols.All,
        .. VariationalProtocols.All,
        PretrainingProtocol.Stacked,
    ];

    private static double TrainDense(ProtocolData data, ulong seed)
    {
        DenseSpec[] encoder = [new(32, ActivationKind.Relu)];
        ModelSpec model = Model("dense-32", data.Train.Shape, LossKind.Mse, LossReduction.Mean, encoder, ActivationKind.Sigmoid);
        TrainingOptions options = new() { Epochs = 30, Batch = 256, Optimizer = new AdamSpec(1e-3), Seed = seed };
        return data.Measure(data.Fit(model, data.Train, options), data.Test).Mse;
    }

    private static double TrainDeep(ProtocolData data, ulong seed)
    {
        DenseSpec[] encoder = [new(256, ActivationKind.Sigmoid), new(128, ActivationKind.Sigmoid), new(32, ActivationKind.Sigmoid)];
        ModelSpec model = Model("deep-32", data.Train.Shape, LossKind.Mse, LossReduction.Sum, encoder, ActivationKind.Linear);
        return data.Measure(FitFirst(data, model, seed), First(data)).SsePerImage;
    }

    private static IReadOnlyList<double> TrainSparse(ProtocolData data, ulong seed)
    {
        LayerSpec[] encoder = [new DenseSpec(1000, ActivationKind.Sigmoid), new SparsitySpec(0.032, 0.2)];
        LossSpec loss = new(LossKind.Mse, LossReduction.Sum);
        ModelSpec model = new("sparse-1000", data.Train.Shape, encoder, [new DenseSpec(data.Train.Shape.Size)], loss);
        Network network = FitFirst(data, model, seed);
        return [data.Measure(network, First(data)).SsePerImage, data.MeanCode(network, First(data))];
    }

    private static double TrainLinear(ProtocolData data, ulong seed)
    {
        double[] mean = CentredImages.MeanOf(data.Train);
        ModelSpec model = Model("linear-16", data.Train.Shape, LossKind.Mse, LossReduction.Mean, [new(16)], ActivationKind.Linear);
        TrainingOptions options = new()
        {
            Epochs = 30,
            Batch = 256,
            Optimizer = new AdamSpec(1e-2),
            Schedule = new CosineSchedule(),
            Seed = seed,
        };
        Network network = data.Fit(model, CentredImages.Subtract(data.Train, mean), options);
        return data.Measure(network, CentredImages.Subtract(data.Test, mean)).Mse;
    }

    private static IDataset First(ProtocolData data) => data.Train.Take(Math.Min(Subset, data.Train.Count));

    /// <summary>Takes 1,001 steps on the first images, all of them in each.</summary>
    private static Network FitFirst(ProtocolData data, ModelSpec model, ulong seed)
    {
        IDataset first = First(data);
        return data.Fit(model, first, new TrainingOptions { Epochs = 1001, Batch = first.Count, Optimizer = new AdamSpec(1e-3), Seed = seed });
    }

    /// <summary>Mirrors an encoder: the decoder goes back over the same sizes.</summary>
    private static ModelSpec Model(
        string name, Shape input, LossKind loss, LossReduction reduction, DenseSpec[] encoder, ActivationKind output)
    {
        IEnumerable<DenseSpec> back = encoder[..^1].Reverse().Select(layer => layer with { Activation = encoder[^1].Activation });
        return new ModelSpec(name, input, encoder, [.. back, new DenseSpec(input.Size, output)], new LossSpec(loss, reduction));
    }
}
