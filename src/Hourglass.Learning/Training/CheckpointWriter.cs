namespace Hourglass.Learning;

/// <summary>Writes a checkpoint after every so many epochs, or when some time has passed, and at the end.</summary>
/// <remarks>Give it last: a checkpoint keeps the state of the other callbacks as they have left it when it is written.</remarks>
/// <param name="path">The file.</param>
/// <param name="everyEpochs">After how many epochs; null writes after the first step that ends ten seconds or more after the last one was written.</param>
/// <param name="time">The clock; the system's by default.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="everyEpochs"/> is below 1.</exception>
public sealed class CheckpointWriter(string path, int? everyEpochs = null, TimeProvider? time = null) : TrainingCallback
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly int? _everyEpochs = everyEpochs is < 1
        ? throw new ArgumentOutOfRangeException(nameof(everyEpochs), everyEpochs, "Expected 1 epoch or more.")
        : everyEpochs;

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private long _written;

    /// <inheritdoc/>
    public override void OnBegin(TrainingContext context) => _written = _time.GetTimestamp();

    /// <inheritdoc/>
    public override void OnStep(TrainingContext context)
    {
        if (_everyEpochs is null && _time.GetElapsedTime(_written) >= Interval && !context.HasDiverged) Write(context);
    }

    /// <inheritdoc/>
    public override void OnEpoch(TrainingContext context, EpochRecord epoch)
    {
        if (_everyEpochs is { } every && epoch.Epoch % every == 0 && !context.HasDiverged) Write(context);
    }

    /// <summary>Writes the last state, unless training diverged: the last good checkpoint stays.</summary>
    /// <inheritdoc/>
    public override void OnEnd(TrainingContext context, TrainingResult result)
    {
        if (result.Outcome != TrainingOutcome.Diverged) Write(context);
    }

    private void Write(TrainingContext context)
    {
        Checkpoint.Save(context.Snapshot(), path);
        _written = _time.GetTimestamp();
    }
}
