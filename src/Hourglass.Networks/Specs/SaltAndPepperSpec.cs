using System.Globalization;
using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Describes salt and pepper: a share of the features is set to 0 or to 1 in training, with equal odds.</summary>
/// <param name="Share">The share that is replaced; 0 to 1.</param>
public sealed record SaltAndPepperSpec(double Share) : CorruptionSpec
{
    /// <inheritdoc/>
    public override Layer Build(Shape input) => new SaltAndPepper(input, Share);

    /// <inheritdoc/>
    public override IEnumerable<SpecProblem> Validate(Shape input, string path) =>
        Problem.Unless(Share is >= 0 and <= 1, $"{path}.share", Share, Phrase.Of("0 to 1"));

    /// <inheritdoc/>
    public override LayerDescription Describe() =>
        new(string.Create(CultureInfo.InvariantCulture, $"salt and pepper, {Share:P0}"), LayerRole.Noise);
}
