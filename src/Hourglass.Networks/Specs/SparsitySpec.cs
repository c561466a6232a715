using System.Globalization;
using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Describes a penalty that pulls the mean activation of each unit towards a target.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>Weight * sum over units of KL(Target || mean over the batch)</c> is added to the loss.</para>
/// <para><b>Shapes</b> The output is the input; activations in (0, 1), as a sigmoid gives them.</para>
/// </remarks>
/// <param name="Target">The mean activation that costs nothing; between 0 and 1.</param>
/// <param name="Weight">The factor of the divergence; positive. It is measured against a loss per sample: with a mean over features the same
/// weight counts features times as much.</param>
public sealed record SparsitySpec(double Target, double Weight) : LayerSpec
{
    /// <inheritdoc/>
    public override Layer Build(Shape input) => new SparsityPenalty(input, Target, Weight);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    public override IEnumerable<SpecProblem> Validate(Shape input, string path) =>
    [
        .. Problem.Unless(Target is > 0 and < 1, $"{path}.target", Target, Phrase.Of("more than 0 and less than 1")),
        .. Problem.Positive($"{path}.weight", Weight),
    ];

    /// <inheritdoc/>
    public override LayerDescription Describe() =>
        new(string.Create(CultureInfo.InvariantCulture, $"sparsity, target {Target}, weight {Weight}"), LayerRole.Penalty);
}
