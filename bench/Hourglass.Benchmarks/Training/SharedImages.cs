using Hourglass.Learning;
using Hourglass.Numerics;

namespace Hourglass.Benchmarks;

/// <summary>The images that both sides read from the same four files.</summary>
/// <param name="Folder">The folder that holds <c>mnist</c> with the files.</param>
/// <param name="Train">The training images.</param>
/// <param name="Test">The test images.</param>
internal sealed record SharedImages(string Folder, ImageSet Train, ImageSet Test)
{
    private const string Name = "mnist";

    /// <summary>Finds MNIST; draws the built-in digits where it is absent.</summary>
    /// <param name="folder">Where to look; null for <c>HOURGLASS_DATA</c> and the cache.</param>
    /// <param name="temporary">Receives files that are not there as the peer expects them.</param>
    /// <param name="workers">The team.</param>
    /// <param name="cancellation">Ends the drawing.</param>
    /// <exception cref="DirectoryNotFoundException">A folder was named, but holds no MNIST.</exception>
    public static async Task<SharedImages> OpenAsync(
        DirectoryInfo? folder, TemporaryFolder temporary, Workers workers, CancellationToken cancellation)
    {
        using Downloads downloads = new();
        DatasetLocator locator = MnistFiles.Locator(folder, downloads);
        if (MnistFiles.Find(folder, locator) is { } files)
        {
            string parent = Path.GetDirectoryName(Path.GetDirectoryName(files.TrainImages)!)!;
            return FilesIn(parent).All(File.Exists)
                ? new SharedImages(parent, files.ReadTrain(), files.ReadTest())
                : Write(temporary, files.ReadTrain(), files.ReadTest());
        }

        DataSpec spec = new() { Name = DataSources.BuiltIn, Validation = 0 };
        DataSplit split = await DataSources.OpenAsync(spec, seed: 1, workers, locator, cancellation).ConfigureAwait(false);
        return Write(temporary, (ImageSet)split.Train, (ImageSet)split.Test);
    }

    private static SharedImages Write(TemporaryFolder temporary, ImageSet train, ImageSet test)
    {
        Directory.CreateDirectory(temporary.In(Name));
        string[] paths = [.. FilesIn(temporary.Path)];
        IdxFile.WriteImages(paths[0], train);
        IdxFile.WriteLabels(paths[1], train.Labels.Span);
        IdxFile.WriteImages(paths[2], test);
        IdxFile.WriteLabels(paths[3], test.Labels.Span);
        return new SharedImages(temporary.Path, train, test);
    }

    /// <summary>The names that the peer reads.</summary>
    private static IEnumerable<string> FilesIn(string folder) =>
        DatasetCatalog.Mnist.Files.Select(file => Path.Combine(folder, Name, file.Name));
}
