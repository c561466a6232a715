using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>Keeps what a command writes apart from what others have put into a folder.</summary>
internal static class OutputFolder
{
    /// <summary>Refuses a folder that holds something else, or that cannot be made, before any work is done.</summary>
    /// <param name="path">The folder, which need not exist; one that the command wrote before is written again.</param>
    /// <param name="problem">What is said of a folder that holds something else.</param>
    /// <param name="marks">The files of which one tells that the command wrote the folder.</param>
    /// <exception cref="IOException">The folder holds something else, is a file, or cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be made.</exception>
    public static void Ensure(string path, string problem, params IEnumerable<string> marks)
    {
        if (File.Exists(path)) throw new IOException(Phrase.Of($"{path}: found a file, expected a folder or nothing. Choose another --out."));
        if (!Directory.Exists(path))
        {
            // Made and removed again: bad data, which are found later, leave nothing behind.
            Directory.CreateDirectory(path);
            Directory.Delete(path);
            return;
        }

        if (Directory.EnumerateFileSystemEntries(path).Any() && !marks.Any(mark => File.Exists(Path.Combine(path, mark))))
            throw new IOException(problem);
    }
}
