using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Sets a share of the features to 0 or to 1 in training, with equal odds.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>Y = 0</c> where a uniform number is below half of <c>share</c>, <c>Y = 1</c> where it is in the other half,
/// <c>Y = X</c> elsewhere.</para>
/// <para><b>Gradient</b> <c>dX = dY</c> where the feature stayed, 0 elsewhere. docs/math/corruption.md</para>
/// </remarks>
/// <param name="shape">The shape of one sample.</param>
/// <param name="share">The share that is replaced.</param>
public sealed class SaltAndPepper(Shape shape, double share) : CorruptionLayer(shape)
{
    /// <inheritdoc/>
    protected override void Corrupt(in LayerPass pass) =>
        NoiseKernel.Replace(pass.Key, pass.FirstSample, (float)share, pass.X, pass.Y, pass.Workers);

    /// <inheritdoc/>
    protected override void CorruptGradient(in LayerPass pass) =>
        NoiseKernel.Mask(pass.Key, pass.FirstSample, (float)share, 1, pass.Dy, pass.Dx, pass.Workers);
}
