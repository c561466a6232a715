using Hourglass.Learning;

namespace Hourglass.Benchmarks;

/// <summary>Finds MNIST on this machine; nothing is downloaded.</summary>
internal static class MnistFiles
{
    /// <summary>Looks into one folder, or into <c>HOURGLASS_DATA</c> and the cache.</summary>
    public static DatasetLocator Locator(DirectoryInfo? folder, Downloads downloads)
    {
        DataFolders folders = DataFolders.FromEnvironment();
        return new DatasetLocator(folder is null ? folders : new DataFolders(folder.FullName, folder.FullName), downloads);
    }

    /// <summary>Finds the files; null where they are absent and no folder was named.</summary>
    /// <exception cref="DirectoryNotFoundException">A folder was named, but holds no MNIST.</exception>
    public static DatasetFiles? Find(DirectoryInfo? folder, DatasetLocator locator)
    {
        DatasetFiles? files = locator.Find(DatasetCatalog.Mnist);
        return files is not null || folder is null
            ? files
            : throw new DirectoryNotFoundException(
                $"--data: found no MNIST in {folder.FullName}, expected a folder mnist with its four IDX files.");
    }
}
