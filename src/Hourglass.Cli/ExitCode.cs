namespace Hourglass.Cli;

/// <summary>What the command line returns.</summary>
internal static class ExitCode
{
    /// <summary>Everything asked for is done.</summary>
    public const int Ok = 0;

    /// <summary>A file, the network or the machine stood in the way.</summary>
    public const int Failed = 1;

    /// <summary>The doctor found a problem: 1, as linters have it; what could not be read says so on stderr.</summary>
    public const int ProblemsFound = 1;

    /// <summary>The command line, the spec or the recipe cannot be followed; nothing was begun.</summary>
    public const int Usage = 2;

    /// <summary>The loss was not finite.</summary>
    public const int Diverged = 3;

    /// <summary>The user stopped it; 128 and the number of SIGINT, as shells have it.</summary>
    public const int Cancelled = 130;
}
