using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>How t-SNE draws a map.</summary>
public sealed record TsneOptions
{
    /// <summary>The fewest points that make a map.</summary>
    public const int LeastPoints = 4;

    internal const int MostPerplexity = 100_000;

    private const int MostFactor = 1_000_000, MostRate = 1_000_000_000;

    /// <summary>The least learning rate that <see cref="LearningRate"/> is when nobody gave one, as in scikit-learn.</summary>
    internal const double LeastLearningRate = 50;

    /// <summary>Gets how many neighbours a point is to have, in effect: 1 or more and below the number of points. The default, 30, is that of
    /// scikit-learn, openTSNE and the original; 5 to 50 are usual.</summary>
    /// <remarks>Affinities go to <c>3 * Perplexity</c> nearest neighbours; to all other points where there are fewer.</remarks>
    public double Perplexity { get; init; } = 30;

    /// <summary>Gets the number of steps, those with exaggeration included. The default, 1,000, is that of all programs.</summary>
    public int Iterations { get; init; } = 1000;

    /// <summary>Gets the factor of attraction during the first steps, which lets clusters find each other. The default is 12, as everywhere.</summary>
    public double Exaggeration { get; init; } = 12;

    /// <summary>Gets the steps with exaggeration. The default is 250, as everywhere.</summary>
    public int ExaggerationIterations { get; init; } = 250;

    /// <summary>Gets the learning rate; null, the default, for <c>n / exaggeration</c>, at least 50, and n / 2 for fewer than 100 points, whose
    /// maps would fly apart at 50.</summary>
    /// <remarks>The unit is that of scikit-learn and openTSNE. scikit-learn's own choice is a quarter of openTSNE's, which is ours: on 5,000
    /// images of MNIST it ends at a divergence that is 1.8 % smaller.</remarks>
    public double? LearningRate { get; init; }

    /// <summary>Gets how repulsion is computed. The default goes by the number of points.</summary>
    public TsneMethod Method { get; init; }

    /// <summary>Gets where points begin. The default, the first two principal components, keeps the map's coarse order between seeds.</summary>
    public TsneInitialization Initialization { get; init; }

    /// <summary>Gets the seed of a random beginning. The default is 42.</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>Gets the angle under which Barnes and Hut's method takes a cell for a point. The default is 0.5, as everywhere.</summary>
    public double Angle { get; init; } = 0.5;

    /// <summary>Finds everything that is wrong with these options.</summary>
    /// <param name="path">Where the options stand; empty where they stand alone.</param>
    public IEnumerable<SpecProblem> Validate(string path = "")
    {
        string prefix = path.Length == 0 ? "" : $"{path}.";
        if (!(Perplexity is >= 1 and <= MostPerplexity)) yield return Problem("perplexity", Perplexity, Phrase.Of($"1 to {MostPerplexity}"));
        if (Iterations < 1) yield return Problem("iterations", Iterations, Phrase.Of("1 or more"));
        if (!(Exaggeration is >= 1 and <= MostFactor)) yield return Problem("exaggeration", Exaggeration, Phrase.Of($"1 to {MostFactor}"));
        if (ExaggerationIterations < 0) yield return Problem("exaggerationIterations", ExaggerationIterations, Phrase.Of("0 or more"));
        if (LearningRate is { } rate && !(rate is > 0 and <= MostRate)) yield return Problem("learningRate", rate, Phrase.Of($"above 0 and at most {MostRate}, or none"));
        if (!(Angle is > 0 and <= 1)) yield return Problem("angle", Angle, Phrase.Of("above 0 and at most 1"));
        SpecProblem Problem(string name, double received, string expected) =>
            new(prefix + name, Phrase.Of($"received {received}, expected {expected}."));
    }

    /// <summary>Gets the learning rate for a number of points.</summary>
    internal double LearningRateFor(int points) => LearningRate ?? Math.Max(points / Exaggeration, Math.Min(points / 2.0, LeastLearningRate));
}
