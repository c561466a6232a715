using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Blurs images with a Gaussian in training.</summary>
/// <remarks>
/// <para><b>Computes</b> A weighted mean along rows, then along columns; pixels beyond the border are those at the border. Each image draws its
/// strength between <c>least</c> and <c>sigma</c>.</para>
/// <para><b>Gradient</b> The transposed map. docs/math/corruption.md</para>
/// <para><b>Memory</b> A copy of the images between the two directions.</para>
/// </remarks>
/// <param name="shape">The shape of one image.</param>
/// <param name="sigma">The largest strength in pixels.</param>
/// <param name="least">The smallest strength in pixels.</param>
public sealed class Blur(Shape shape, double sigma, double least) : CorruptionLayer(shape)
{
    /// <inheritdoc/>
    public override int SavedPerPanel => Tensor.LengthOf(Input, 1);

    /// <inheritdoc/>
    protected override void Corrupt(in LayerPass pass) => Run(pass, pass.X, pass.Y, transposed: false);

    /// <inheritdoc/>
    protected override void CorruptGradient(in LayerPass pass) => Run(pass, pass.Dy, pass.Dx, transposed: true);

    private void Run(in LayerPass pass, Tensor from, Tensor to, bool transposed) =>
        BlurKernel.Run(pass.Key, pass.FirstSample, least, sigma, transposed, from, to, pass.Saved, pass.Workers);
}
