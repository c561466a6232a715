using System.Globalization;
using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Describes a penalty of large activations, which makes codes sparse (L1) or small (L2).</summary>
/// <remarks>
/// <para><b>Computes</b> <c>L1 |x| + L2 x^2</c>, summed over the features and averaged over the samples, is added to the loss.</para>
/// <para><b>Shapes</b> The output is the input.</para>
/// </remarks>
/// <param name="L1">The factor of the magnitude; 0, the default, for none.</param>
/// <param name="L2">The factor of the square; 0, the default, for none.</param>
public sealed record ActivityPenaltySpec(double L1 = 0, double L2 = 0) : LayerSpec
{
    /// <inheritdoc/>
    public override Layer Build(Shape input) => new ActivityPenalty(input, new PenaltyTerms((float)L1, (float)L2));

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    public override IEnumerable<SpecProblem> Validate(Shape input, string path)
    {
        foreach (SpecProblem problem in Problem.NotNegative($"{path}.l1", L1)) yield return problem;
        foreach (SpecProblem problem in Problem.NotNegative($"{path}.l2", L2)) yield return problem;
        if (L1 == 0 && L2 == 0) yield return new(path, Phrase.Of("received no penalty, expected l1 or l2 above 0."));
    }

    /// <inheritdoc/>
    public override LayerDescription Describe() =>
        new(string.Create(CultureInfo.InvariantCulture, $"activity penalty, L1 {L1}, L2 {L2}"), LayerRole.Penalty);
}
