// A first autoencoder: trains on handwritten digits and draws ten of the test set over their reconstructions.
//     dotnet run examples/01-first-autoencoder.cs
#:project ../src/Hourglass.Learning/Hourglass.Learning.csproj

using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

using Workers workers = new(Environment.ProcessorCount);
DataSplit data = LocalData.OpenDigits(workers);
Console.WriteLine($"Data: {data.Origin}");

// 784 pixels are pressed through 32 numbers, the code, and unfolded again.
ModelSpec model = new(
    "first",
    Input: data.Train.Shape,
    Encoder: [new DenseSpec(32, ActivationKind.Relu)],
    Decoder: [new DenseSpec(data.Train.Shape.Size, ActivationKind.Sigmoid)],
    Loss: new LossSpec(LossKind.Mse));
Network network = Network.Build(model, new RandomKey(42));

Trainer trainer = new(network, data.Train, data.Validation, new TrainingOptions { Epochs = 10 }, workers);
foreach (EpochRecord epoch in trainer.Run().State.History)
    Console.WriteLine($"epoch {epoch.Epoch,2}  loss {epoch.Loss:F5}  validation {epoch.ValidationLoss:F5}");
Console.WriteLine($"test error {ReconstructionQuality.Measure(network, data.Test, workers).Mse:F5} per pixel");

float[] originals = Representations.Read(data.Test, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], workers);
float[] reconstructions = new Inference(network, workers).Reconstruct(originals);
ImageBatch above = new(data.Test.Shape, originals), below = new(data.Test.Shape, reconstructions);
File.WriteAllBytes("reconstructions.png", Png.Encode(ImageGrid.Rows([above.ToBitmaps(), below.ToBitmaps()], scale: 2)));
Console.WriteLine("Wrote reconstructions.png: originals over reconstructions.");
