using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Looks for a training loss that grew without becoming infinite.</summary>
internal sealed class RisingLossCheck() : RunCheck("rising-loss")
{
    // A loss wavers, and a penalty that warms up adds to it; neither doubles it.
    private const double Factor = 2;

    public override IEnumerable<Finding> Examine(Examination examination)
    {
        TrainedRun run = examination.Run;
        if (run.Result.Outcome == RunOutcomes.Diverged || run.History.Count < 2) yield break;
        EpochRecord best = run.History.MinBy(static epoch => epoch.Loss)!, last = run.History[^1];
        if (best.Loss <= 0 || !(last.Loss > Factor * best.Loss)) yield break;
        yield return Warning(
            Phrase.Of($"The training loss rose from {Numbers.Format(best.Loss)} in epoch {best.Epoch} to {Numbers.Format(last.Loss)} in epoch {last.Epoch}."),
            Phrase.Of("Training diverges: each step is too large for the loss that is left."),
            Phrase.Of("Lower the learning rate, let it fall by --schedule cosine, or set --clip-norm 1; --restore-best keeps the best weights."));
    }
}
