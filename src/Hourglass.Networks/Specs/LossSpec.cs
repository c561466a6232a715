using System.Text.Json.Serialization;

namespace Hourglass.Networks;

/// <summary>Describes the loss of a model.</summary>
/// <remarks>In JSON <c>{"kind": "mse", "reduction": "mean"}</c>, or the kind alone: <c>"mse"</c>.</remarks>
/// <param name="Kind">What is measured.</param>
/// <param name="Reduction">How it becomes one number.</param>
/// <param name="Function">The registered name of a loss of one's own; null, the default, for all other kinds.</param>
/// <param name="WeightL1">The penalty <c>WeightL1 |w|</c> that every weight, but no bias, adds to the loss; 0, the default, for none.</param>
/// <param name="WeightL2">The penalty <c>WeightL2 w^2</c> that every weight, but no bias, adds to the loss; 0, the default, for none. Weight
/// decay of optimizers that adapt their rate is something else.</param>
[JsonConverter(typeof(LossSpecConverter))]
public sealed record LossSpec(LossKind Kind, LossReduction Reduction, string? Function = null, double WeightL1 = 0, double WeightL2 = 0) : ISpec
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

    /// <summary>Describes a loss of one's own.</summary>
    /// <param name="function">The name it was registered under.</param>
    /// <param name="reduction">How it becomes one number; the mean by default, as in Keras and PyTorch.</param>
    public static LossSpec Own(string function, LossReduction reduction = LossReduction.Mean) => new(LossKind.Own, reduction, function);

    /// <inheritdoc/>
    public IEnumerable<SpecProblem> Validate(string path) =>
    [
        .. Problem.Enum($"{Problem.Prefix(path)}kind", Kind),
        .. Problem.Enum($"{Problem.Prefix(path)}reduction", Reduction),
        .. ValidateFunction($"{Problem.Prefix(path)}function"),
        .. Problem.NotNegative($"{Problem.Prefix(path)}weightL1", WeightL1),
        .. Problem.NotNegative($"{Problem.Prefix(path)}weightL2", WeightL2),
    ];

    private IEnumerable<SpecProblem> ValidateFunction(string path)
    {
        if (Kind != LossKind.Own)
        {
            if (Function is not null) yield return new(path, Phrase.Of($"received a function for '{SpecNames.Of(Kind)}', expected none: only 'own' has one."));
            yield break;
        }

        IReadOnlyList<string> known = SpecRegistry.Losses;
        if (Function is not null && known.Contains(Function)) yield break;
        string expected = known.Count == 0
            ? Phrase.Of("a name that SpecRegistry.AddLoss has registered; there is none yet")
            : Problem.OneOf(known);
        yield return Function is null ? Problem.Nothing(path, expected) : Problem.Range(path, $"'{Function}'", expected);
    }
}
