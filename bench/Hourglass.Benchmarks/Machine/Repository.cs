namespace Hourglass.Benchmarks;

/// <summary>The files of the repository that the benchmarks need at run time.</summary>
internal static class Repository
{
    /// <summary>Gets the folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    public static string Works => Path.Combine(Root, "bench", "works.json");

    public static string Peers => Path.Combine(Root, "bench", "peers");

    public static string CliProject => Path.Combine(Root, "src", "Hourglass.Cli", "Hourglass.Cli.csproj");

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Hourglass.slnx"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException(
            $"Found no Hourglass.slnx above {AppContext.BaseDirectory}; run the benchmarks from inside the repository.");
    }
}
