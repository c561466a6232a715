using System.CommandLine;
using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>What the command line asks to measure of codes.</summary>
internal sealed class MeasureChoice
{
    private readonly Option<string> _knn = CliOption.Value(
        "--knn", "K", Phrase.Mark("how often the K nearest codes of the training set miss a class, and how long finding them takes"));

    private readonly Option<bool> _probe = CliOption.Flag("--probe", Phrase.Mark("how often a linear classifier of the codes misses a class"));
    private readonly Option<string> _neighborhood = CliOption.Value(
        "--neighborhood", "K", Phrase.Mark("how far the K nearest samples have the nearest codes: trustworthiness, continuity, neighbours kept"));

    private readonly Option<bool> _silhouette = CliOption.Flag("--silhouette", Phrase.Mark("how much nearer codes lie to their class than to the next"));
    private readonly Option<bool> _factors = CliOption.Flag(
        "--factors", Phrase.Mark("how far units stand for the true factors: mutual information gap and DCI; data 'digits' only"));

    private readonly Option<bool> _all = CliOption.Flag("--all", Phrase.Mark("all of these that the data allow; K is 10, of the neighbourhood 12"));

    /// <summary>Gets the options.</summary>
    public Option[] All => [_knn, _probe, _neighborhood, _silhouette, _factors, _all];

    /// <summary>Gets whether everything was asked for, so that what cannot be measured is left out.</summary>
    public bool AreAll { get; private set; }

    /// <summary>Reads the choice.</summary>
    public IReadOnlyList<Measure> Read(OptionValues values)
    {
        AreAll = values.Flag(_all);
        int? neighbors = ComparisonSession.ReadNeighbors(values, _knn), kept = ComparisonSession.ReadNeighbors(values, _neighborhood);
        List<Measure> measures = [];
        if (AreAll || neighbors is not null) measures.Add(neighbors is { } k ? new NeighborError(k) : new NeighborError());
        if (AreAll || values.Flag(_probe)) measures.Add(new ProbeError());
        if (AreAll || kept is not null) measures.Add(kept is { } n ? new NeighborhoodPreservation(n) : new NeighborhoodPreservation());
        if (AreAll || values.Flag(_silhouette)) measures.Add(new ClassSeparation());
        if (AreAll || values.Flag(_factors)) measures.Add(new FactorRecovery());
        return measures;
    }
}
