using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

/// <summary>Checks on MNIST itself; skipped where it is not on this machine.</summary>
public sealed class MnistTests : IDisposable
{
    private readonly Downloads _downloads = new();

    public void Dispose() => _downloads.Dispose();

    [Fact]
    public void OfMean_IsTheKnownFigure()
    {
        DatasetFiles files = FindMnist();

        double error = ReconstructionQuality.OfMean(files.ReadTrain(), files.ReadTest(), Workers.Single);

        // Known to four digits from an independent computation.
        Assert.Equal(0.06747, error, 5e-6);
    }

    [Fact]
    public void Train_DenseThirtyTwoForThreeEpochs_IsOnItsWay()
    {
        DatasetFiles files = FindMnist();
        ImageSet train = files.ReadTrain(), test = files.ReadTest();
        using Workers workers = new(Environment.ProcessorCount);
        ModelSpec model = new(
            "dense",
            train.Shape,
            [new FlattenSpec(), new DenseSpec(32, ActivationKind.Relu)],
            [new DenseSpec(784, ActivationKind.Sigmoid), new ReshapeSpec(train.Shape)],
            new LossSpec(LossKind.Mse));
        TrainingOptions options = new() { Epochs = 3 };
        Network network = Network.Build(model, new RandomKey(options.Seed));

        TrainingResult result = new Trainer(network, train, null, options, workers).Train();

        ReconstructionQuality quality = ReconstructionQuality.Measure(network, test, workers);
        Assert.Equal(TrainingOutcome.Completed, result.Outcome);

        // Seeds 42, 1, 2 and 3 gave 0.0231, 0.0232, 0.0228 and 0.0232; thirty epochs give 0.0098.
        Assert.InRange(quality.Mse, 0.015, 0.025);
    }

    private DatasetFiles FindMnist()
    {
        DatasetFiles? files = new DatasetLocator(DataFolders.FromEnvironment(), _downloads).Find(DatasetCatalog.Mnist);
        Assert.SkipWhen(files is null, "HOURGLASS_DATA and the cache hold no MNIST.");
        return files;
    }
}
