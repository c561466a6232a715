using System.Runtime.InteropServices;

namespace Hourglass.Learning;

/// <summary>Names the folders where data sets are looked for.</summary>
/// <param name="Own">The user's own folder, from <see cref="Variable"/>; null where that is not set.</param>
/// <param name="Cache">The folder that downloads go to.</param>
public sealed record DataFolders(string? Own, string Cache)
{
    /// <summary>The environment variable that names the user's own folder of data sets.</summary>
    public const string Variable = "HOURGLASS_DATA";

    private const string Product = "hourglass";

    /// <summary>Reads the folders from the environment of this process.</summary>
    public static DataFolders FromEnvironment()
    {
        OSPlatform platform = OperatingSystem.IsWindows() ? OSPlatform.Windows
            : OperatingSystem.IsMacOS() ? OSPlatform.OSX
            : OSPlatform.Linux;
        return For(platform, Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));
    }

    /// <summary>Computes the folders of an environment.</summary>
    /// <remarks><b>Computes</b> The cache is <c>%LOCALAPPDATA%\hourglass\cache</c> on Windows, <c>~/Library/Caches/hourglass</c> on macOS
    /// and otherwise <c>$XDG_CACHE_HOME/hourglass</c> or <c>~/.cache/hourglass</c>; without a home folder it lies in the folder for
    /// temporary files.</remarks>
    /// <param name="platform">The operating system.</param>
    /// <param name="variable">Gets an environment variable, null where it is not set.</param>
    /// <param name="home">The user's home folder; empty where there is none.</param>
    public static DataFolders For(OSPlatform platform, Func<string, string?> variable, string home)
    {
        ArgumentNullException.ThrowIfNull(variable);
        string? own = variable(Variable);
        return new DataFolders(string.IsNullOrWhiteSpace(own) ? null : Path.GetFullPath(own), CacheFor(platform, variable, home));
    }

    private static string CacheFor(OSPlatform platform, Func<string, string?> variable, string home)
    {
        string root = string.IsNullOrEmpty(home) ? Path.GetTempPath() : home;
        if (platform == OSPlatform.Windows)
        {
            string local = variable("LOCALAPPDATA") is { Length: > 0 } set ? set : Path.Combine(root, "AppData", "Local");
            return Path.Combine(local, Product, "cache");
        }

        if (platform == OSPlatform.OSX) return Path.Combine(root, "Library", "Caches", Product);

        // The XDG specification has relative paths ignored.
        string? xdg = variable("XDG_CACHE_HOME");
        return Path.Combine(Path.IsPathRooted(xdg) ? xdg : Path.Combine(root, ".cache"), Product);
    }
}
