using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Passes codes on and adds their discrepancy from N(0, 1) to the loss.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>Y = X</c>; the share of the loss is <c>weight * MMD^2</c>. A batch has it as a whole: where the loss is a mean of
/// batches, so is this.</para>
/// <para><b>Gradient</b> <c>dX = dY + weight * dMMD^2 / dX</c>. docs/math/mmd.md</para>
/// <para><b>Memory</b> The samples of N(0, 1), from forward to backward.</para>
/// <para><b>Determinism</b> Same bits for any number of workers.</para>
/// </remarks>
/// <param name="shape">The shape of one code.</param>
/// <param name="weight">The weight; not negative.</param>
public sealed class Mmd(Shape shape, double weight) : Layer(shape, shape)
{
    /// <inheritdoc/>
    public override bool NeedsWholeBatch => true;

    /// <inheritdoc/>
    public override bool HasPenalty => true;

    /// <inheritdoc/>
    public override int SavedPerPanel => Output.Size * Tensor.PanelWidth;

    /// <inheritdoc/>
    public override void Forward(in LayerPass pass)
    {
        pass.X.Span.CopyTo(pass.Y.Span);
        Span<double> penalties = pass.Penalties.Span;
        if (penalties.IsEmpty) return;
        Tensor prior = Prior(pass);
        NoiseKernel.FillNormal(pass.Key, pass.FirstSample, prior, pass.Workers);
        MmdKernel.Forward(pass.X, prior, penalties, pass.Workers);
        for (int i = 0; i < penalties.Length; i++) penalties[i] *= weight;
    }

    /// <inheritdoc/>
    public override void BackwardInput(in LayerPass pass)
    {
        if (pass.NeedsDx) MmdKernel.Backward(pass.X, Prior(pass), pass.Dy, (float)weight, pass.Dx, pass.Workers);
    }

    private Tensor Prior(in LayerPass pass) => pass.Saved.AsTensor(Output, pass.X.Columns);
}
