using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>A training as callbacks see it.</summary>
public sealed class TrainingContext
{
    private readonly Trainer _trainer;

    internal TrainingContext(Trainer trainer) => _trainer = trainer;

    /// <summary>Gets the network.</summary>
    public Network Network => _trainer.Network;

    /// <summary>Gets the options.</summary>
    public TrainingOptions Options => _trainer.Options;

    /// <summary>Gets the optimizer.</summary>
    public Optimizer Optimizer => _trainer.Optimizer;

    /// <summary>Gets the team.</summary>
    public Workers Workers => _trainer.Workers;

    /// <summary>Gets the running epoch, from 1.</summary>
    public int Epoch => _trainer.History.Count + 1;

    /// <summary>Gets the steps finished in the running epoch.</summary>
    public int Step => _trainer.BatchNumber;

    /// <summary>Gets the steps of an epoch.</summary>
    public int StepsPerEpoch => _trainer.StepsPerEpoch;

    /// <summary>Gets the loss of the last step.</summary>
    public double Loss => _trainer.LastLoss;

    /// <summary>Gets the mean loss of the running epoch so far.</summary>
    public double MeanLoss => _trainer.MeanLoss;

    /// <summary>Gets the finished epochs.</summary>
    public IReadOnlyList<EpochRecord> History => _trainer.History;

    /// <summary>Gets whether the training has diverged: its weights are not worth keeping.</summary>
    public bool HasDiverged => _trainer.HasDiverged;

    /// <summary>Gets or sets the factor of the learning rate beside the schedule; 1 at first, kept by checkpoints.</summary>
    public double LearningRateFactor
    {
        get => _trainer.PlateauFactor;
        set => _trainer.PlateauFactor = value;
    }

    /// <summary>Asks the training to end after this epoch or step.</summary>
    /// <param name="reason">Why, in a sentence.</param>
    /// <param name="outcome">How the end is called. The default is <see cref="TrainingOutcome.Stopped"/>.</param>
    public void Stop(string reason, TrainingOutcome outcome = TrainingOutcome.Stopped) => _trainer.RequestStop(outcome, reason);

    /// <summary>Takes a picture of the training that a checkpoint can keep; the arrays are the training's own, so write them at once.</summary>
    public TrainingSnapshot Snapshot() => _trainer.Snapshot();
}

/// <summary>All that a checkpoint keeps.</summary>
/// <param name="Network">The network with its weights.</param>
/// <param name="Optimizer">The optimizer with its slots.</param>
/// <param name="Best">The weights of the best epoch, laid out like the network's; null before the first epoch.</param>
/// <param name="State">Where the training stands.</param>
public sealed record TrainingSnapshot(Network Network, Optimizer Optimizer, FloatBuffer? Best, TrainingState State);
