using System.CommandLine;
using Hourglass.Learning;

namespace Hourglass.Cli;

/// <summary>What the command line asks to measure of codes.</summary>
internal sealed class MeasureChoice
{
    private readonly Option<string> _knn = CliOption.Value("--knn", "K", "how often the K nearest codes of the training set miss a class, and how long finding them takes");
    private readonly Option<bool> _factors = CliOption.Flag("--factors", "how far units stand for the true factors: MIG and DCI; of the data 'digits' only");
    private readonly Option<bool> _all = CliOption.Flag("--all", "all of these that the data allow, with 10 neighbours");

    /// <summary>Gets the options.</summary>
    public Option[] All => [_knn, _factors, _all];

    /// <summary>Gets whether everything was asked for, so that what cannot be measured is left out.</summary>
    public bool AreAll { get; private set; }

    /// <summary>Reads the choice.</summary>
    public IReadOnlyList<Measure> Read(OptionValues values)
    {
        AreAll = values.Flag(_all);
        int? neighbors = ComparisonSession.ReadNeighbors(values, _knn) ?? (AreAll ? new NeighborError().Neighbors : null);
        return
        [
            .. neighbors is { } count ? new Measure[] { new NeighborError(count) } : [],
            .. AreAll || values.Flag(_factors) ? new Measure[] { new FactorRecovery() } : [],
        ];
    }
}
