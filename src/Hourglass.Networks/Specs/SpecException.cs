namespace Hourglass.Networks;

/// <summary>Says everything that is wrong with a spec at once.</summary>
/// <remarks>The message has one line per problem.</remarks>
public sealed class SpecException : Exception
{
    /// <summary>Collects problems.</summary>
    /// <param name="problems">The problems; at least one.</param>
    /// <exception cref="ArgumentException"><paramref name="problems"/> is empty.</exception>
    public SpecException(IReadOnlyList<SpecProblem> problems)
        : base(Text(problems)) => Problems = problems;

    /// <summary>Gets the problems in the order of the spec.</summary>
    public IReadOnlyList<SpecProblem> Problems { get; }

    private static string Text(IReadOnlyList<SpecProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        return problems.Count == 0
            ? throw new ArgumentException("Received no problem, expected one or more.", nameof(problems))
            : string.Join('\n', problems);
    }
}
