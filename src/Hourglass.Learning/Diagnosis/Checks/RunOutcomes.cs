using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>The words for how a training ended, as <see cref="RunResult.Outcome"/> has them.</summary>
internal static class RunOutcomes
{
    public static readonly string Completed = SpecNames.Of(TrainingOutcome.Completed);

    public static readonly string Diverged = SpecNames.Of(TrainingOutcome.Diverged);

    public static readonly string Cancelled = SpecNames.Of(TrainingOutcome.Cancelled);
}
