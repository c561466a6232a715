using System.Text.Json.Serialization;

namespace Hourglass.Networks;

/// <summary>Describes the loss of a model.</summary>
/// <remarks>In JSON <c>{"kind": "mse", "reduction": "mean"}</c>, or the kind alone: <c>"mse"</c>.</remarks>
/// <param name="Kind">What is measured.</param>
/// <param name="Reduction">How it becomes one number.</param>
[JsonConverter(typeof(LossSpecConverter))]
public sealed record LossSpec(LossKind Kind, LossReduction Reduction) : ISpec
{
    /// <summary>Describes a loss with its usual reduction.</summary>
    /// <param name="kind">What is measured.</param>
    public LossSpec(LossKind kind)
        : this(kind, DefaultReduction(kind))
    {
    }

    /// <summary>Gets the usual reduction: the mean, as Keras and PyTorch have it, but the sum for cross-entropy, whose features
    /// are one distribution.</summary>
    /// <param name="kind">What is measured.</param>
    public static LossReduction DefaultReduction(LossKind kind) =>
        kind == LossKind.CrossEntropy ? LossReduction.Sum : LossReduction.Mean;

    /// <inheritdoc/>
    public IEnumerable<SpecProblem> Validate(string path) =>
        [.. Problem.Enum($"{Problem.Prefix(path)}kind", Kind), .. Problem.Enum($"{Problem.Prefix(path)}reduction", Reduction)];
}
