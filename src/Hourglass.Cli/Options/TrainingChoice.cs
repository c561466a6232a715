using System.CommandLine;
using Hourglass.Learning;

namespace Hourglass.Cli;

/// <summary>How the command line asks to train.</summary>
internal static class TrainingChoice
{
    private static readonly Option<string> Epochs = CliOption.Value("--epochs", "N", "passes over the training set (30)");
    private static readonly Option<string> Batch = CliOption.Value("--batch", "N", "samples per step (256, or all where there are fewer)");
    private static readonly Option<string> Seed = CliOption.Value("--seed", "N", "the same seed gives the same bits (42)");
    private static readonly Option<bool> NoShuffle = CliOption.Flag("--no-shuffle", "keep the order of the samples in every epoch");
    private static readonly Option<string> Patience = CliOption.Value(
        "--patience", "N", "stop after N epochs without progress, with the best weights");
    private static readonly Option<bool> RestoreBest = CliOption.Flag("--restore-best", "end with the weights of the best epoch");
    private static readonly Option<string> CheckpointEvery = CliOption.Value(
        "--checkpoint-every", "N", "epochs between checkpoints (every 10 seconds)");

    /// <summary>Gets the options.</summary>
    public static Option[] All { get; } = [Epochs, Batch, Seed, NoShuffle, Patience, RestoreBest, CheckpointEvery];

    /// <summary>Tells whether the batch size was typed; one that was not may shrink to a small set.</summary>
    public static bool HasBatch(OptionValues values) => values.Has(Batch);

    /// <summary>Reads the choice.</summary>
    public static TrainingOptions Read(CliContext context, OptionValues values)
    {
        TrainingOptions defaults = new();
        TrainingOptions training = new()
        {
            Epochs = values.Int(Epochs) ?? defaults.Epochs,
            Batch = values.Int(Batch) ?? defaults.Batch,
            Optimizer = OptimizerChoice.ReadOptimizer(context, values),
            Schedule = OptimizerChoice.ReadSchedule(context, values),
            Seed = values.Unsigned(Seed) ?? defaults.Seed,
            Shuffle = !values.Flag(NoShuffle),
            Patience = values.Int(Patience),
            RestoreBest = values.Flag(RestoreBest) ? true : null,
            CheckpointEvery = values.Int(CheckpointEvery),
        };
        values.Refuse(training.Validate("training"));
        return training;
    }
}
