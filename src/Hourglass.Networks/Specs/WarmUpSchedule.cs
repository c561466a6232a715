using System.Text.Json.Serialization;

namespace Hourglass.Networks;

/// <summary>Raises the learning rate in a line from near zero, then follows another schedule over the rest of the training.</summary>
/// <remarks><para><b>Computes</b> <c>(step + 1) / n</c> for the first n steps; then <c>Then</c>, whose own time starts there.</para></remarks>
/// <param name="Steps">The length of the rise in steps; give this or <paramref name="Epochs"/>.</param>
/// <param name="Epochs">The length of the rise in epochs; give this or <paramref name="Steps"/>.</param>
/// <param name="Then">What follows; <see langword="null"/> for a constant rate. Not another warm-up.</param>
public sealed record WarmUpSchedule(long? Steps = null, int? Epochs = null, ScheduleSpec? Then = null) : ScheduleSpec
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override PlateauSchedule? Plateau => Then?.Plateau;

    /// <inheritdoc/>
    public override double FactorAt(long step, long totalSteps, int stepsPerEpoch)
    {
        long rise = Steps ?? ((long)(Epochs ?? 0) * stepsPerEpoch);
        return step < rise
            ? (step + 1.0) / rise
            : Then?.FactorAt(step - rise, Math.Max(1, totalSteps - rise), stepsPerEpoch) ?? 1;
    }

    private protected override IEnumerable<SpecProblem> ValidateOwn(string prefix)
    {
        if (Steps is null == Epochs is null)
        {
            yield return new($"{prefix}steps", Steps is null
                ? Phrase.Of("received neither of steps and epochs, expected one of them.")
                : Phrase.Of("received both of steps and epochs, expected one of them."));
        }

        if (Steps < 1) yield return Problem.Range($"{prefix}steps", Steps, Phrase.Of("1 or more"));
        if (Epochs < 1) yield return Problem.Range($"{prefix}epochs", Epochs, Phrase.Of("1 or more"));
        if (Then is WarmUpSchedule) yield return new($"{prefix}then", Phrase.Of("received another warm-up, expected any other schedule."));
        else foreach (SpecProblem problem in Then?.Validate($"{prefix}then") ?? []) yield return problem;
    }
}
