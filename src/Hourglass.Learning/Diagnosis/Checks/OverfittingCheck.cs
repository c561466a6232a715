using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Looks for a model that knows its training samples better than others.</summary>
internal sealed class OverfittingCheck() : RunCheck("overfitting")
{
    // A validation loss wavers by some per cent from epoch to epoch; three epochs of rise are no wavering.
    private const double Rise = 1.05;
    private const int LeastEpochs = 3;

    // Test and training images of one kind differ by a few per cent.
    private const double Gap = 1.5;

    public override IEnumerable<Finding> Examine(Examination examination)
    {
        TrainedRun run = examination.Run;
        if (run.Result.Outcome == RunOutcomes.Diverged) yield break;
        if (OfHistory(run) is { } rise) yield return rise;
        else if (OfErrors(run) is { } gap) yield return gap;
    }

    private Finding? OfHistory(TrainedRun run)
    {
        if (run.History.Count == 0) return null;
        EpochRecord best = run.History.MinBy(static epoch => epoch.MonitoredLoss)!, last = run.History[^1];
        if (best.ValidationLoss is not { } least || last.ValidationLoss is not { } end || last.Epoch - best.Epoch < LeastEpochs) return null;
        if (!(end > least + ((Rise - 1) * Math.Abs(least))) || !(last.Loss < best.Loss)) return null;
        bool keepsBest = run.Recipe.Training.TakesBest;
        return Say(
            keepsBest ? FindingSeverity.Note : FindingSeverity.Warning,
            Phrase.Of($"The validation loss rose from {Numbers.Format(least)} in epoch {best.Epoch} to {Numbers.Format(end)} in epoch {last.Epoch}, while the training loss fell from {Numbers.Format(best.Loss)} to {Numbers.Format(last.Loss)}."),
            keepsBest
                ? Phrase.Of($"From epoch {best.Epoch} on the model learned its training samples by heart. The weights are those of that epoch.")
                : Phrase.Of($"From epoch {best.Epoch} on the model learned its training samples by heart and became worse on all others."),
            keepsBest
                ? Phrase.Of("To gain more: more samples, a smaller code or network, noise, or weight decay.")
                : Phrase.Of("Use --patience 5, which keeps the best weights; more samples, a smaller network, noise or weight decay also help."));
    }

    private Finding? OfErrors(TrainedRun run)
    {
        // Error rates differ many times over where a classifier is healthy.
        if (KeyFigures.Of(run.Result) is not { Training: { } training } figures || figures.Test.Unit == FigureNames.Share) return null;
        double test = figures.Test.Value;
        if (!(test > Gap * training.Value)) return null;
        return Warning(
            Phrase.Of($"The error per pixel is {Numbers.Format(test)} on the test set, {test / training.Value:0.0} times the {Numbers.Format(training.Value)} on the {run.Data.Train.Count:N0} training samples."),
            Phrase.Of("The model knows its training samples by heart and does worse on all others."),
            Phrase.Of("Train on more samples, use a smaller code or network, noise or weight decay, or stop earlier by --patience 5."));
    }
}
