using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Finds out whether options fit the data before anything is computed.</summary>
internal static class PcaChecks
{
    /// <summary>Refuses options that do not fit.</summary>
    /// <exception cref="ArgumentException">They do not fit.</exception>
    public static void EnsureFits(PcaOptions options, int samples, int features)
    {
        if (Find(options, samples, features) is { } problem) throw new ArgumentException(Capitalized(problem), nameof(options));
    }

    /// <summary>Finds what does not fit; null where everything does.</summary>
    public static string? Find(PcaOptions options, int samples, int features)
    {
        int most = Math.Min(samples, features);
        return options switch
        {
            { Components: < 1 } => Phrase.Of($"received {options.Components} components, expected 1 or more."),
            _ when options.Components > most => Phrase.Of(
                $"received {options.Components} components for {samples} samples of {features} features, expected at most {most}: as many as the fewer of the two."),
            { Oversampling: < 0 } => Phrase.Of($"received an oversampling of {options.Oversampling}, expected 0 or more."),
            { PowerIterations: < 0 } => Phrase.Of($"received {options.PowerIterations} power iterations, expected 0 or more."),
            { Solver: PcaSolver.Exact } when most > SymmetricMatrix.LargestSize => Phrase.Of(
                $"received {samples} samples of {features} features, expected at most {SymmetricMatrix.LargestSize} of one of the two for exact components. Use the randomized solver."),
            { Solver: PcaSolver.Incremental, Standardize: true } =>
                Phrase.Of("received the incremental solver for standardised features, expected another: their deviations are known only at the end. Divide the features first, or use the randomized solver."),
            _ when !Enum.IsDefined(options.Solver) => Phrase.Of($"received the solver {(int)options.Solver}, expected one of {string.Join(", ", Enum.GetNames<PcaSolver>())}."),
            _ => null,
        };
    }

    private static string Capitalized(string problem) => char.ToUpperInvariant(problem[0]) + problem[1..];
}
