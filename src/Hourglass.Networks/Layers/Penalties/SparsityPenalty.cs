using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Pulls the mean activation of each unit towards a target and passes the activations on unchanged.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>Y = X</c>; the penalty is the sum over units of <c>weight KL(target || mean)</c>, the divergence of two coins, the mean
/// taken over the samples of the batch and clamped to [1e-7, 1 - 1e-7].</para>
/// <para><b>Shapes</b> Activations in (0, 1), as a sigmoid gives them.</para>
/// <para><b>Gradient</b> <c>dX = dY + weight ((1 - target) / (1 - mean) - target / mean) / samples</c>. docs/math/penalties.md</para>
/// <para><b>Memory</b> One number per unit; the mean needs the whole batch.</para>
/// <para><b>Source</b> Ng, Sparse Autoencoder, CS294A lecture notes, 2011.</para>
/// </remarks>
/// <param name="shape">The shape of one sample.</param>
/// <param name="target">The mean activation that costs nothing.</param>
/// <param name="weight">The factor of the divergence.</param>
public sealed class SparsityPenalty(Shape shape, double target, double weight) : Layer(shape, shape)
{
    private const double Smallest = 1e-7;

    /// <inheritdoc/>
    public override bool HasPenalty => true;

    /// <inheritdoc/>
    public override bool NeedsWholeBatch => true;

    /// <inheritdoc/>
    public override int SavedPerPanel => (Input.Size + 15) / 16 * 16;

    /// <inheritdoc/>
    public override void Forward(in LayerPass pass)
    {
        pass.X.Span.CopyTo(pass.Y.Span);
        if (pass.Penalties.IsEmpty) return;
        ActivityKernel.Means(pass.X, pass.Saved, pass.Workers);
        Span<double> penalties = pass.Penalties.Span;
        penalties.Clear();
        penalties[0] = weight * Divergence(pass.Saved.Span[..Input.Size], pass.Samples);
    }

    /// <inheritdoc/>
    public override void BackwardInput(in LayerPass pass)
    {
        if (pass.NeedsDx) ActivityKernel.AddToFeatures(pass.Saved, pass.Dy, pass.Dx, pass.Workers);
    }

    /// <summary>Sums the divergences and replaces each mean by the slope that backward adds.</summary>
    private double Divergence(Span<float> means, int samples)
    {
        double sum = 0;
        foreach (ref float unit in means)
        {
            double mean = Math.Clamp(unit, Smallest, 1 - Smallest);
            sum += (target * Math.Log(target / mean)) + ((1 - target) * Math.Log((1 - target) / (1 - mean)));
            unit = (float)(weight / samples * (((1 - target) / (1 - mean)) - (target / mean)));
        }

        return sum;
    }
}
