using Hourglass.Testing;

namespace Hourglass.Architecture.Tests;

/// <summary>A C# file of the repository.</summary>
/// <param name="Name">The path from the root, with slashes.</param>
/// <param name="Text">The content.</param>
internal sealed record SourceFile(string Name, string Text)
{
    private static readonly string[] BuildFolders = ["artifacts", "bin", "obj"];

    /// <summary>Gets the number of lines.</summary>
    public int Lines => Text.AsSpan().TrimEnd('\n').Count('\n') + 1;

    /// <summary>Reads all files of some folders.</summary>
    public static SourceFile[] In(params ReadOnlySpan<string> folders)
    {
        List<SourceFile> files = [];
        foreach (string folder in folders)
        {
            foreach (string path in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
            {
                string name = Path.GetRelativePath(Repository.Root, path).Replace('\\', '/');
                if (name.Split('/').Any(BuildFolders.Contains)) continue;
                files.Add(new SourceFile(name, File.ReadAllText(path).ReplaceLineEndings("\n")));
            }
        }

        return [.. files.OrderBy(static file => file.Name, StringComparer.Ordinal)];
    }
}
