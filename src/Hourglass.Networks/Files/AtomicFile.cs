namespace Hourglass.Networks;

/// <summary>Writes files so that a reader, a crash or a full disk never meets half of one.</summary>
public static class AtomicFile
{
    /// <summary>What stands between the target's name and the rest of a temporary one.</summary>
    public const string TemporaryMark = ".tmp-";

    private const int BufferSize = 1 << 16;

    /// <summary>Writes a file aside, flushes it to disk and renames it over the target.</summary>
    /// <remarks>Where writing fails, the temporary file is deleted and what stood at the target stays.</remarks>
    /// <param name="path">The target; its folder must exist.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="IOException">The folder does not exist, the disk is full or the target is a folder.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the target may not be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);

        string temporary = $"{path}{TemporaryMark}{Guid.NewGuid():N}";
        try
        {
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            DeleteQuietly(temporary);
            throw;
        }
    }

    // The first error tells what went wrong; a second one from tidying up would only hide it.
    private static void DeleteQuietly(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }
}
