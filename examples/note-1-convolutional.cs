// A course note, step by step: a convolutional autoencoder presses each digit into two numbers, which can be drawn and walked through.
//     dotnet run examples/note-1-convolutional.cs
#:project ../src/Hourglass.Learning/Hourglass.Learning.csproj

using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

// 1. The data: images of 28 x 28 pixels between 0 and 1. An autoencoder learns without labels: each image is its own answer.
using Workers workers = new(Environment.ProcessorCount);
DataSplit data = LocalData.OpenDigits(workers);
Console.WriteLine($"Data: {data.Origin}, {data.Train.Count:N0} images to learn from, {data.Test.Count:N0} to test with.");

// 2. The model. Each convolution of stride 2 halves the sides, 28 to 14 to 7 to 4, and looks for more patterns than the one before.
//    The decoder goes back: transposed convolutions double the sides. Between them is the code; a wider one, 8 or 16, loses less.
const int Code = 2;
ModelSpec model = new(
    "convolutional",
    Input: data.Train.Shape,
    Encoder:
    [
        new Conv2dSpec(8, Kernel: 3, Stride: 2, Activation: ActivationKind.Tanh),
        new Conv2dSpec(16, Kernel: 3, Stride: 2, Activation: ActivationKind.Tanh),
        new Conv2dSpec(32, Kernel: 3, Stride: 2, Activation: ActivationKind.Tanh),
        new DenseSpec(64, ActivationKind.Tanh),
        new DenseSpec(Code),
    ],
    Decoder:
    [
        new DenseSpec(64, ActivationKind.Tanh),
        new DenseSpec(16 * 7 * 7, ActivationKind.Tanh),
        new ReshapeSpec(new Shape(Channels: 16, Height: 7, Width: 7)),
        new TransposedConv2dSpec(8, Kernel: 3, Stride: 2, Activation: ActivationKind.Tanh),
        new TransposedConv2dSpec(1, Kernel: 3, Stride: 2, Activation: ActivationKind.Sigmoid, OutputPadding: 1),
    ],
    Loss: new LossSpec(LossKind.Mse));
Network network = Network.Build(model, new RandomKey(42));
Console.WriteLine($"Model: {network.Parameters.Count:N0} parameters, {data.Train.Shape.Size} pixels to {Code} numbers and back.");

// 3. Training. The callback at the end of this file draws what the network can do so far: watch blobs become digits. The note trains
//    for 25 epochs at a rate of 0.0005, which ends near 0.038; a few at a larger rate show the same sooner.
ImageBatch ten = new(data.Test.Shape, Representations.Read(data.Test, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], workers));
TrainingOptions options = new() { Epochs = 5, Batch = 64, Optimizer = new AdamSpec(LearningRate: 2e-3) };
new Trainer(network, data.Train, data.Validation, options, workers, [new DrawEpochs(ten)]).Run();
Console.WriteLine($"Test error: {ReconstructionQuality.Measure(network, data.Test, workers).Mse:F4} per pixel.");

// 4. Two numbers are a point in the plane. The classes only colour the points: the network never saw them, and still sorts by digit.
IDataset sample = data.Test.Take(3_000);
Points codes = Representations.Encode(network, sample, workers);
ScatterChart chart = new()
{
    Description = "Codes of test digits, marked by class.",
    X = [.. Enumerable.Range(0, codes.Count).Select(i => codes[i][0])],
    Y = [.. Enumerable.Range(0, codes.Count).Select(i => codes[i][1])],
    Classes = sample.Labels.ToArray(),
    ClassNames = sample.ClassNames,
    XName = "first number of the code",
    YName = "second number of the code",
};
File.WriteAllBytes("note-1-codes.png", chart.ToPng());

// 5. New images: encode the last test image and the fourth, go from one code to the other in ten equal steps, decode each step.
Inference inference = new(network, workers);
ImageBatch ends = new(data.Test.Shape, Representations.Read(data.Test, [data.Test.Count - 1, 3], workers));
float[] endCodes = inference.Encode(ends.Pixels.Span);
float[] path = CodePath.Between(endCodes.AsSpan(0, Code), endCodes.AsSpan(Code), steps: 10, CodePathKind.Linear);
ImageBatch steps = new(data.Test.Shape, inference.Decode(path));
File.WriteAllBytes("note-1-path.png", Png.Encode(GeneratedPictures.Interpolation(ends, steps)));
File.WriteAllBytes("note-1-path.gif", Gif.Encode(GeneratedPictures.ThereAndBack(steps), scale: 8));
Console.WriteLine("Wrote note-1-epoch-N.png, note-1-codes.png, note-1-path.png and note-1-path.gif.");

/// <summary>Writes, after each epoch, the same images over what the network makes of them.</summary>
internal sealed class DrawEpochs(ImageBatch images) : TrainingCallback
{
    public override void OnEpoch(TrainingContext context, EpochRecord epoch)
    {
        float[] answers = new Inference(context.Network, context.Workers).Reconstruct(images.Pixels.Span);
        ImageBatch below = new(images.Shape, answers);
        File.WriteAllBytes($"note-1-epoch-{epoch.Epoch}.png", Png.Encode(ImageGrid.Rows([images.ToBitmaps(), below.ToBitmaps()], scale: 2)));
        Console.WriteLine($"epoch {epoch.Epoch}  loss {epoch.Loss:F4}  validation {epoch.ValidationLoss:F4}");
    }
}
