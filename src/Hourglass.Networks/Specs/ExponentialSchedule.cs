namespace Hourglass.Networks;

/// <summary>Multiplies the learning rate by a factor after each epoch.</summary>
/// <remarks><para><b>Computes</b> <c>Factor ^ epoch</c>, the first epoch being 0; within an epoch the rate stays.</para></remarks>
/// <param name="Factor">What each epoch multiplies by; above 0, at most 1.</param>
public sealed record ExponentialSchedule(double Factor) : ScheduleSpec
{
    /// <inheritdoc/>
    public override double FactorAt(long step, long totalSteps, int stepsPerEpoch) => Math.Pow(Factor, step / stepsPerEpoch);

    private protected override IEnumerable<SpecProblem> ValidateOwn(string prefix) => Problem.Factor($"{prefix}factor", Factor);
}
