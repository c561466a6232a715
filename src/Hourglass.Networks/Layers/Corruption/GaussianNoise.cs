using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Adds normal noise to every feature in training.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>Y = clamp(X + deviation z, minimum, maximum)</c>, z from the standard normal distribution.</para>
/// <para><b>Gradient</b> <c>dX = dY</c> where Y lies between the bounds, 0 at them. docs/math/corruption.md</para>
/// </remarks>
/// <param name="shape">The shape of one sample.</param>
/// <param name="deviation">The standard deviation.</param>
/// <param name="minimum">The lower bound; negative infinity where there is none.</param>
/// <param name="maximum">The upper bound; infinity where there is none.</param>
public sealed class GaussianNoise(
    Shape shape, double deviation, double minimum = double.NegativeInfinity, double maximum = double.PositiveInfinity) : CorruptionLayer(shape)
{
    /// <inheritdoc/>
    protected override void Corrupt(in LayerPass pass) => NoiseKernel.AddNormal(
        pass.Key, pass.FirstSample, (float)deviation, (float)minimum, (float)maximum, pass.X, pass.Y, pass.Workers);

    /// <inheritdoc/>
    protected override void CorruptGradient(in LayerPass pass) =>
        NoiseKernel.AddNormalBackward((float)minimum, (float)maximum, pass.Y, pass.Dy, pass.Dx, pass.Workers);
}
