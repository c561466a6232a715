using System.Globalization;
using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Describes masking noise: a share of the features is set to zero in training.</summary>
/// <param name="Drop">The share that is dropped, not the one that is kept; 0 or more and less than 1.</param>
public sealed record MaskSpec(double Drop) : CorruptionSpec
{
    /// <inheritdoc/>
    public override Layer Build(Shape input) => new MaskNoise(input, Drop);

    /// <inheritdoc/>
    public override IEnumerable<SpecProblem> Validate(Shape input, string path) => Problem.Fraction($"{path}.drop", Drop);

    /// <inheritdoc/>
    public override LayerDescription Describe() =>
        new(string.Create(CultureInfo.InvariantCulture, $"mask, {Drop:P0} dropped"), LayerRole.Noise);
}
