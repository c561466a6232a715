using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Lowers the learning rate when the monitored loss stops falling.</summary>
/// <param name="schedule">When and by how much.</param>
public sealed class ReduceOnPlateau(PlateauSchedule schedule) : TrainingCallback
{
    private readonly LossWatch _watch = new();

    /// <inheritdoc/>
    public override void OnEpoch(TrainingContext context, EpochRecord epoch)
    {
        _watch.Take(epoch.MonitoredLoss, schedule.Threshold);
        if (_watch.Waited < schedule.Patience) return;
        _watch.Waited = 0;
        context.LearningRateFactor = Math.Max(context.LearningRateFactor * schedule.Factor, schedule.Minimum);
    }

    /// <inheritdoc/>
    public override string? SaveState() => _watch.Save();

    /// <inheritdoc/>
    public override void RestoreState(string state) => _watch.Restore(state);
}
