using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>How a network is trained.</summary>
public sealed record TrainingOptions
{
    /// <summary>Gets the number of passes over the training set. The default of 30 brings the dense model near its best.</summary>
    public int Epochs { get; init; } = 30;

    /// <summary>Gets the number of samples per step. The default of 256 is fast and generalizes well on small images.</summary>
    public int Batch { get; init; } = 256;

    /// <summary>Gets the optimizer. The default is Adam with its paper's rate, which needs the least tuning.</summary>
    public OptimizerSpec Optimizer { get; init; } = new AdamSpec();

    /// <summary>Gets how the learning rate changes. The default keeps it constant.</summary>
    public ScheduleSpec Schedule { get; init; } = new ConstantSchedule();

    /// <summary>Gets the seed of weights, batch order and split. The default is 42.</summary>
    public ulong Seed { get; init; } = 42;

    /// <summary>Gets whether each epoch has its own order. The default is true.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Gets after how many epochs without progress training stops; null, the default, never stops early.</summary>
    public int? Patience { get; init; }

    /// <summary>Gets whether the weights of the best epoch are taken at the end. Null, the default, takes them where <see cref="Patience"/> is set.</summary>
    public bool? RestoreBest { get; init; }

    /// <summary>Gets after how many epochs a checkpoint is written; null, the default, writes one when ten seconds have passed.</summary>
    public int? CheckpointEvery { get; init; }

    /// <summary>Gets whether the best weights come back at the end.</summary>
    internal bool TakesBest => RestoreBest ?? Patience is not null;

    /// <summary>Finds everything that is wrong with these options.</summary>
    /// <param name="path">Where the options stand, as in <c>training</c>.</param>
    public IEnumerable<SpecProblem> Validate(string path)
    {
        if (Epochs < 1) yield return new($"{path}.epochs", $"received {Epochs}, expected 1 or more.");
        if (Batch < 1) yield return new($"{path}.batch", $"received {Batch}, expected 1 or more.");
        if (Patience is < 1) yield return new($"{path}.patience", $"received {Patience}, expected 1 or more.");
        if (CheckpointEvery is < 1) yield return new($"{path}.checkpointEvery", $"received {CheckpointEvery}, expected 1 or more.");
        foreach (SpecProblem problem in Optimizer.Validate($"{path}.optimizer")) yield return problem;
        foreach (SpecProblem problem in Schedule.Validate($"{path}.schedule")) yield return problem;
    }
}
