namespace Hourglass.Networks;

/// <summary>Multiplies the learning rate by a factor every few epochs.</summary>
/// <remarks><para><b>Computes</b> <c>Factor ^ floor(epoch / Every)</c>, the first epoch being 0.</para></remarks>
/// <param name="Every">The epochs from one change to the next; 1 or more.</param>
/// <param name="Factor">What each change multiplies by; 0.1 by default, as in PyTorch. Above 0, at most 1.</param>
public sealed record StepSchedule(int Every, double Factor = 0.1) : ScheduleSpec
{
    /// <inheritdoc/>
    public override double FactorAt(long step, long totalSteps, int stepsPerEpoch) => Math.Pow(Factor, step / stepsPerEpoch / Every);

    private protected override IEnumerable<SpecProblem> ValidateOwn(string prefix) =>
        [.. Problem.AtLeast($"{prefix}every", Every, 1), .. Problem.Factor($"{prefix}factor", Factor)];
}
