using Hourglass.Learning;

namespace Hourglass.Cli;

/// <summary>Writes a line per epoch; of a long training about fifty lines and the last.</summary>
internal sealed class EpochLines(CliContext context) : TrainingDisplay
{
    private const int MostLines = 50;

    /// <inheritdoc/>
    public override void OnEpoch(TrainingContext training, EpochRecord epoch)
    {
        int epochs = training.Options.Epochs, every = (epochs + MostLines - 1) / MostLines;
        if (epoch.Epoch % every == 0 || epoch.Epoch == epochs || epoch.Epoch == 1)
            context.Error.WriteLine(ProgressLine.Describe(epoch, epochs, Left(training)));
    }
}
