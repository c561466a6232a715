using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>How a network is trained.</summary>
/// <param name="Epochs">The number of passes over the training set. The default of 30 brings the dense model near its best.</param>
/// <param name="Batch">The number of samples per step. The default of 256 is fast and generalizes well on small images.</param>
/// <param name="Optimizer">The optimizer. The default is Adam with its paper's rate, which needs the least tuning.</param>
/// <param name="Schedule">How the learning rate changes. The default keeps it constant.</param>
/// <param name="Seed">The seed of weights, batch order and split. The default is 42.</param>
/// <param name="Shuffle">Whether each epoch has its own order. The default is true.</param>
/// <param name="Patience">After how many epochs without progress training stops; null, the default, never stops early.</param>
/// <param name="RestoreBest">Whether the weights of the best epoch are taken at the end. Null, the default, takes them where
/// <paramref name="Patience"/> is set.</param>
/// <param name="CheckpointEvery">After how many epochs a checkpoint is written; null, the default, writes one when ten seconds have
/// passed.</param>
public sealed record TrainingOptions(
    int Epochs = 30,
    int Batch = 256,
    OptimizerSpec? Optimizer = null,
    ScheduleSpec? Schedule = null,
    ulong Seed = 42,
    bool Shuffle = true,
    int? Patience = null,
    bool? RestoreBest = null,
    int? CheckpointEvery = null)
{
    /// <summary>Gets the optimizer.</summary>
    public OptimizerSpec Optimizer { get; init; } = Optimizer ?? new AdamSpec();

    /// <summary>Gets how the learning rate changes.</summary>
    public ScheduleSpec Schedule { get; init; } = Schedule ?? new ConstantSchedule();

    /// <summary>Gets whether the best weights come back at the end.</summary>
    internal bool TakesBest => RestoreBest ?? Patience is not null;

    /// <summary>Finds everything that is wrong with these options.</summary>
    /// <param name="path">Where the options stand, as in <c>training</c>.</param>
    public IEnumerable<SpecProblem> Validate(string path)
    {
        if (Epochs < 1) yield return new($"{path}.epochs", Phrase.Of($"received {Epochs}, expected 1 or more."));
        if (Batch < 1) yield return new($"{path}.batch", Phrase.Of($"received {Batch}, expected 1 or more."));
        if (Patience is < 1) yield return new($"{path}.patience", Phrase.Of($"received {Patience}, expected 1 or more."));
        if (CheckpointEvery is < 1) yield return new($"{path}.checkpointEvery", Phrase.Of($"received {CheckpointEvery}, expected 1 or more."));
        foreach (SpecProblem problem in Optimizer.Validate($"{path}.optimizer")) yield return problem;
        foreach (SpecProblem problem in Schedule.Validate($"{path}.schedule")) yield return problem;
    }
}
