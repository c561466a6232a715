using Hourglass.Learning;

namespace Hourglass.Cli;

/// <summary>Shows a training while it runs; this one shows nothing.</summary>
internal class TrainingDisplay : TrainingCallback, IProgress<TrainingProgress>
{
    /// <summary>Chooses what fits the output: a bar on a terminal, otherwise lines.</summary>
    public static TrainingDisplay For(CliContext context, Notes notes)
    {
        if (notes.IsQuiet) return new TrainingDisplay();
        return context.IsTerminal ? new ProgressBar(context) : new EpochLines(context);
    }

    /// <summary>Takes what the trainer reports several times a second.</summary>
    public virtual void Report(TrainingProgress value)
    {
    }

    /// <summary>Is called when the figures are there and the report is written.</summary>
    public virtual void Finish()
    {
    }

    /// <summary>Estimates the time left from the epochs so far.</summary>
    protected static TimeSpan Left(TrainingContext context) => TimeSpan.FromSeconds(
        Math.Min(1e8, context.History.Average(static epoch => epoch.Seconds) * (context.Options.Epochs - context.History.Count)));
}
