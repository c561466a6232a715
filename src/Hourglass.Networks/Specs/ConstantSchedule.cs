namespace Hourglass.Networks;

/// <summary>Keeps the learning rate as it is.</summary>
public sealed record ConstantSchedule : ScheduleSpec
{
    /// <inheritdoc/>
    public override double FactorAt(long step, long totalSteps, int stepsPerEpoch) => 1;

    private protected override IEnumerable<SpecProblem> ValidateOwn(string prefix) => [];
}
