using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Stops a training whose monitored loss makes no progress.</summary>
/// <param name="patience">The epochs in a row without a new best; 1 or more.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="patience"/> is below 1.</exception>
public sealed class EarlyStopping(int patience) : TrainingCallback
{
    private readonly int _patience = patience >= 1
        ? patience
        : throw new ArgumentOutOfRangeException(nameof(patience), patience, "Expected 1 epoch or more.");

    private readonly LossWatch _watch = new();

    /// <summary>Stops a resumed training at once where it had stopped before, so that resuming it changes nothing.</summary>
    /// <inheritdoc/>
    public override void OnBegin(TrainingContext context) => StopIfDue(context);

    /// <inheritdoc/>
    public override void OnEpoch(TrainingContext context, EpochRecord epoch)
    {
        _watch.Take(epoch.MonitoredLoss);
        StopIfDue(context);
    }

    /// <inheritdoc/>
    public override string? SaveState() => _watch.Save();

    /// <inheritdoc/>
    public override void RestoreState(string state) => _watch.Restore(state);

    private void StopIfDue(TrainingContext context)
    {
        if (_watch.Waited < _patience) return;
        string reason = Phrase.Of(
            $"No progress for {_watch.Waited} epochs; the best loss, {_watch.Best:G5}, was reached at epoch {context.History.Count - _watch.Waited}.");
        context.Stop(reason, TrainingOutcome.StoppedEarly);
    }
}
