using System.Globalization;

namespace Hourglass.Learning;

/// <summary>Stops a training whose monitored loss makes no progress.</summary>
/// <param name="patience">The epochs in a row without a new best; 1 or more.</param>
public sealed class EarlyStopping(int patience) : TrainingCallback
{
    private double _best = double.PositiveInfinity;
    private int _waited;

    /// <inheritdoc/>
    public override void OnEpoch(TrainingContext context, EpochRecord epoch)
    {
        if (epoch.MonitoredLoss < _best)
        {
            _best = epoch.MonitoredLoss;
            _waited = 0;
            return;
        }

        if (++_waited < patience) return;
        string reason = string.Create(
            CultureInfo.InvariantCulture, $"No progress for {patience} epochs; the best loss, {_best:G5}, was reached at epoch {epoch.Epoch - _waited}.");
        context.Stop(reason, TrainingOutcome.StoppedEarly);
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
