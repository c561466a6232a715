using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Takes the maximum of each window of an image, channel by channel.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>Y[o] = max of X[i] over the cells i of window o</c>.</para>
/// <para><b>Gradient</b> <c>dX[i] = sum of dY[o]</c> over the windows whose first maximum, row by row, is cell i. docs/math/pooling.md</para>
/// <para><b>Memory</b> None: backward finds the maxima again by comparing X with Y.</para>
/// <para><b>Determinism</b> Same bits for any number of workers.</para>
/// </remarks>
/// <param name="geometry">The windows.</param>
public sealed class MaxPool(PoolGeometry geometry) : Layer(geometry.Input, geometry.Output)
{
    /// <inheritdoc/>
    public override void Forward(in LayerPass pass) => PoolKernel.Max(geometry, pass.X, pass.Y, pass.Workers);

    /// <inheritdoc/>
    public override void BackwardInput(in LayerPass pass)
    {
        if (pass.NeedsDx) PoolKernel.MaxGradient(geometry, pass.X, pass.Y, pass.Dy, pass.Dx, pass.Workers);
    }
}
