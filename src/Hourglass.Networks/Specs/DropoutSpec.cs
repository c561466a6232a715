using System.Globalization;
using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Describes dropout: in training a share of the features is set to zero and the others grow in its place.</summary>
/// <remarks><para><b>Shapes</b> The output has the shape of the input.</para></remarks>
/// <param name="Rate">The share that is dropped, not the one that is kept; 0 or more and less than 1.</param>
public sealed record DropoutSpec(double Rate) : LayerSpec
{
    /// <inheritdoc/>
    public override Layer Build(Shape input) => new Dropout(input, Rate);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    public override IEnumerable<SpecProblem> Validate(Shape input, string path) => Problem.Fraction($"{path}.rate", Rate);

    /// <inheritdoc/>
    public override LayerDescription Describe() => new(string.Create(CultureInfo.InvariantCulture, $"dropout {Rate}"), LayerRole.Noise);
}
