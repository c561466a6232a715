using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Spreads each place of an image over a window of a larger one: the adjoint of a convolution, with bias and activation.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>Z = W' * X + b, Y = f(Z)</c>, where <c>W *</c> is the convolution from the output's shape to the input's.</para>
/// <para><b>Shapes</b> W in files: filters x kernel height x kernel width x input channels.</para>
/// <para><b>Gradient</b> <c>dZ = dY * f'(Z)</c>; dX is the convolution of dZ (overwritten); dW and db sum over places and samples.
/// docs/math/convolution.md</para>
/// </remarks>
/// <param name="geometry">The sizes of the convolution; this layer reads its output and writes its input.</param>
/// <param name="activation">f, a function of one feature. The default is linear.</param>
/// <param name="initializer">How the weight starts; Glorot uniform by default, as in Keras.</param>
/// <param name="bias">Whether there is a bias. The default is yes.</param>
/// <exception cref="ArgumentException">The activation is softmax.</exception>
public sealed class TransposedConvolution2d(
    ConvGeometry geometry, ActivationKind activation = ActivationKind.Linear, InitializerSpec? initializer = null, bool bias = true)
    : ConvolutionLayer(geometry, isTransposed: true, activation, initializer, bias)
{
    /// <inheritdoc/>
    public override void Forward(in LayerPass pass) =>
        ConvKernel.ConvolveTransposed(Geometry, pass.X, pass.Prepared, BiasOf(pass), Activation, pass.Y, pass.Workers);

    /// <inheritdoc/>
    public override void BackwardInput(in LayerPass pass)
    {
        OutputGradient(pass);
        ConvKernel.WeightGradients(Geometry, pass.Dy, pass.X, WeightParts(pass), pass.Workers);
        if (pass.NeedsDx) ConvKernel.Convolve(Geometry, pass.Dy, pass.Parameters[Weight], default, ActivationKind.Linear, pass.Dx, pass.Workers);
    }
}
