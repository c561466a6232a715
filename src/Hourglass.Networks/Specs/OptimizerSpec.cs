using System.Text.Json.Serialization;

namespace Hourglass.Networks;

/// <summary>Describes an optimizer; immutable, equal by value, written to JSON with the discriminator <c>optimizer</c>.</summary>
/// <remarks>In JSON <c>{"optimizer": "adam", "learningRate": 0.001}</c>, or the name alone: <c>"adam"</c>. Below, g is the gradient of
/// a parameter w after clipping and weight decay, and t counts the steps from 1.</remarks>
/// <param name="LearningRate">The base learning rate, which a schedule multiplies; positive.</param>
/// <param name="WeightDecay">The L2 penalty: <c>WeightDecay * w</c> is added to the gradient of weights, not of biases, after clipping;
/// decoupled in <see cref="AdamWSpec"/>. Zero or more.</param>
/// <param name="ClipNorm">Scales all gradients together so that their norm is at most this; <see langword="null"/> for no bound.</param>
/// <param name="ClipValue">Bounds each gradient to ± this, after <paramref name="ClipNorm"/>; <see langword="null"/> for no bound.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "optimizer")]
[JsonDerivedType(typeof(SgdSpec), "sgd")]
[JsonDerivedType(typeof(AdamSpec), "adam")]
[JsonDerivedType(typeof(AdamWSpec), "adamw")]
[JsonDerivedType(typeof(AdadeltaSpec), "adadelta")]
[JsonDerivedType(typeof(AdagradSpec), "adagrad")]
[JsonDerivedType(typeof(RmsPropSpec), "rmsprop")]
public abstract record OptimizerSpec(
    [property: JsonPropertyOrder(-1)] double LearningRate,
    [property: JsonPropertyOrder(1)] double WeightDecay,
    [property: JsonPropertyOrder(2)] double? ClipNorm,
    [property: JsonPropertyOrder(3)] double? ClipValue) : ISpec
{
    /// <inheritdoc/>
    public IEnumerable<SpecProblem> Validate(string path)
    {
        string prefix = Problem.Prefix(path);
        return
        [
            .. Problem.Positive($"{prefix}learningRate", LearningRate),
            .. ValidateOwn(prefix),
            .. Problem.NotNegative($"{prefix}weightDecay", WeightDecay),
            .. ClipNorm is { } norm ? Problem.Positive($"{prefix}clipNorm", norm) : [],
            .. ClipValue is { } value ? Problem.Positive($"{prefix}clipValue", value) : [],
        ];
    }

    /// <summary>Finds what is wrong with the numbers that only this rule has; nothing unless the rule says otherwise.</summary>
    /// <param name="prefix">What stands before a member's name: empty, or <c>training.optimizer.</c> with the dot.</param>
    protected virtual IEnumerable<SpecProblem> ValidateOwn(string prefix) => [];

    /// <summary>Builds the optimizer.</summary>
    /// <param name="parameters">What it changes.</param>
    public abstract Optimizer Build(ParameterSet parameters);
}
