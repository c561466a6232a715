using System.Globalization;
using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Describes a penalty that makes the codes of a batch, all together, look like samples of N(0, 1): the maximum mean discrepancy.</summary>
/// <remarks>
/// <para><b>Computes</b> Y = X. The loss gains <c>weight * MMD^2</c> between the codes of the batch and as many samples of N(0, 1), with the inverse
/// multiquadratic kernel. After the last layer of the encoder it makes a Wasserstein autoencoder. docs/math/mmd.md</para>
/// <para><b>Shapes</b> The output has the shape of the input.</para>
/// <para><b>Source</b> Tolstikhin et al., Wasserstein Auto-Encoders, 2018.</para>
/// </remarks>
/// <param name="Weight">The weight; 10 by default, as the paper has it for digits beside a squared error summed over the pixels.</param>
public sealed record MmdSpec(double Weight = 10) : LayerSpec
{
    /// <inheritdoc/>
    public override Layer Build(Shape input) => new Mmd(input, Weight);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    public override IEnumerable<SpecProblem> Validate(Shape input, string path) => Problem.NotNegative($"{path}.weight", Weight);

    /// <inheritdoc/>
    public override LayerDescription Describe() => new(string.Create(CultureInfo.InvariantCulture, $"mmd {Weight}"), LayerRole.Penalty);
}
