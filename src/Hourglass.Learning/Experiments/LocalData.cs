using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Opens data that is on this machine, at once and without a network.</summary>
public static class LocalData
{
    /// <summary>Opens MNIST where it is at hand and the built-in digits otherwise, and holds back a validation set.</summary>
    /// <remarks>MNIST is looked for as <see cref="DatasetLocator"/> does: in <c>$HOURGLASS_DATA/mnist</c>, in that folder itself, then in
    /// the cache. Nothing is downloaded. <see cref="DataSplit.Origin"/> says which data it is.</remarks>
    /// <param name="workers">The team.</param>
    /// <param name="seed">The seed of the choice of validation samples; 42 by default, that of <see cref="TrainingOptions"/>.</param>
    /// <exception cref="InvalidDataException">A file of MNIST is not what it should be.</exception>
    /// <exception cref="IOException">A file of MNIST cannot be read.</exception>
    public static DataSplit OpenDigits(Workers workers, ulong seed = 42)
    {
        using Downloads downloads = new();
        DatasetLocator locator = new(DataFolders.FromEnvironment(), downloads);
        DatasetEntry mnist = DatasetCatalog.Mnist;
        string name = locator.Find(mnist) is null ? DataSources.BuiltIn : mnist.Name;

        // The files are here or none are needed, so nothing is ever waited for.
        return DataSources.OpenAsync(new DataSpec { Name = name }, seed, workers, locator).GetAwaiter().GetResult();
    }
}
