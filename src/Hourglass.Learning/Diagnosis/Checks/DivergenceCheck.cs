using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Looks for a training that ended in numbers that are not finite.</summary>
internal sealed class DivergenceCheck() : RunCheck("divergence")
{
    public override IEnumerable<Finding> Examine(Examination examination)
    {
        TrainedRun run = examination.Run;
        if (run.Result.Outcome != RunOutcomes.Diverged) yield break;
        yield return Problem(run.Result.Reason, Weights(run), Phrase.Of("Lower the learning rate or set a gradient clip, then train again."));
    }

    private static string Weights(TrainedRun run)
    {
        EpochRecord? best = run.History.Where(static epoch => double.IsFinite(epoch.MonitoredLoss)).MinBy(static epoch => epoch.MonitoredLoss);
        return run.Recipe.Training.TakesBest && best is not null
            ? Phrase.Of($"The weights are those of epoch {best.Epoch}, the best before it broke down.")
            : Phrase.Of("The weights are those of a training that broke down; their figures mean nothing.");
    }
}
