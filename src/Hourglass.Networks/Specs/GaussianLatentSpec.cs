using System.Globalization;
using System.Text.Json.Serialization;
using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Describes the code of a variational autoencoder: each unit is a normal distribution from which the code is drawn.</summary>
/// <remarks>
/// <para><b>Computes</b> Two dense heads give mean and spread of each unit; <c>z = mean + sigma * eps</c> with eps from N(0, 1) in training
/// and where the loss is measured, <c>z = mean</c> where the network is used. The loss gains <c>beta KL(N(mean, sigma^2) || N(0, 1))</c>.
/// docs/math/gaussian-latent.md</para>
/// <para>With <paramref name="Samples"/> several codes of each sample are drawn and weighed by importance: the loss is
/// <c>-log(mean of p(x | z) p(z) / q(z | x))</c>, a tighter bound. docs/math/importance-weighting.md</para>
/// <para><b>Shapes</b> The input of any shape is read flat; the output is a vector of <paramref name="Units"/>.</para>
/// <para><b>Units</b> The divergence is in nats. It balances a reconstruction loss with the reduction <c>sum</c>; beside a mean over 784
/// pixels it weighs 784 times too much and the code collapses.</para>
/// <para><b>Source</b> Kingma and Welling, Auto-Encoding Variational Bayes, 2013; beta: Higgins et al. 2017; free bits: Kingma et al.,
/// Improved Variational Inference with Inverse Autoregressive Flow, 2016; samples: Burda et al., Importance Weighted Autoencoders, 2016.</para>
/// </remarks>
/// <param name="Units">The numbers of the code; 1 or more.</param>
/// <param name="Head">What the second head gives; the logarithm of the variance by default, as in most of the literature.</param>
/// <param name="Beta">The weight of the divergence; 1 by default, which makes the loss a bound of the likelihood. More disentangles.</param>
/// <param name="Reduction">Whether the divergences of the units are summed, as the bound has it and the default is, or averaged.</param>
/// <param name="WarmUp">The training steps over which the weight grows from nearly 0 to beta; 0, none, by default.</param>
/// <param name="FreeBits">The nats per unit and sample below which the divergence costs a constant and has no gradient, so that units are
/// not switched off early; 0, none, by default.</param>
/// <param name="Samples">The codes that training draws of each sample and weighs by importance, a divisor of 32, for a loss with the
/// reduction <c>sum</c>; null, the default, for one code and the divergence in closed form.</param>
public sealed record GaussianLatentSpec(
    int Units,
    [property: JsonConverter(typeof(SpecEnumConverter<GaussianHead>))] GaussianHead Head = GaussianHead.LogVariance,
    double Beta = 1,
    LossReduction Reduction = LossReduction.Sum,
    int WarmUp = 0,
    double FreeBits = 0,
    int? Samples = null) : LayerSpec
{
    /// <inheritdoc/>
    public override Layer Build(Shape input) => new GaussianLatent(input, this);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => new(Units);

    /// <inheritdoc/>
    public override long ParameterCount(Shape input) => 2L * Units * (input.Size + 1);

    /// <inheritdoc/>
    public override IEnumerable<SpecProblem> Validate(Shape input, string path)
    {
        if (Units < 1) yield return Problem.Range($"{path}.units", Units, Phrase.Of("1 or more"));
        if (Units > SpecLimits.Features / 2) yield return Problem.Range($"{path}.units", Units, Phrase.Of($"at most {Problem.Text(SpecLimits.Features / 2)}"));
        foreach (SpecProblem problem in Problem.Enum($"{path}.head", Head)) yield return problem;
        foreach (SpecProblem problem in Problem.NotNegative($"{path}.beta", Beta)) yield return problem;
        foreach (SpecProblem problem in Problem.Enum($"{path}.reduction", Reduction)) yield return problem;
        foreach (SpecProblem problem in Problem.AtLeast($"{path}.warmUp", WarmUp, 0)) yield return problem;
        foreach (SpecProblem problem in Problem.NotNegative($"{path}.freeBits", FreeBits)) yield return problem;
        foreach (SpecProblem problem in ValidateSamples(path)) yield return problem;
    }

    /// <inheritdoc/>
    public override LayerDescription Describe() => new(
        Samples is { } samples
            ? string.Create(CultureInfo.InvariantCulture, $"gaussian latent {Units}, {samples} {(samples == 1 ? "sample" : "samples")} weighed")
            : string.Create(CultureInfo.InvariantCulture, $"gaussian latent {Units}, beta {Beta}"),
        LayerRole.Latent);

    /// <summary>The codes of a sample stay in one panel; and what is weighed is no divergence that one could weigh once more.</summary>
    private IEnumerable<SpecProblem> ValidateSamples(string path)
    {
        if (Samples is not { } samples) yield break;
        if (samples < 1 || Tensor.PanelWidth % samples != 0) yield return Problem.Range($"{path}.samples", samples, Phrase.Of("1, 2, 4, 8, 16 or 32"));
        if (Beta != 1) yield return Problem.Range($"{path}.beta", Beta, Weighing(1));
        if (Reduction != LossReduction.Sum) yield return new($"{path}.reduction", Phrase.Of($"received '{SpecNames.Of(Reduction)}', expected 'sum' with 'samples', which weigh codes as the bound has it."));
        if (WarmUp != 0) yield return Problem.Range($"{path}.warmUp", WarmUp, Weighing(0));
        if (FreeBits != 0) yield return Problem.Range($"{path}.freeBits", FreeBits, Weighing(0));
    }

    private static string Weighing(int expected) => Phrase.Of($"{expected} with 'samples', which weigh codes as the bound has it");
}
