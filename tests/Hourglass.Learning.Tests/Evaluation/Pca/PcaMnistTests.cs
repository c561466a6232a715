using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

/// <summary>The known figures of principal components of MNIST; skipped where it is not on this machine.</summary>
public sealed class PcaMnistTests : IDisposable
{
    private readonly Downloads _downloads = new();
    private readonly Workers _workers = new(Environment.ProcessorCount);

    public void Dispose()
    {
        _downloads.Dispose();
        _workers.Dispose();
    }

    [Fact]
    public void Fit_SixtyThousand_ReachesTheKnownErrorsOnTheTenThousand()
    {
        DatasetFiles files = FindMnist();
        ImageSet train = files.ReadTrain(), test = files.ReadTest();
        Pca largest = Pca.Fit(train, new PcaOptions(64), _workers, TestContext.Current.CancellationToken);
        Points pixels = Representations.Read(test, _workers), scores = largest.Transform(pixels, _workers);

        // Known to five digits from an independent computation.
        foreach ((int components, double known) in (ReadOnlySpan<(int, double)>)[(2, .05567), (4, .04790), (8, .03744), (16, .02686), (32, .01683), (64, .00905)])
            Assert.Equal(known, ErrorPerImage(components) / 784, 5e-6);
        Assert.Equal(13.866, ErrorPerImage(30), 5e-4);

        // The first components do not depend on how many are asked for, so neither do their scores.
        double ErrorPerImage(int components)
        {
            Points first = new(scores.Count, scores.Dimensions);
            for (int i = 0; i < scores.Count; i++) scores[i][..components].CopyTo(first[i]);
            return SquaredErrors(pixels, largest.InverseTransform(first, _workers)) / pixels.Count;
        }
    }

    [Fact]
    public void Fit_FirstFiveThousandUncentered_ReachesTheErrorOfTheCourse()
    {
        IDataset set = FindMnist().ReadTrain().Take(5000);

        Pca pca = Pca.Fit(set, new PcaOptions(30, Center: false), _workers, TestContext.Current.CancellationToken);

        ReconstructionQuality quality = ReconstructionQuality.Measure(pca.ToNetwork(set.Shape), set, _workers);
        Assert.Equal(13.8996, quality.SsePerImage, 5e-5);
        Assert.Equal(13.8996, pca.TotalVariance - pca.ExplainedVariance.Sum(), 5e-5);
    }

    private static double SquaredErrors(Points x, Points y)
    {
        double sum = 0;
        for (int i = 0; i < x.Values.Length; i++) sum += (x.Values[i] - y.Values[i]) * (double)(x.Values[i] - y.Values[i]);
        return sum;
    }

    private DatasetFiles FindMnist()
    {
        DatasetFiles? files = new DatasetLocator(DataFolders.FromEnvironment(), _downloads).Find(DatasetCatalog.Mnist);
        Assert.SkipWhen(files is null, "HOURGLASS_DATA and the cache hold no MNIST.");
        return files;
    }
}
