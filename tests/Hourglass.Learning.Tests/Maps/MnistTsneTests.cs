using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

/// <summary>The known figures of a map of MNIST itself; skipped where it is not on this machine.</summary>
public sealed class MnistTsneTests : IDisposable
{
    private const int Images = 5000, Components = 50;

    // scikit-learn 1.2.1 on the same points, measured by the same functions: bench/peers/tsne.py.
    private const double TheirDivergence = 1.4252, TheirTrustworthiness = 0.9848;

    private readonly Downloads _downloads = new();
    private readonly Workers _workers = new(Environment.ProcessorCount);

    public void Dispose()
    {
        _workers.Dispose();
        _downloads.Dispose();
    }

    [Fact]
    public void Fit_OnFiveThousandImages_DivergesNoMoreThanScikitLearnsMapAndIsTrustedNoLess()
    {
        DatasetFiles? files = new DatasetLocator(DataFolders.FromEnvironment(), _downloads).Find(DatasetCatalog.Mnist);
        Assert.SkipWhen(files is null, "HOURGLASS_DATA and the cache hold no MNIST.");
        Points pixels = Representations.Read(files.ReadTrain().Take(Images), _workers);
        Points points = Pca.Fit(pixels, new PcaOptions(Components), _workers).Transform(pixels, _workers);
        CancellationToken cancellation = TestContext.Current.CancellationToken;

        TsneMap map = Tsne.Fit(points, new TsneOptions(), _workers, null, cancellation);

        double divergence = Tsne.Divergence(points, map.Places, new TsneOptions().Perplexity, _workers, cancellation);
        double trust = NeighborhoodQuality.Measure(points, map.Places, _workers, cancellation: cancellation).Trustworthiness;
        Assert.Equal((1000, TsneMethod.Fft), (map.Iterations, map.Method));

        // The map's own figure comes from the interpolated forces, which err by less than one per cent.
        Assert.Equal(divergence, map.KlDivergence, 0.01 * divergence);
        Assert.InRange(divergence, 1, TheirDivergence);
        Assert.InRange(trust, TheirTrustworthiness, 1);
    }
}
