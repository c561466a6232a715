using System.CommandLine;
using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>How the command line asks for principal components.</summary>
internal static class PcaChoice
{
    private static readonly Option<bool> Uncentered = CliOption.Flag("--uncentered", Phrase.Mark("do not subtract the mean"));
    private static readonly Option<bool> Standardize = CliOption.Flag("--standardize", Phrase.Mark("divide each feature by its standard deviation"));
    private static readonly Option<bool> Whiten = CliOption.Flag("--whiten", Phrase.Mark("give each number of the code variance 1"));
    private static readonly Option<string> Solver = CliOption.Value("--solver", "NAME", Phrase.Mark("exact, randomized, incremental (exact)"));

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
            string computed = string.Join(", ", Models.All.Where(static model => model.Pca is not null).Select(static model => model.Name));
            (string[] given, string options) = Given(values, All);
            if (refuses && given.Length > 0)
            {
                values.Refuse(given.Length == 1
                    ? Phrase.Of($"{options}: received for a model without it, expected the model {computed}.")
                    : Phrase.Of($"{options}: received for a model without them, expected the model {computed}."));
            }

            return null;
        }

        Option[] ofTraining = [.. TrainingChoice.All.Except([TrainingChoice.Seed]), .. OptimizerChoice.All, .. PretrainingChoice.All];
        (string[] typed, string names) = Given(values, ofTraining);
        if (refuses && typed.Length > 0)
        {
            values.Refuse(typed.Length == 1
                ? Phrase.Of($"{names}: received for a model without it, expected nothing: principal components are computed, not trained.")
                : Phrase.Of($"{names}: received for a model without them, expected nothing: principal components are computed, not trained."));
        }

        return usual with
        {
            Center = usual.Center && !values.Flag(Uncentered),
            Standardize = usual.Standardize || values.Flag(Standardize),
            Whiten = usual.Whiten || values.Flag(Whiten),
            Solver = values.Word<PcaSolver>(Solver) ?? usual.Solver,
        };
    }

    private static (string[] Names, string Text) Given(OptionValues values, IEnumerable<Option> options)
    {
        string[] names = [.. options.Where(values.Has).Select(static option => option.Name)];
        return (names, string.Join(", ", names));
    }
}
