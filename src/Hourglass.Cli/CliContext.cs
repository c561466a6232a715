using Hourglass.Learning;

namespace Hourglass.Cli;

/// <summary>Everything that the command line takes from the world outside.</summary>
internal sealed class CliContext
{
    /// <summary>Gets where results go.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Gets where progress and errors go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Gets the folder that relative paths start from.</summary>
    public required string CurrentDirectory { get; init; }

    /// <summary>Gets what finds published data sets; made when it is first needed.</summary>
    public required Func<DatasetLocator> Locator { get; init; }

    /// <summary>Gets the user's own folder of data; null where there is none.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Gets an environment variable; null where it is not set.</summary>
    public Func<string, string?> Variable { get; init; } = static _ => null;

    /// <summary>Gets whether <see cref="Error"/> is a terminal on which lines can be redrawn.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Gets the width of the terminal now, in cells.</summary>
    public Func<int> Width { get; init; } = static () => 80;

    /// <summary>Gets the clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Gets what ends long work early.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Makes a path that was typed absolute.</summary>
    public string Full(string path) => Path.GetFullPath(path, CurrentDirectory);

    /// <summary>Writes a path relative to the current folder where that is shorter.</summary>
    public string Short(string path)
    {
        string relative = Path.GetRelativePath(CurrentDirectory, path);
        return relative.Length < path.Length ? relative : path;
    }
}
