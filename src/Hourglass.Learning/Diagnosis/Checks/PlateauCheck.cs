using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Looks for a last third of training that brought nothing, at a learning rate that stayed.</summary>
internal sealed class PlateauCheck() : RunCheck("plateau")
{
    private const int LeastEpochs = 9;
    private const double Progress = 1e-3;

    public override IEnumerable<Finding> Examine(Examination examination)
    {
        IReadOnlyList<EpochRecord> history = examination.Run.History;
        if (history.Count < LeastEpochs || examination.Run.Result.Outcome == RunOutcomes.Diverged) yield break;
        int last = history.Count / 3, first = history.Count - last;
        if (history.Any(epoch => epoch.LearningRate != history[0].LearningRate)) yield break;
        double before = history.Take(first).Min(static epoch => epoch.Loss), after = history.Skip(first).Min(static epoch => epoch.Loss);
        if (!(after > before - (Progress * Math.Abs(before)))) yield break;
        yield return Note(
            Phrase.Of($"The training loss made no progress in the last {last} of {history.Count} epochs: {Numbers.Format(before)} before, {Numbers.Format(after)} at best since, at a learning rate of {Numbers.Format(history[0].LearningRate)} throughout."),
            Phrase.Of("At this learning rate training stands still: it has come to its end, or the steps are too large or too small. These epochs were spent for nothing."),
            Phrase.Of("Let the learning rate fall (--schedule cosine or reduce-on-plateau), or train for fewer epochs (--patience 5)."));
    }
}
