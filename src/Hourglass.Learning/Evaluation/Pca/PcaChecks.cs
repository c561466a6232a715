using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Finds out whether options fit the data before anything is computed.</summary>
internal static class PcaChecks
{
    /// <summary>Refuses options that do not fit.</summary>
    /// <exception cref="ArgumentException">They do not fit.</exception>
    public static void EnsureFits(PcaOptions options, int samples, int features)
    {
        int most = Math.Min(samples, features);
        string? problem = options switch
        {
            { Components: < 1 } => FormattableString.Invariant($"Received {options.Components} components, expected 1 or more."),
            _ when options.Components > most => FormattableString.Invariant(
                $"Received {options.Components} components for {samples} samples of {features} features, expected at most {most}: as many as the fewer of the two."),
            { Oversampling: < 0 } => FormattableString.Invariant($"Received an oversampling of {options.Oversampling}, expected 0 or more."),
            { PowerIterations: < 0 } => FormattableString.Invariant($"Received {options.PowerIterations} power iterations, expected 0 or more."),
            { Solver: PcaSolver.Exact } when most > SymmetricMatrix.LargestSize => FormattableString.Invariant(
                $"Received {samples} samples of {features} features, expected at most {SymmetricMatrix.LargestSize} of one of the two for exact components. Use the randomized solver."),
            _ when !Enum.IsDefined(options.Solver) => FormattableString.Invariant($"Received the solver {(int)options.Solver}, expected one of {string.Join(", ", Enum.GetNames<PcaSolver>())}."),
            _ => null,
        };
        if (problem is not null) throw new ArgumentException(problem, nameof(options));
    }
}
