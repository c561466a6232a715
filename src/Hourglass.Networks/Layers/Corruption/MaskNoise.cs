using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Sets a share of the features to zero in training.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>Y = 0</c> where a uniform number is below <c>drop</c>, <c>Y = X</c> elsewhere. What stays is not scaled.</para>
/// <para><b>Gradient</b> <c>dX = dY</c> where the feature stayed, 0 elsewhere. docs/math/corruption.md</para>
/// </remarks>
/// <param name="shape">The shape of one sample.</param>
/// <param name="drop">The share that becomes zero.</param>
public sealed class MaskNoise(Shape shape, double drop) : CorruptionLayer(shape)
{
    /// <inheritdoc/>
    protected override void Corrupt(in LayerPass pass) => Mask(pass, pass.X, pass.Y);

    /// <inheritdoc/>
    protected override void CorruptGradient(in LayerPass pass) => Mask(pass, pass.Dy, pass.Dx);

    private void Mask(in LayerPass pass, Tensor from, Tensor to) =>
        NoiseKernel.Mask(pass.Key, pass.FirstSample, (float)drop, 1, from, to, pass.Workers);
}
