using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Draws points of many dimensions as a map of two on which neighbours stay neighbours (t-SNE).</summary>
/// <remarks>
/// <para><b>Computes</b> The map whose similarities <c>q_ij = (1 + |y_i - y_j|^2)^-1 / Z</c> diverge least from the affinities of the points, by
/// gradient descent with momentum (0.5 while attraction is exaggerated, 0.8 afterwards) and a gain for each number.</para>
/// <para><b>Memory</b> About 1.3 KB for each point at perplexity 30, and the grid of <see cref="GridRepulsion"/>.</para>
/// <para><b>Determinism</b> The same points, options and machine give the same bits for any number of workers.</para>
/// <para><b>Source</b> van der Maaten and Hinton, Visualizing data using t-SNE, 2008; scikit-learn 1.2 and openTSNE for the defaults.</para>
/// </remarks>
public static class Tsne
{
    private const int ReportEvery = 50;

    /// <summary>The neighbours beyond which affinities are next to nothing, as everywhere.</summary>
    internal const int NeighborsPerPerplexity = 3;

    // As scikit-learn and openTSNE have them.
    private const float EarlyMomentum = 0.5f, Momentum = 0.8f;

    /// <summary>The most points whose repulsion is summed over all pairs unless the options say otherwise.</summary>
    public const int MostExactPoints = 3000;

    /// <summary>The most points whose divergence is measured over all pairs: a second or two on two threads.</summary>
    public const int MostPairedPoints = 200_000;

    /// <summary>Draws a map.</summary>
    /// <param name="points">The points; at least <see cref="TsneOptions.LeastPoints"/>, finite. Equal points are allowed and stay together.</param>
    /// <param name="options">How.</param>
    /// <param name="workers">The team.</param>
    /// <param name="progress">Is told how far the map is, every 50 steps and after the last; null, the default, for nobody.</param>
    /// <param name="cancellation">Ends the descent; the map so far is returned, with <see cref="TsneMap.IsComplete"/> false.</param>
    /// <exception cref="ArgumentException">There are too few points for a map or for the perplexity, or a number is not finite.</exception>
    /// <exception cref="SpecException">An option is out of range; all are named.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before the first step: there is no map yet.</exception>
    /// <exception cref="ArithmeticException">The descent diverged: the learning rate is too large.</exception>
    public static TsneMap Fit(
        Points points, TsneOptions options, Workers workers, IProgress<TsneProgress>? progress = null, CancellationToken cancellation = default)
    {
        Check(points, options);
        SparseRows affinities = FindAffinities(points, options.Perplexity, workers, cancellation);
        Points places = TsneStart.Place(points, options, workers);
        return Descend(points, affinities, places, options, workers, progress, cancellation);
    }

    /// <summary>Measures how far any map diverges from the affinities of its points, by the same sum over all pairs as
    /// <see cref="TsneMap.KlDivergence"/>.</summary>
    /// <param name="points">The points.</param>
    /// <param name="places">A place for each: two dimensions.</param>
    /// <param name="perplexity">The perplexity of the affinities.</param>
    /// <param name="workers">The team.</param>
    /// <param name="cancellation">Ends the search of neighbours.</param>
    /// <returns>The divergence in nats.</returns>
    /// <exception cref="ArgumentException">There are too few points for the perplexity, or not a place for each, or a number is not finite.</exception>
    /// <exception cref="SpecException">The perplexity is out of range.</exception>
    public static double Divergence(Points points, Points places, double perplexity, Workers workers, CancellationToken cancellation = default)
    {
        Check(points, new TsneOptions { Perplexity = perplexity });
        ArgumentNullException.ThrowIfNull(places);
        if (places.Count != points.Count || places.Dimensions != 2)
            throw new ArgumentException(FormattableString.Invariant($"Received {places.Count} places of {places.Dimensions} dimensions, expected {points.Count} of 2, one for each point."), nameof(places));
        places.EnsureFinite(nameof(places));
        return Divergence(FindAffinities(points, perplexity, workers, cancellation), places, workers);
    }

