using System.CommandLine;
using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>How the command line asks to train.</summary>
internal static class TrainingChoice
{
    private static readonly Option<string> Epochs = CliOption.Value("--epochs", "N", Phrase.Mark("passes over the training set"));
    private static readonly Option<string> Batch = CliOption.Value("--batch", "N", Phrase.Mark("samples per step; all where there are fewer"));
    private static readonly Option<bool> NoShuffle = CliOption.Flag("--no-shuffle", Phrase.Mark("keep the order of the samples in every epoch"));
    private static readonly Option<string> Patience = CliOption.Value(
        "--patience", "N", Phrase.Mark("stop after N epochs without progress, with the best weights"));
    private static readonly Option<bool> RestoreBest = CliOption.Flag("--restore-best", Phrase.Mark("end with the weights of the best epoch"));
    private static readonly Option<string> CheckpointEvery = CliOption.Value(
        "--checkpoint-every", "N", Phrase.Mark("epochs between checkpoints (every 10 seconds)"));

    /// <summary>Gets the option for where random numbers come from, which models that are not trained take too.</summary>
    public static Option<string> Seed { get; } = CliOption.Value("--seed", "N", Phrase.Mark("the same seed gives the same bits (42)"));

    /// <summary>Gets the options.</summary>
    public static Option[] All { get; } = [Epochs, Batch, Seed, NoShuffle, Patience, RestoreBest, CheckpointEvery];

    /// <summary>Tells whether the batch size was typed; one that was not may shrink to a small set.</summary>
    public static bool HasBatch(OptionValues values) => values.Has(Batch);

    /// <summary>Reads the choice.</summary>
    /// <param name="context">The world outside.</param>
    /// <param name="values">What was typed.</param>
    /// <param name="defaults">How the model is trained where nobody says otherwise.</param>
    public static TrainingOptions Read(CliContext context, OptionValues values, TrainingOptions defaults)
    {
        TrainingOptions training = defaults with
        {
            Epochs = values.Int(Epochs) ?? defaults.Epochs,
            Batch = values.Int(Batch) ?? defaults.Batch,
            Optimizer = OptimizerChoice.ReadOptimizer(context, values, defaults.Optimizer),
            Schedule = OptimizerChoice.ReadSchedule(context, values, defaults.Schedule),
            Seed = values.Unsigned(Seed) ?? defaults.Seed,
            Shuffle = defaults.Shuffle && !values.Flag(NoShuffle),
            Patience = values.Int(Patience) ?? defaults.Patience,
            RestoreBest = values.Flag(RestoreBest) ? true : defaults.RestoreBest,
            CheckpointEvery = values.Int(CheckpointEvery) ?? defaults.CheckpointEvery,
        };
        values.Refuse(training.Validate("training"));
        return training;
    }
}
