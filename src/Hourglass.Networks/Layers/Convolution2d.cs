using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Convolves images with learned kernels, adds a bias for each filter and applies an activation.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>Z = W * X + b, Y = f(Z)</c>.</para>
/// <para><b>Shapes</b> W in files: filters x kernel height x kernel width x input channels.</para>
/// <para><b>Gradient</b> <c>dZ = dY * f'(Z)</c>; dX is the transposed convolution of dZ (overwritten); dW and db sum over places and
/// samples. docs/math/convolution.md</para>
/// </remarks>
/// <param name="geometry">The sizes.</param>
/// <param name="activation">f, a function of one feature. The default is linear.</param>
/// <param name="initializer">How the weight starts; Glorot uniform by default, as in Keras.</param>
/// <param name="bias">Whether there is a bias. The default is yes.</param>
/// <exception cref="ArgumentException">The activation is softmax.</exception>
public sealed class Convolution2d(
    ConvGeometry geometry, ActivationKind activation = ActivationKind.Linear, InitializerSpec? initializer = null, bool bias = true)
    : ConvolutionLayer(geometry, isTransposed: false, activation, initializer, bias)
{
    /// <inheritdoc/>
    public override void Forward(in LayerPass pass) =>
        ConvKernel.Convolve(Geometry, pass.X, pass.Parameters[Weight], BiasOf(pass), Activation, pass.Y, pass.Workers);

    /// <inheritdoc/>
    public override void BackwardInput(in LayerPass pass)
    {
        OutputGradient(pass);
        ConvKernel.WeightGradients(Geometry, pass.X, pass.Dy, WeightParts(pass), pass.Workers);
        if (pass.NeedsDx) ConvKernel.ConvolveTransposed(Geometry, pass.Dy, pass.Prepared, default, ActivationKind.Linear, pass.Dx, pass.Workers);
    }
}