    /// <summary>Chooses a method.</summary>
    internal static TsneMethod Resolve(TsneMethod method, int points) =>
        method != TsneMethod.Auto ? method : points <= MostExactPoints ? TsneMethod.Exact : TsneMethod.Fft;

    /// <summary>Goes down from given places with given affinities.</summary>
    internal static TsneMap Descend(
        Points points, SparseRows affinities, Points start, TsneOptions options, Workers workers, IProgress<TsneProgress>? progress, CancellationToken cancellation)
    {
        TsneMethod method = Resolve(options.Method, points.Count);
        double rate = options.LearningRateFor(points.Count);
        TsneDescent descent = new(affinities, start.Values, Repel(method, options, points.Count), workers);
        int done = 0;
        for (; done < options.Iterations && !cancellation.IsCancellationRequested; done++)
        {
            bool isReported = progress is not null && ((done + 1) % ReportEvery == 0 || done + 1 == options.Iterations);
            bool isExaggerated = done < options.ExaggerationIterations;
            MapStep step = new((float)rate, isExaggerated ? EarlyMomentum : Momentum);
            TsneProgress? report = descent.Step(step, isExaggerated ? options.Exaggeration : 1, isReported);
            if (report is { } figures) progress!.Report(figures with { Iteration = done + 1, Iterations = options.Iterations });
        }

        Points places = descent.Places(rate);
        return new TsneMap(points, places, options)
        {
            Method = method,
            LearningRate = rate,
            Iterations = done,
            KlDivergence = Divergence(affinities, places, workers),
        };
    }

    /// <summary>Measures the divergence of affinities from a map, over all pairs.</summary>
    internal static double Divergence(SparseRows affinities, Points places, Workers workers)
    {
        FloatBuffer at = new(places.Values.Length), forces = new(places.Values.Length);
        places.Values.CopyTo(at.Span);
        Repulsion repulsion = places.Count <= MostPairedPoints ? new ExactRepulsion(places.Count) : new GridRepulsion(places.Count);
        double normaliser = repulsion.Compute(at, forces, workers);
        return MapKernel.Divergence(affinities, at, new double[places.Count], workers) + Math.Log(normaliser);
    }

    /// <summary>Finds the affinities of points.</summary>
    internal static SparseRows FindAffinities(Points points, double perplexity, Workers workers, CancellationToken cancellation)
    {
        int neighbors = Math.Min(points.Count - 1, (int)Math.Ceiling(NeighborsPerPerplexity * perplexity));
        Neighbors found = NearestNeighbors.Find(points, neighbors, Metric.Euclidean, workers, cancellation);
        return Affinities.Compute(found, perplexity, workers);
    }

    private static Repulsion Repel(TsneMethod method, TsneOptions options, int points) => method switch
    {
        TsneMethod.Exact => new ExactRepulsion(points),
        TsneMethod.BarnesHut => new TreeRepulsion(points, options.Angle),
        _ => new GridRepulsion(points),
    };

    private static void Check(Points points, TsneOptions options)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(options);
        SpecProblem[] problems = [.. options.Validate()];
        if (problems.Length > 0) throw new SpecException(problems);
        if (points.Count < TsneOptions.LeastPoints)
            throw new ArgumentException(Phrase.Of($"Received {points.Count} points, expected {TsneOptions.LeastPoints} or more: fewer have no neighbourhoods to draw."), nameof(points));
        if (options.Perplexity > points.Count - 1)
        {
            throw new ArgumentException(
                Phrase.Of($"Received perplexity {options.Perplexity} for {points.Count} points, expected at most {points.Count - 1}, the neighbours that each has, and better a third of it. Take a smaller perplexity or more points."),
                nameof(options));
        }

        points.EnsureFinite(nameof(points));
    }
}
