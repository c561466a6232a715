using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>How new points find their places on a map.</summary>
/// <param name="Perplexity">How many points of the map attract a new one, in effect. The default of 5, that of openTSNE, keeps it near those that
/// it is most like.</param>
/// <param name="Iterations">The steps; 0 leaves it at the weighted mean of its neighbours. The default is 250, as in openTSNE.</param>
/// <param name="LearningRate">The learning rate. The default is 0.1, as in openTSNE: steps stay below the distance between neighbours.</param>
public sealed record TsnePlacement(double Perplexity = 5, int Iterations = 250, double LearningRate = 0.1)
{
    /// <summary>Finds everything that is wrong with these options.</summary>
    /// <param name="path">Where the options stand; empty where they stand alone.</param>
    public IEnumerable<SpecProblem> Validate(string path = "")
    {
        string prefix = path.Length == 0 ? "" : $"{path}.";
        if (!(Perplexity is >= 1 and <= TsneOptions.MostPerplexity))
            yield return new(prefix + "perplexity", Phrase.Of($"received {Perplexity}, expected 1 to {TsneOptions.MostPerplexity}."));
        if (Iterations < 0) yield return new(prefix + "iterations", Phrase.Of($"received {Iterations}, expected 0 or more."));
        if (!(LearningRate is > 0 and <= 1)) yield return new(prefix + "learningRate", Phrase.Of($"received {LearningRate}, expected above 0 and at most 1."));
    }
}
