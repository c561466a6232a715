namespace Hourglass.Learning;

/// <summary>How far a training is.</summary>
/// <param name="Epoch">The running epoch, from 1.</param>
/// <param name="Epochs">The number of epochs.</param>
/// <param name="Step">The finished steps of the running epoch.</param>
/// <param name="StepsPerEpoch">The steps of an epoch.</param>
/// <param name="Loss">The mean loss of the running epoch so far.</param>
/// <param name="ValidationLoss">The last validation loss; null where there is none yet.</param>
/// <param name="SamplesPerSecond">Training samples per second of the running epoch.</param>
/// <param name="Remaining">The time left at this speed.</param>
public readonly record struct TrainingProgress(
    int Epoch, int Epochs, int Step, int StepsPerEpoch, double Loss, double? ValidationLoss, double SamplesPerSecond, TimeSpan Remaining);
