using System.CommandLine;
using Hourglass.Learning;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>How the command line asks to pre-train the layers of the encoder one by one.</summary>
internal static class PretrainingChoice
{
    private static readonly Option<string> Epochs = CliOption.Value(
        "--pretraining-epochs", "N", Phrase.Mark("pre-train each layer as an autoencoder for N epochs; 0 for not at all (stacked 15)"));
    private static readonly Option<string> Batch = CliOption.Value("--pretraining-batch", "N", Phrase.Mark("samples per step (256)"));
    private static readonly Option<string> Corruption = CliOption.Value(
        "--corruption", "X,X,...", Phrase.Mark("share of its input that each layer has to do without (none)"));
    private static readonly Option<bool> NoComparison = CliOption.Flag(
        "--no-comparison", Phrase.Mark("do not train the same network without pre-training"));

    /// <summary>Gets the options.</summary>
    public static Option[] All { get; } = [Epochs, Batch, Corruption, NoComparison];

    /// <summary>Reads the choice; null for no pre-training.</summary>
    /// <param name="values">What was typed.</param>
    /// <param name="usual">What holds where nothing was typed.</param>
    public static PretrainingSpec? Read(OptionValues values, PretrainingSpec? usual)
    {
        int? epochs = values.Int(Epochs);
        if (epochs == 0 || (epochs is null && usual is null))
        {
            string[] given = [.. All.Skip(1).Where(values.Has).Select(static option => option.Name)];
            if (given.Length > 0) values.Refuse(Phrase.Of($"{string.Join(", ", given)}: received without pre-training, expected {Epochs.Name} too."));
            return null;
        }

        usual ??= new PretrainingSpec();
        return usual with
        {
            Epochs = epochs ?? usual.Epochs,
            Batch = values.Int(Batch) ?? usual.Batch,
            Corruption = values.Numbers(Corruption) ?? usual.Corruption,
            Compare = usual.Compare && !values.Flag(NoComparison),
        };
    }
}
