namespace Hourglass.Learning;

/// <summary>Why a training ended.</summary>
public enum TrainingOutcome
{
    /// <summary>All epochs are done.</summary>
    Completed,

    /// <summary>The loss made no progress for the patience given.</summary>
    StoppedEarly,

    /// <summary>A callback asked for it.</summary>
    Stopped,

    /// <summary>The user asked for it; the training can be resumed.</summary>
    Cancelled,

    /// <summary>The loss was not finite.</summary>
    Diverged,
}

/// <summary>How a training ended.</summary>
/// <param name="Outcome">Why it ended.</param>
/// <param name="Reason">The same in a sentence.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Seconds">The time of all epochs, those before a resumption included.</param>
public sealed record TrainingResult(TrainingOutcome Outcome, string Reason, TrainingState State, double Seconds);
