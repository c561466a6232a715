using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>The code of a variational autoencoder: dense heads for mean and spread, and a sample of the distribution they describe.</summary>
/// <remarks>The heads start as two dense layers of Keras would, each on its own: Glorot uniform, biases zero. A deviation then starts near 1
/// (<see cref="GaussianHead.Sigma"/>: near 0, of either sign). docs/math/gaussian-latent.md</remarks>
/// <param name="input">The shape of one input sample.</param>
/// <param name="spec">The description.</param>
public sealed class GaussianLatent(Shape input, GaussianLatentSpec spec) : CompositeLayer(
    new LayerPart("heads", new Linear(input, 2 * spec.Units, initializer: HeadStart(input, spec.Units))),
    new LayerPart("sample", new GaussianSample(spec)))
{
    /// <summary>Gets the description.</summary>
    public GaussianLatentSpec Spec { get; } = spec;

    /// <summary>Gets the layer that computes the means and then the spreads of all units.</summary>
    public Layer Heads => Parts[0].Layer;

    /// <summary>Glorot's limit of one head: both together would seem twice as wide.</summary>
    private static InitializerSpec HeadStart(Shape input, int units) => InitializerSpec.Uniform(Math.Sqrt(6.0 / (input.Size + units)));
}

/// <summary>Draws a code from the distribution that its heads describe.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>z = mean + sigma * eps</c>, eps by sample in the batch and unit; in inference <c>z = mean</c>. The share of the
/// loss is <c>beta / samples * sum of max(freeBits, KL)</c>, over the units for the reduction <c>mean</c>. Under importance weighting there is
/// no such share, but the logarithm of <c>p(z) / q(z | x)</c> for each code.</para>
/// <para><b>Shapes</b> X: 2 units x batch, means first; Y: units x batch.</para>
/// <para><b>Gradient</b> <c>dmean = dz + w mean</c>, <c>dlogvar = (dz eps sigma + w (sigma^2 - 1)) / 2</c>. docs/math/gaussian-latent.md,
/// docs/math/importance-weighting.md</para>
/// <para><b>Memory</b> eps, from forward to backward.</para>
/// <para><b>Determinism</b> Same bits for any number of workers.</para>
/// </remarks>
/// <param name="spec">The description.</param>
internal sealed class GaussianSample(GaussianLatentSpec spec) : Layer(new Shape(2 * spec.Units), new Shape(spec.Units))
{
    /// <inheritdoc/>
    public override bool HasPenalty => spec.Samples is null;

    /// <inheritdoc/>
    public override int ImportanceSamples => spec.Samples ?? 0;

    /// <inheritdoc/>
    public override int SavedPerPanel => spec.Units * Tensor.PanelWidth;

    private float FreeNats => (float)spec.FreeBits;

    /// <inheritdoc/>
    public override void Forward(in LayerPass pass)
    {
        if (pass.Mode == PassMode.Inference)
        {
            TakeMeans(pass.X, pass.Y);
            return;
        }

        Tensor noise = Noise(pass);
        Span<double> penalties = pass.Penalties.Span;
        NoiseKernel.FillNormal(pass.Key, pass.FirstSample, noise, pass.Workers);
        GaussianKernel.Sample(spec.Head, pass.X, noise, FreeNats, pass.Y, penalties, pass.Workers);
        if (spec.Samples is not null) GaussianKernel.LogRatios(spec.Head, pass.X, noise, pass.Y, pass.LogRatios, pass.Workers);
        double weight = Weight(pass);
        for (int i = 0; i < penalties.Length; i++) penalties[i] *= weight;
    }

    /// <inheritdoc/>
    public override void BackwardInput(in LayerPass pass)
    {
        if (!pass.NeedsDx) return;
        if (spec.Samples is null)
            GaussianKernel.Backward(spec.Head, pass.X, Noise(pass), pass.Dy, (float)Weight(pass), FreeNats, pass.Dx, pass.Workers);
        else
            GaussianKernel.BackwardRatios(spec.Head, pass.X, Noise(pass), pass.Y, pass.Dy, pass.ColumnWeights, pass.Dx, pass.Workers);
    }

    private Tensor Noise(in LayerPass pass) => pass.Saved.AsTensor(Output, pass.X.Columns);

    private static void TakeMeans(Tensor heads, Tensor code)
    {
        for (int panel = 0; panel < code.Panels; panel++)
            heads.Span.Slice(panel * heads.PanelLength, code.PanelLength).CopyTo(code.Span[(panel * code.PanelLength)..]);
    }

    /// <summary>The weight of the divergence of one unit and sample.</summary>
    private double Weight(in LayerPass pass)
    {
        double warm = pass.Step >= spec.WarmUp ? 1 : (pass.Step + 1.0) / spec.WarmUp;
        return spec.Beta * warm / (spec.Reduction == LossReduction.Mean ? (double)pass.Samples * spec.Units : pass.Samples);
    }
}
