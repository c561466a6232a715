namespace Hourglass.Learning;

/// <summary>A map that t-SNE drew: a place for each point.</summary>
public sealed class TsneMap
{
    internal TsneMap(Points inputs, Points places, TsneOptions options)
    {
        Inputs = inputs;
        Places = places;
        Options = options;
    }

    /// <summary>Gets the points that were drawn, which new ones are placed by.</summary>
    public Points Inputs { get; }

    /// <summary>Gets the places: x and y of each point. Their mean is 0.</summary>
    public Points Places { get; }

    /// <summary>Gets how the map was drawn.</summary>
    public TsneOptions Options { get; }

    /// <summary>Gets how repulsion was computed, never <see cref="TsneMethod.Auto"/>.</summary>
    public TsneMethod Method { get; init; }

    /// <summary>Gets the learning rate that was used.</summary>
    public double LearningRate { get; init; }

    /// <summary>Gets the Kullback-Leibler divergence of the affinities from the map, in nats, its normaliser summed over all pairs.</summary>
    public double KlDivergence { get; init; }

    /// <summary>Gets the steps that were done.</summary>
    public int Iterations { get; init; }

    /// <summary>Gets whether all steps were done; false for a map that was cancelled.</summary>
    public bool IsComplete => Iterations == Options.Iterations;
}
