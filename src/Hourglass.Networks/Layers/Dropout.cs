using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Sets a share of the features to zero in training, and passes them on unchanged at any other time.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>Y = 0</c> where a uniform number is below <c>rate</c>, <c>Y = X / (1 - rate)</c> elsewhere, so that the mean is that of X.</para>
/// <para><b>Gradient</b> <c>dX = dY / (1 - rate)</c> where the feature stayed, 0 elsewhere. docs/math/dropout.md</para>
/// <para><b>Memory</b> None: backward draws the same numbers again.</para>
/// <para><b>Determinism</b> A number depends on the key of the step and the layer, the sample's number in its batch and the feature: same bits for any
/// number of workers.</para>
/// <para><b>Source</b> Srivastava et al., Dropout, JMLR 15, 2014; scaled in training as all libraries do.</para>
/// </remarks>
/// <param name="shape">The shape of one sample.</param>
/// <param name="rate">The share that becomes zero.</param>
public sealed class Dropout(Shape shape, double rate) : Layer(shape, shape)
{
    /// <inheritdoc/>
    public override void Forward(in LayerPass pass) => Thin(pass, pass.X, pass.Y);

    /// <inheritdoc/>
    public override void BackwardInput(in LayerPass pass)
    {
        if (pass.NeedsDx) Thin(pass, pass.Dy, pass.Dx);
    }

    private void Thin(in LayerPass pass, Tensor from, Tensor to)
    {
        if (pass.Mode != PassMode.Training) from.Span.CopyTo(to.Span);
        else NoiseKernel.Mask(pass.Key, pass.FirstSample, (float)rate, (float)(1 / (1 - rate)), from, to, pass.Workers);
    }
}
