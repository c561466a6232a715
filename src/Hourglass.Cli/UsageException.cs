namespace Hourglass.Cli;

/// <summary>Says what is wrong with a command line, all of it at once.</summary>
internal sealed class UsageException(IReadOnlyList<string> problems) : Exception(string.Join('\n', problems))
{
    public UsageException(string problem)
        : this([problem])
    {
    }

    /// <summary>Gets the problems in the order in which they were found.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
