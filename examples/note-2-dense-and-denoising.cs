// A course note, step by step: the simplest autoencoder, one that removes noise, and what the optimizer and the loss change.
//     dotnet run examples/note-2-dense-and-denoising.cs
#:project ../src/Hourglass.Learning/Hourglass.Learning.csproj

using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

using Workers workers = new(Environment.ProcessorCount);
DataSplit data = LocalData.OpenDigits(workers);
IDataset train = data.Train.Take(20_000);
Shape shape = data.Train.Shape;
Console.WriteLine($"Data: {data.Origin}");

// 1. The simplest autoencoder: one dense layer from 784 pixels to 32 numbers, one back. A sigmoid keeps the answer between 0 and 1, as
//    pixels are. Behind a relu, which also serves, an output that falls below zero for every image would stop learning.
ModelSpec plain = new(
    "dense",
    Input: shape,
    Encoder: [new DenseSpec(32, ActivationKind.Relu)],
    Decoder: [new DenseSpec(shape.Size, ActivationKind.Sigmoid)],
    Loss: new LossSpec(LossKind.Mse));
AdamSpec adam = new();
(Network dense, ChartSeries adamCurve) = Train(plain, adam, "Adam, rate 0.001");
Console.WriteLine($"Plain: error {Error(dense):F4} per pixel, compression {plain.CompressionRatio:F1} to 1; some loss is the price.");

// 2. Denoising: the same network behind a layer that adds normal noise of deviation 0.5 and clips the sum to 0..1. It works in training
//    only, with new noise in each step, and the target stays clean: copying the input no longer helps, knowing digits does.
GaussianNoiseSpec noise = new(Deviation: 0.5, Minimum: 0, Maximum: 1);
(Network denoising, _) = Train(plain with { Encoder = [noise, .. plain.Encoder] }, adam, "denoising");

// 3. Repair test images that it has never seen. The plain network is given the same noisy images, to compare.
float[] clean = Representations.Read(data.Test, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], workers);
float[] noisy = noise.Apply(shape, clean, new RandomKey(7));
float[] repaired = new Inference(denoising, workers).Reconstruct(noisy), untaught = new Inference(dense, workers).Reconstruct(noisy);
Console.WriteLine($"Noise: error {Between(noisy, clean):F4} per pixel.");
Console.WriteLine($"       {Between(untaught, clean):F4} after the plain network, {Between(repaired, clean):F4} after the denoising one.");
Draw("note-2-denoised.png", ("original", clean), ("with noise", noisy), ("plain", untaught), ("denoising", repaired));

// 4. The optimizer: the gradient of a mean over 784 pixels is small, so SGD at the usual rate of 0.01 gets no further than one blurred
//    answer for all, even with momentum. At a rate a hundred times larger it learns. Adam fits its steps to the gradients by itself.
SgdSpec sgd = new(LearningRate: 0.01, Momentum: 0.9, Nesterov: true, Decay: 1e-6);
(_, ChartSeries slowCurve) = Train(plain, sgd, "SGD, rate 0.01");
(_, ChartSeries fastCurve) = Train(plain, sgd with { LearningRate = 1 }, "SGD, rate 1");
LineChart curves = new()
{
    Description = "Validation loss of one network with two optimizers.",
    Series = [slowCurve, fastCurve, adamCurve],
    XName = "epoch",
    YName = "validation loss, squared error per pixel",
    Logarithmic = true,
    Width = 720,
};
File.WriteAllBytes("note-2-optimizers.png", curves.ToPng());

// 5. Another loss: cross-entropy takes a pixel for the probability of ink and punishes sure mistakes hard. Losses of two kinds cannot be
//    compared with each other, so both networks are measured by the squared error.
(Network entropy, _) = Train(plain with { Loss = new LossSpec(LossKind.Bce) }, adam, "cross-entropy");
Console.WriteLine($"Loss: error {Error(dense):F4} per pixel after squared error, {Error(entropy):F4} after cross-entropy.");
float[] bySquares = new Inference(dense, workers).Reconstruct(clean), byEntropy = new Inference(entropy, workers).Reconstruct(clean);
Draw("note-2-losses.png", ("original", clean), ("squared error", bySquares), ("cross-entropy", byEntropy));
Console.WriteLine("Wrote note-2-denoised.png, note-2-optimizers.png and note-2-losses.png.");

// Trains a model from the same random weights each time, so that only what is being compared differs.
(Network Network, ChartSeries Curve) Train(ModelSpec model, OptimizerSpec optimizer, string name)
{
    Network network = Network.Build(model, new RandomKey(42));
    TrainingOptions options = new() { Epochs = 10, Batch = 128, Optimizer = optimizer };
    IReadOnlyList<EpochRecord> history = new Trainer(network, train, data.Validation, options, workers).Run().State.History;
    double[] epochs = [.. history.Select(epoch => (double)epoch.Epoch)], losses = [.. history.Select(epoch => epoch.ValidationLoss!.Value)];
    return (network, new ChartSeries(name, epochs, losses));
}

double Error(Network network) => ReconstructionQuality.Measure(network, data.Test, workers).Mse;

static double Between(float[] answers, float[] wanted) => answers.Zip(wanted, static (a, b) => (double)(a - b) * (a - b)).Average();

void Draw(string file, params (string Name, float[] Pixels)[] rows)
{
    ImageChart chart = new()
    {
        Description = $"Ten test images: {string.Join(", ", rows.Select(row => row.Name))}.",
        Rows = [.. rows.Select(row => new ChartImages(row.Name, new ImageBatch(shape, row.Pixels).ToBitmaps()))],
    };
    File.WriteAllBytes(file, chart.ToPng());
}
