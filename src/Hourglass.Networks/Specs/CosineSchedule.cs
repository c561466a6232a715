namespace Hourglass.Networks;

/// <summary>Lowers the learning rate along half a cosine, from step to step, over the whole training.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>Final + (1 - Final) * (1 + cos(pi * step / totalSteps)) / 2</c>; past the end it stays at <c>Final</c>.</para>
/// <para><b>Source</b> Loshchilov and Hutter, SGDR, 2017, equation 5, without restarts.</para>
/// </remarks>
/// <param name="Final">The fraction of the learning rate at the end; 0 by default, as in the paper. 0 to 1.</param>
public sealed record CosineSchedule(double Final = 0) : ScheduleSpec
{
    /// <inheritdoc/>
    public override double FactorAt(long step, long totalSteps, int stepsPerEpoch)
    {
        double done = Math.Min(1, (double)step / totalSteps);
        return Final + ((1 - Final) * (1 + Math.Cos(Math.PI * done)) / 2);
    }

    private protected override IEnumerable<SpecProblem> ValidateOwn(string prefix) =>
        Problem.Unless(Final is >= 0 and <= 1, $"{prefix}final", Final, Phrase.Of("0 to 1"));
}
