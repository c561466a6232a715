using System.Globalization;
using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Describes normal noise that is added to every feature in training.</summary>
/// <param name="Deviation">The standard deviation; positive.</param>
/// <param name="Minimum">The lower bound of the sum; <see langword="null"/>, the default, for none. Give 0 for pixels that are to stay pixels.</param>
/// <param name="Maximum">The upper bound of the sum; <see langword="null"/>, the default, for none. Give 1 for pixels that are to stay pixels.</param>
public sealed record GaussianNoiseSpec(double Deviation, double? Minimum = null, double? Maximum = null) : CorruptionSpec
{
    private double Low => Minimum ?? double.NegativeInfinity;

    private double High => Maximum ?? double.PositiveInfinity;

    /// <inheritdoc/>
    public override Layer Build(Shape input) => new GaussianNoise(input, Deviation, Low, High);

    /// <inheritdoc/>
    public override IEnumerable<SpecProblem> Validate(Shape input, string path) =>
    [
        .. Problem.Positive($"{path}.deviation", Deviation),
        .. Problem.Unless(Low < High, $"{path}.maximum", High, Phrase.Of($"more than the minimum, {Problem.Text(Low)}")),
    ];

    /// <inheritdoc/>
    public override LayerDescription Describe() =>
        new(string.Create(CultureInfo.InvariantCulture, $"gaussian noise, deviation {Deviation}"), LayerRole.Noise);
}
