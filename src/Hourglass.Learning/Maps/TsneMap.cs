using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>A map that t-SNE drew: a place for each point.</summary>
public sealed class TsneMap
{
    private const float Momentum = 0.8f;

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

    /// <summary>Gets the Kullback-Leibler divergence of the affinities from the map, in nats, its normaliser summed over all pairs, of more than
    /// <see cref="Tsne.MostPairedPoints"/> points over the grid.</summary>
    public double KlDivergence { get; init; }

    /// <summary>Gets the steps that were done.</summary>
    public int Iterations { get; init; }

    /// <summary>Gets whether all steps were done; false for a map that was cancelled.</summary>
    public bool IsComplete => Iterations == Options.Iterations;

    /// <summary>Reads a map from a file.</summary>
    /// <param name="path">The file that <see cref="Save"/> wrote.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is no map: not safetensors, or something is missing or does not fit.</exception>
    public static TsneMap Load(string path) => TsneMapFile.Load(path);

    /// <summary>Writes the map with its points into a safetensors file, all that <see cref="Place"/> needs.</summary>
    /// <param name="path">The file, which appears whole or not at all.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Save(string path) => TsneMapFile.Save(this, path);

    /// <summary>Finds places for new points; the map stays as it is.</summary>
    /// <remarks><b>Computes</b> A new point begins at the mean of its nearest neighbours among <see cref="Inputs"/>, weighted by its affinities to
    /// them, and goes down its own divergence (<see cref="MapField"/>). New points do not see each other, so each finds the same place whoever
    /// comes with it. <b>Determinism</b> Same bits for any number of workers.</remarks>
    /// <param name="points">The new points, of as many dimensions as those of the map.</param>
    /// <param name="options">How.</param>
    /// <param name="workers">The team.</param>
    /// <param name="cancellation">Ends the search of neighbours.</param>
    /// <returns>A place for each.</returns>
    /// <exception cref="ArgumentException">The dimensions differ, or a number is not finite, or the map has fewer points than the perplexity.</exception>
    /// <exception cref="SpecException">An option is out of range; all are named.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Points Place(Points points, TsnePlacement options, Workers workers, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(options);
        SpecProblem[] problems = [.. options.Validate()];
        if (problems.Length > 0) throw new SpecException(problems);
        if (options.Perplexity > Inputs.Count)
            throw new ArgumentException(Phrase.Of($"Received perplexity {options.Perplexity} for a map of {Inputs.Count} points, expected at most their number. Take a smaller perplexity."), nameof(options));
        int neighbors = Math.Min(Inputs.Count, (int)Math.Ceiling(Tsne.NeighborsPerPerplexity * options.Perplexity));
        Neighbors found = NearestNeighbors.Find(Inputs, points, neighbors, Metric.Euclidean, workers, cancellation);
        float[] affinities = new float[points.Count * neighbors];
        PerplexityKernel.Run(found.AllDistances, neighbors, options.Perplexity, affinities, workers);

        Points places = Means(found, affinities);
        new MapField(Places.Values, workers).Descend(
            affinities, found.AllIndices, neighbors, places.Values, new MapStep((float)options.LearningRate, Momentum), options.Iterations, workers);
        return places;
    }

    private Points Means(Neighbors found, ReadOnlySpan<float> affinities)
    {
        Points means = new(found.Count, 2);
        for (int i = 0; i < found.Count; i++)
        {
            ReadOnlySpan<float> weights = affinities.Slice(i * found.NeighborsPerPoint, found.NeighborsPerPoint);
            ReadOnlySpan<int> neighbors = found.Indices(i);
            double x = 0, y = 0;
            for (int j = 0; j < weights.Length; j++)
            {
                x += weights[j] * Places[neighbors[j]][0];
                y += weights[j] * Places[neighbors[j]][1];
            }

            (means[i][0], means[i][1]) = ((float)x, (float)y);
        }

        return means;
    }
}
