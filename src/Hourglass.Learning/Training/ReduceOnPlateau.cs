using System.Globalization;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Lowers the learning rate when the monitored loss stops falling.</summary>
/// <param name="schedule">When and by how much.</param>
public sealed class ReduceOnPlateau(PlateauSchedule schedule) : TrainingCallback
{
    private double _best = double.PositiveInfinity;
    private int _waited;

    /// <inheritdoc/>
    public override void OnEpoch(TrainingContext context, EpochRecord epoch)
    {
        if (epoch.MonitoredLoss < _best * (1 - schedule.Threshold))
        {
            _best = epoch.MonitoredLoss;
            _waited = 0;
            return;
        }

        if (++_waited < schedule.Patience) return;
        _waited = 0;
        context.LearningRateFactor = Math.Max(context.LearningRateFactor * schedule.Factor, schedule.Minimum);
    }

    /// <inheritdoc/>
    public override string? SaveState() => string.Create(CultureInfo.InvariantCulture, $"{_best:R} {_waited}");

    /// <inheritdoc/>
    public override void RestoreState(string state)
    {
        string[] parts = state.Split(' ');
        _best = double.Parse(parts[0], CultureInfo.InvariantCulture);
        _waited = int.Parse(parts[1], CultureInfo.InvariantCulture);
    }
}
