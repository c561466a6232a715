using Xunit.Sdk;

namespace Hourglass.Testing;

/// <summary>The checkout that the tests were built in.</summary>
public static class Repository
{
    private const string Solution = "Hourglass.slnx";

    /// <summary>Gets the folder that holds the solution.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, Solution))) return folder.FullName;

        throw new XunitException($"Found no {Solution} above {AppContext.BaseDirectory}; build the tests inside the repository.");
    }
}
