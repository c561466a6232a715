using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Takes the mean of each window of an image, channel by channel, over the cells that exist.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>Y[o] = sum of X[i] / n[o]</c> over the n[o] cells i of window o.</para>
/// <para><b>Gradient</b> <c>dX[i] = sum of dY[o] / n[o]</c> over the windows o that hold cell i. docs/math/pooling.md</para>
/// <para><b>Determinism</b> Same bits for any number of workers.</para>
/// </remarks>
/// <param name="geometry">The windows.</param>
public sealed class AveragePool(PoolGeometry geometry) : Layer(geometry.Input, geometry.Output)
{
    /// <inheritdoc/>
    public override void Forward(in LayerPass pass) => PoolKernel.Gather(geometry, mean: true, pass.X, pass.Y, pass.Workers);

    /// <inheritdoc/>
    public override void BackwardInput(in LayerPass pass)
    {
        if (pass.NeedsDx) PoolKernel.Spread(geometry, mean: true, pass.Dy, pass.Dx, pass.Workers);
    }
}
