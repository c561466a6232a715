using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

/// <summary>Denoising and sparse autoencoders, from their spec to what they are for, on the built-in digits.</summary>
public class NoiseTrainingTests
{
    private const int Train = 600, Test = 100;

    private static readonly Shape Image = new(1, Digits.Side, Digits.Side);

    private static readonly byte[] Pixels = Digits.Generate(Train + Test, new RandomKey(1), Workers.Single).Pixels;

    private static readonly float[] TestImages = [.. Pixels.Skip(Train * Image.Size).Select(static pixel => pixel / 255f)];

    [Theory]
    [InlineData("""{"layer": "gaussian-noise", "deviation": 0.5, "minimum": 0, "maximum": 1}""")]
    [InlineData("""{"layer": "mask", "drop": 0.5}""")]
    [InlineData("""{"layer": "salt-and-pepper", "share": 0.3}""")]
    [InlineData("""{"layer": "block-occlusion", "height": 14}""")]
    public void ADenoisingAutoencoder_UndoesMoreDamageThanOneThatHasSeenNone(string noise)
    {
        ModelSpec denoising = Model($"[{noise}, {{\"layer\": \"dense\", \"units\": 64, \"activation\": \"relu\"}}]");
        CorruptionSpec corruption = (CorruptionSpec)denoising.Encoder[0];
        float[] noisy = corruption.Apply(Image, TestImages, new RandomKey(3));

        float[] withNoise = Fit(denoising).Reconstruct(noisy), without = Fit(denoising with { Encoder = [denoising.Encoder[1]] }).Reconstruct(noisy);

        double error = Error(withNoise);
        Assert.InRange(error, 0, 0.8 * Error(noisy));
        Assert.InRange(error, 0, 0.9 * Error(without));
    }

    [Fact]
    public void ASparseAutoencoder_UsesFewUnitsForEachImage()
    {
        const string Dense = """{"layer": "dense", "units": 100, "activation": "sigmoid"}""";
        ModelSpec sparse = Model($$"""[{{Dense}}, {"layer": "sparsity", "target": 0.05, "weight": 5}]""", "sum");

        double mean = Fit(sparse, 0.01).Encode(TestImages).Average(), free = Fit(Model($"[{Dense}]", "sum"), 0.01).Encode(TestImages).Average();

        Assert.InRange(mean, 0.03, 0.1);
        Assert.InRange(free, 0.3, 0.9);
    }

    private static ModelSpec Model(string encoder, string reduction = "mean") => SpecJson.Read<ModelSpec>($$"""
        {
          "format": "hourglass-model", "version": 1, "name": "spec", "input": { "channels": 1, "height": 28, "width": 28 },
          "encoder": {{encoder}},
          "decoder": [{ "layer": "dense", "units": 784, "activation": "sigmoid" }],
          "loss": { "kind": "mse", "reduction": "{{reduction}}" }
        }
        """);

    private static Inference Fit(ModelSpec model, double learningRate = 0.003)
    {
        TrainingOptions options = new() { Epochs = 20, Batch = 50, Optimizer = new AdamSpec(learningRate) };
        ImageSet train = new("digits", Image, Pixels[..(Train * Image.Size)]);
        Network network = Network.Build(model, new RandomKey(options.Seed));
        new Trainer(network, train, validation: null, options, Workers.Single).Run(cancellation: TestContext.Current.CancellationToken);
        return new Inference(network);
    }

    private static double Error(float[] images) => images.Zip(TestImages, static (a, b) => (a - b) * (a - b)).Average();
}
