using System.Text;
using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>Keeps the command that made a run in its folder, for the report of a run that was resumed.</summary>
internal static class RunCommandFile
{
    private const string Name = "command.txt";
    private const int Longest = 1 << 16;

    public static void Write(RunFolder folder, string command) =>
        AtomicFile.Write(PathOf(folder), stream => stream.Write(Encoding.UTF8.GetBytes(command + "\n")));

    /// <summary>Reads the command; empty where the folder does not say.</summary>
    public static string Read(RunFolder folder)
    {
        FileInfo file = new(PathOf(folder));
        return file.Exists && file.Length <= Longest ? File.ReadAllText(file.FullName).Trim() : "";
    }

    private static string PathOf(RunFolder folder) => Path.Combine(folder.Path, Name);
}
