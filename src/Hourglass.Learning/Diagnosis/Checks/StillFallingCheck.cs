using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Looks for a training that ended while the loss was still falling fast.</summary>
internal sealed class StillFallingCheck() : RunCheck("still-falling")
{
    private const int LeastEpochs = 4;

    // Ten more epochs at this pace would take a tenth off the loss.
    private const double Fast = 0.01;

    public override IEnumerable<Finding> Examine(Examination examination)
    {
        IReadOnlyList<EpochRecord> history = examination.Run.History;
        if (history.Count < LeastEpochs || examination.Run.Result.Outcome != RunOutcomes.Completed) yield break;
        int last = Math.Max(2, history.Count / 10);
        double before = history[^(last + 1)].MonitoredLoss, after = history[^1].MonitoredLoss;
        if (before <= 0 || after <= 0) yield break;
        double fall = 1 - Math.Pow(after / before, 1.0 / last);
        if (!(fall >= Fast)) yield break;
        yield return Note(
            Phrase.Of($"The loss was still falling by {fall:0.0 %} an epoch over the last {last} of {history.Count} epochs, to {Numbers.Format(after)}."),
            Phrase.Of("Training ended before it was done: the figures are not the best of this model."),
            Phrase.Of($"Train longer: --epochs {2 * history.Count}."));
    }
}
