using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

/// <summary>The known figures of nearest neighbours on MNIST itself; skipped where it is not on this machine.</summary>
public sealed class MnistNeighborTests : IDisposable
{
    private readonly Downloads _downloads = new();

    public void Dispose() => _downloads.Dispose();

    [Fact]
    public void Measure_OnPrincipalComponents_IsTheKnownAccuracy()
    {
        DatasetFiles? files = new DatasetLocator(DataFolders.FromEnvironment(), _downloads).Find(DatasetCatalog.Mnist);
        Assert.SkipWhen(files is null, "HOURGLASS_DATA and the cache hold no MNIST.");
        using Workers workers = new(Environment.ProcessorCount);
        ImageSet train = files.ReadTrain(), test = files.ReadTest();
        Points images = Representations.Read(train, workers);
        Pca pca = Pca.Fit(images, new PcaOptions(32), workers);
        Points trainScores = pca.Transform(images, workers), testScores = pca.Transform(Representations.Read(test, workers), workers);

        // Those of scikit-learn's full decomposition, in single and in double precision. Its randomized one is off by a few images in 10,000
        // where there are few components: 0.4422 to 0.4426 for two, 0.6482 and 0.6483 for four.
        foreach ((int dimensions, double accuracy) in new[] { (2, 0.4425), (4, 0.6483), (8, 0.9029), (16, 0.9612), (32, 0.9741) })
        {
            NeighborClassifier classifier = new(LabeledPoints.Of(First(trainScores, dimensions), train));
            KnnQuality quality = KnnQuality.Measure(
                classifier, LabeledPoints.Of(First(testScores, dimensions), test), workers, cancellation: TestContext.Current.CancellationToken);
            TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"{dimensions}: {quality.SecondsPerPrediction * 1e6:F1} microseconds"));
            Assert.Equal(accuracy, quality.Accuracy, 1e-9);
        }
    }

    private static Points First(Points points, int dimensions)
    {
        Points first = new(points.Count, dimensions);
        for (int i = 0; i < points.Count; i++) points[i][..dimensions].CopyTo(first[i]);
        return first;
    }
}
