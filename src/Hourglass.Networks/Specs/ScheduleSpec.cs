using System.Text.Json.Serialization;

namespace Hourglass.Networks;

/// <summary>Describes how the learning rate changes during training; immutable, equal by value, written to JSON with the discriminator
/// <c>schedule</c>.</summary>
/// <remarks>In JSON <c>{"schedule": "cosine", "final": 0.01}</c>, or the name alone: <c>"cosine"</c>.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "schedule")]
[JsonDerivedType(typeof(ConstantSchedule), "constant")]
[JsonDerivedType(typeof(StepSchedule), "step")]
[JsonDerivedType(typeof(ExponentialSchedule), "exponential")]
[JsonDerivedType(typeof(CosineSchedule), "cosine")]
[JsonDerivedType(typeof(WarmUpSchedule), "warm-up")]
[JsonDerivedType(typeof(PlateauSchedule), "reduce-on-plateau")]
public abstract record ScheduleSpec : ISpec
{
    /// <summary>Gets the part of the schedule that follows the validation loss instead of the time; none
    /// unless the schedule says otherwise.</summary>
    [JsonIgnore]
    public virtual PlateauSchedule? Plateau => null;

    /// <summary>Gets the factor of the learning rate at a step.</summary>
    /// <param name="step">The steps already taken; 0 for the first step.</param>
    /// <param name="totalSteps">The steps of the whole training; 1 or more.</param>
    /// <param name="stepsPerEpoch">The steps of one epoch; 1 or more.</param>
    public abstract double FactorAt(long step, long totalSteps, int stepsPerEpoch);

    /// <inheritdoc/>
    public IEnumerable<SpecProblem> Validate(string path) => ValidateOwn(Problem.Prefix(path));

    private protected abstract IEnumerable<SpecProblem> ValidateOwn(string prefix);
}
