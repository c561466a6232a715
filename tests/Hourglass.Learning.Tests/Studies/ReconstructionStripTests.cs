using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class ReconstructionStripTests : IDisposable
{
    private const int Epochs = 8;

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, new[] { 1, 2, 3, 4, 5, 6, 7, 8 })]
    [InlineData(3, new[] { 1, 4, 7 })]
    [InlineData(20, new[] { 1 })]
    public void OnEpoch_KeepsTheFirstEpochAndThoseAtTheInterval(int interval, int[] expected)
    {
        ReconstructionStrip strip = Train(interval, out _);

        Assert.Equal(expected.Select(static epoch => $"epoch-{epoch:0000}.png"), Directory.GetFiles(_folder.At("strip")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(expected.Length + 1, strip.Draw(Epochs, most: 20).Rows.Count);
        Assert.Equal(expected.Length, strip.Animate(Epochs).Count);
    }

    [Fact]
    public void CountDifferences_IsZeroForTheEpochOfTheNetworkAndNotForAnEarlierOne()
    {
        ReconstructionStrip strip = Train(interval: Epochs - 1, out Network network);
        ImageBatch answers = new(Images.Shape, new Inference(network, Workers.Single).Reconstruct(Images.Pixels.Span));

        Assert.Equal(0, strip.CountDifferences(Epochs, answers));
        Assert.InRange(strip.CountDifferences(1, answers), 1, Images.Pixels.Length);
    }

    private static ImageBatch Images { get; } = ImageBatch.FromBytes(new Shape(1, 4, 4), [.. Enumerable.Range(0, 48).Select(static i => (byte)(i * 37))]);

    private ReconstructionStrip Train(int interval, out Network network)
    {
        ModelSpec model = new("tiny", Images.Shape, [new DenseSpec(3)], [new DenseSpec(16), new ReshapeSpec(Images.Shape)], new LossSpec(LossKind.Mse));
        network = Network.Build(model, new RandomKey(1));
        ReconstructionStrip strip = new(_folder.At("strip"), Images, interval);
        FloatSet train = new("images", Images.Shape, Images.Pixels.ToArray());
        new Trainer(network, train, null, new TrainingOptions { Epochs = Epochs, Batch = 3, Optimizer = new AdamSpec(0.05) }, Workers.Single, [strip]).Run();
        return strip;
    }
}
