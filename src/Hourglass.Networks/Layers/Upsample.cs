using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Enlarges an image by whole factors.</summary>
/// <remarks>
/// <para><b>Computes</b> Nearest: <c>Y[o] = X[o / factor]</c>, rounded down. Bilinear: the two neighbours of <c>(o + 1/2) / factor - 1/2</c> along each
/// side, weighed by nearness.</para>
/// <para><b>Gradient</b> The adjoint, with the weights of the forward pass. docs/math/upsampling.md</para>
/// <para><b>Determinism</b> Same bits for any number of workers.</para>
/// </remarks>
/// <param name="input">The shape of one input sample.</param>
/// <param name="factorY">How many times more rows; 1 or more.</param>
/// <param name="factorX">How many times more columns; 1 or more.</param>
/// <param name="interpolation">How the image is filled.</param>
public sealed class Upsample(Shape input, int factorY, int factorX, UpsampleKind interpolation)
    : Layer(input, new Shape(input.Channels, input.Height * factorY, input.Width * factorX))
{
    /// <summary>Each cell of the input is a window of the output.</summary>
    private readonly PoolGeometry _copies = new(
        input.Channels,
        new PoolAxis(input.Height * factorY, factorY, factorY, Same: false),
        new PoolAxis(input.Width * factorX, factorX, factorX, Same: false));

    /// <inheritdoc/>
    public override void Forward(in LayerPass pass)
    {
        if (interpolation == UpsampleKind.Nearest) PoolKernel.Spread(_copies, mean: false, pass.X, pass.Y, pass.Workers);
        else BilinearKernel.Enlarge(factorY, factorX, pass.X, pass.Y, pass.Workers);
    }

    /// <inheritdoc/>
    public override void BackwardInput(in LayerPass pass)
    {
        if (!pass.NeedsDx) return;
        if (interpolation == UpsampleKind.Nearest) PoolKernel.Gather(_copies, mean: false, pass.Dy, pass.Dx, pass.Workers);
        else BilinearKernel.Adjoint(factorY, factorX, pass.Dy, pass.Dx, pass.Workers);
    }
}
