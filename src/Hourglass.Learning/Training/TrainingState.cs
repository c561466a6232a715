using System.Text.Json.Serialization;

namespace Hourglass.Learning;

/// <summary>One finished epoch.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="Loss">The mean loss of its steps, each sample counted once.</param>
/// <param name="ValidationLoss">The loss on the validation set after it; null without one.</param>
/// <param name="LearningRate">The learning rate of its last step.</param>
/// <param name="Seconds">The time it took, validation included.</param>
/// <param name="SamplesPerSecond">Training samples per second of its training steps.</param>
/// <param name="PenaltyLoss">The part of <paramref name="Loss"/> that comes from penalties of layers, such as the divergence of a variational
/// code; 0 where there is none.</param>
public sealed record EpochRecord(
    int Epoch, double Loss, double? ValidationLoss, double LearningRate, double Seconds, double SamplesPerSecond, double PenaltyLoss)
{
    /// <summary>Gets the loss that decides what is best: that of the validation set where there is one.</summary>
    [JsonIgnore]
    public double MonitoredLoss => ValidationLoss ?? Loss;
}

/// <summary>Where a training stands; with the weights and the optimizer's slots it is all that a resumed training needs.</summary>
public sealed record TrainingState
{
    /// <summary>Gets the finished epochs.</summary>
    public required IReadOnlyList<EpochRecord> History { get; init; }

    /// <summary>Gets the number of finished steps in the running epoch.</summary>
    public required int Batch { get; init; }

    /// <summary>Gets the sum over the running epoch of loss times samples.</summary>
    public required double LossSum { get; init; }

    /// <summary>Gets the sum over the running epoch of the penalties' part of the loss times samples.</summary>
    public required double PenaltySum { get; init; }

    /// <summary>Gets the time spent in the running epoch so far.</summary>
    public required double EpochSeconds { get; init; }

    /// <summary>Gets the number of steps that the optimizer has taken.</summary>
    public required long Steps { get; init; }

    /// <summary>Gets the learning rate of the last step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Gets the factor of the learning rate that plateaus have brought about.</summary>
    public required double PlateauFactor { get; init; }

    /// <summary>Gets the best epoch so far; 0 before the first.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>Gets the loss of the best epoch; null before the first.</summary>
    public required double? BestLoss { get; init; }

    /// <summary>Gets what callbacks asked to keep, by their name.</summary>
    public required IReadOnlyDictionary<string, string> Callbacks { get; init; }
}
