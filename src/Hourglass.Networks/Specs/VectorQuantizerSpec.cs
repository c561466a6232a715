using System.Globalization;
using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Describes a discrete code: each vector of the input is replaced by the nearest one of a learned codebook.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>y = e_k</c> with the k that makes <c>|x - e_k|</c> smallest. The gradient of y passes straight through to x. The loss
/// gains <c>|sg(x) - e_k|^2 + commitment |x - sg(e_k)|^2</c>, where sg has no gradient. docs/math/vector-quantizer.md</para>
/// <para><b>Shapes</b> The output has the shape of the input. A vector is the channels at one place of an image, or a part of them.</para>
/// <para><b>Source</b> Van den Oord, Vinyals and Kavukcuoglu, Neural Discrete Representation Learning, 2017.</para>
/// </remarks>
/// <param name="Codes">The vectors of the codebook; 2 or more.</param>
/// <param name="Dimension">The numbers of one vector, which divide the channels; null, the default, for all channels of a place.</param>
/// <param name="Commitment">The weight with which vectors are drawn to the codebook; 0.25 by default, as in the paper.</param>
/// <param name="Reduction">Whether the squared distances are averaged over all numbers of a sample, the default, which goes with a mean
/// reconstruction loss, or summed over the numbers of a vector and averaged over the vectors, as in the paper.</param>
/// <param name="Revival">The weight with which a vector of the codebook that nothing in a batch chose is drawn to one vector of the batch at
/// random; 0.01 of a choice by default: too little to move what is seldom used, enough to fetch what is dead. 0 for none.</param>
public sealed record VectorQuantizerSpec(
    int Codes, int? Dimension = null, double Commitment = 0.25, LossReduction Reduction = LossReduction.Mean, double Revival = 0.01) : LayerSpec
{
    /// <inheritdoc/>
    public override Layer Build(Shape input) => new VectorQuantizer(input, this);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    public override long ParameterCount(Shape input) => (long)Codes * DimensionOf(input);

    /// <inheritdoc/>
    public override IEnumerable<SpecProblem> Validate(Shape input, string path)
    {
        // Choices are kept as floats, which count to 2^24.
        if (Codes is < 2 or > 1 << 24) yield return Problem.Range($"{path}.codes", Codes, Phrase.Of($"2 to {Problem.Text(1 << 24)}"));
        if (Dimension is { } dimension && (dimension < 1 || (input.Channels > 0 && input.Channels % dimension != 0)))
        {
            string expected = input.Channels > 0 ? Phrase.Of($"a divisor of the {Problem.Text(input.Channels)} channels") : Phrase.Of("1 or more");
            yield return Problem.Range($"{path}.dimension", dimension, expected);
        }

        foreach (SpecProblem problem in Problem.NotNegative($"{path}.commitment", Commitment)) yield return problem;
        foreach (SpecProblem problem in Problem.Enum($"{path}.reduction", Reduction)) yield return problem;
        foreach (SpecProblem problem in Problem.NotNegative($"{path}.revival", Revival)) yield return problem;
    }

    /// <inheritdoc/>
    public override LayerDescription Describe() => new(string.Create(CultureInfo.InvariantCulture, $"vector quantizer, {Codes} codes"), LayerRole.Latent);

    /// <summary>Gets the numbers of one vector.</summary>
    internal int DimensionOf(Shape input) => Dimension ?? input.Channels;
}
