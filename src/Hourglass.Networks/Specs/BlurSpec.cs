using System.Globalization;
using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Describes a Gaussian blur of each image in training.</summary>
/// <param name="Sigma">The strength in pixels; above 0 and at most <see cref="BlurKernel.LargestSigma"/>.</param>
/// <param name="Least">The smallest strength where each image draws its own, up to <paramref name="Sigma"/>; <see langword="null"/>, the
/// default, for the same strength always.</param>
public sealed record BlurSpec(double Sigma, double? Least = null) : CorruptionSpec
{
    /// <inheritdoc/>
    public override Layer Build(Shape input) => new Blur(input, Sigma, Least ?? Sigma);

    /// <inheritdoc/>
    public override IEnumerable<SpecProblem> Validate(Shape input, string path) =>
    [
        .. Problem.Unless(
            Sigma is > 0 and <= BlurKernel.LargestSigma, $"{path}.sigma", Sigma, Phrase.Of($"above 0 and at most {Problem.Text(BlurKernel.LargestSigma)}")),
        .. Problem.Unless(Least is null || (Least > 0 && Least <= Sigma), $"{path}.least", Least ?? 0, Phrase.Of("above 0 and at most sigma")),
        .. Image(input, path),
    ];

    /// <inheritdoc/>
    public override LayerDescription Describe() =>
        new(string.Create(CultureInfo.InvariantCulture, $"blur, sigma {Sigma}"), LayerRole.Noise);
}
