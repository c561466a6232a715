using System.CommandLine;
using Hourglass.Learning;

namespace Hourglass.Cli;

/// <summary>How the command line asks for principal components.</summary>
internal static class PcaChoice
{
    private static readonly Option<bool> Uncentered = CliOption.Flag("--uncentered", "do not subtract the mean");
    private static readonly Option<bool> Standardize = CliOption.Flag("--standardize", "divide each feature by its standard deviation");
    private static readonly Option<bool> Whiten = CliOption.Flag("--whiten", "give each number of the code variance 1");
    private static readonly Option<string> Solver = CliOption.Value("--solver", "NAME", "exact, randomized, incremental (exact)");

    /// <summary>Gets the options.</summary>
    public static Option[] All { get; } = [Uncentered, Standardize, Whiten, Solver];

    /// <summary>Reads the choice; null where the model is trained.</summary>
    /// <param name="values">What was typed.</param>
    /// <param name="usual">What holds where nothing was typed; null where the model is trained.</param>
    /// <param name="refuses">Whether options of the other kind of models are refused. The default is yes; among several models they may be meant for others.</param>
    public static PcaSpec? Read(OptionValues values, PcaSpec? usual, bool refuses = true)
    {
        if (usual is null)
        {
            if (refuses) Refuse(values, All, $"expected the model {string.Join(" or ", Models.All.Where(static model => model.Pca is not null).Select(static model => model.Name))}");
            return null;
        }

        Option[] ofTraining = [.. TrainingChoice.All.Except([TrainingChoice.Seed]), .. OptimizerChoice.All, .. PretrainingChoice.All];
        if (refuses) Refuse(values, ofTraining, "expected nothing: principal components are computed, not trained");
        return usual with
        {
            Center = usual.Center && !values.Flag(Uncentered),
            Standardize = usual.Standardize || values.Flag(Standardize),
            Whiten = usual.Whiten || values.Flag(Whiten),
            Solver = values.Word<PcaSolver>(Solver) ?? usual.Solver,
        };
    }

    private static void Refuse(OptionValues values, IEnumerable<Option> options, string expected)
    {
        string[] given = [.. options.Where(values.Has).Select(static option => option.Name)];
        if (given.Length > 0) values.Refuse($"{string.Join(", ", given)}: received for a model without {(given.Length == 1 ? "it" : "them")}, {expected}.");
    }
}
