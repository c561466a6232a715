using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Finds a published data set on this machine, or downloads it.</summary>
/// <remarks>The user's own folder comes first, <c>$HOURGLASS_DATA/name</c> or that folder itself, then the cache, then the mirrors. Files
/// may be packed by gzip or not. Only downloads are checked against a checksum: own files may be packed differently.</remarks>
/// <param name="folders">Where to look and where downloads go.</param>
/// <param name="downloads">Downloads what is missing.</param>
public sealed class DatasetLocator(DataFolders folders, Downloads downloads)
{
    private const string Packed = ".gz";

    /// <summary>Looks for a data set on this machine.</summary>
    /// <param name="entry">The data set.</param>
    /// <returns>Its files; null where no folder holds all four.</returns>
    public DatasetFiles? Find(DatasetEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        foreach ((string folder, string label) in Places(entry))
        {
            string?[] paths = [.. entry.Files.Select(file => PathOf(folder, file))];
            if (paths is [{ } trainImages, { } trainLabels, { } testImages, { } testLabels])
                return new DatasetFiles(entry, trainImages, trainLabels, testImages, testLabels, Phrase.Of($"{entry.Name} from {label}, {folder}"));
        }

        return null;
    }

    /// <summary>Looks for a data set on this machine and downloads into the cache what is missing.</summary>
    /// <param name="entry">The data set.</param>
    /// <param name="progress">Told about downloads after every block of bytes; null, the default, for none.</param>
    /// <param name="cancellation">Stops the download; what has arrived is kept for the next try.</param>
    /// <exception cref="DownloadException">It is neither here nor to be had; the message says where was looked, why each mirror failed
    /// and what to do.</exception>
    /// <exception cref="IOException">The cache cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The cache may not be written.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> asked to stop.</exception>
    public async Task<DatasetFiles> FindOrFetchAsync(
        DatasetEntry entry, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (Find(entry) is { } found) return found;

        string cache = Path.Combine(folders.Cache, entry.Name);
        string[] paths = new string[entry.Files.Count];
        for (int i = 0; i < paths.Length; i++)
        {
            DownloadFile file = entry.Files[i];
            try
            {
                paths[i] = PathOf(cache, file)
                    ?? await downloads.FetchAsync(file, entry.Mirrors, cache, progress, cancellation).ConfigureAwait(false);
            }
            catch (DownloadException failure)
            {
                throw new DownloadException($"{entry.Name}/{file.Name}", failure.Failures, Advice(entry));
            }
        }

        return new DatasetFiles(entry, paths[0], paths[1], paths[2], paths[3], Phrase.Of($"{entry.Name}, downloaded to {cache}"));
    }

    /// <summary>Finds a file under the names it goes by: as published, unpacked, or with the dot that some unpackers leave.</summary>
    private static string? PathOf(string folder, DownloadFile file)
    {
        string unpacked = file.Name.EndsWith(Packed, StringComparison.Ordinal) ? file.Name[..^Packed.Length] : file.Name;
        string dotted = unpacked.Replace("-idx", ".idx", StringComparison.Ordinal);
        string[] names = [unpacked, unpacked + Packed, dotted, dotted + Packed];
        return names.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    private IEnumerable<(string Folder, string Label)> Places(DatasetEntry entry)
    {
        if (folders.Own is { } own)
        {
            yield return (Path.Combine(own, entry.Name), $"${DataFolders.Variable}/{entry.Name}");

            // All known sets share their file names, so a folder named after another one is not looked into.
            string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(own));
            bool isOther = DatasetCatalog.All.Any(
                other => other.Name != entry.Name && other.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (!isOther) yield return (own, $"${DataFolders.Variable}");
        }

        yield return (Path.Combine(folders.Cache, entry.Name), Phrase.Of("the cache"));
    }

    private string Advice(DatasetEntry entry)
    {
        IEnumerable<string> looked = Places(entry).Select(place => $"  {place.Folder}: {Describe(place.Folder, entry)}");
        return Phrase.Of(
            $"It is not on this machine either:\n{string.Join('\n', looked)}\nPut the four files into a folder {entry.Name}, set {DataFolders.Variable} to the folder above it, or check the network and the proxy and try again; what has arrived is kept.");
    }

    private static string Describe(string folder, DatasetEntry entry)
    {
        if (!Directory.Exists(folder)) return Phrase.Of("no such folder");
        string[] missing = [.. entry.Files.Where(file => PathOf(folder, file) is null).Select(file => file.Name)];
        return missing.Length == entry.Files.Count ? Phrase.Of("none of its files") : Phrase.Of($"without {string.Join(", ", missing)}");
    }
}
