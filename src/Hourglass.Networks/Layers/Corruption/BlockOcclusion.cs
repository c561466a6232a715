using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Covers one block of each image in training, at a random place.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>Y = value</c> inside the block, in all channels, and <c>Y = X</c> elsewhere. Every place at which the block fits is
/// equally likely.</para>
/// <para><b>Gradient</b> <c>dX = 0</c> inside the block, <c>dX = dY</c> elsewhere. docs/math/corruption.md</para>
/// </remarks>
/// <param name="shape">The shape of one image.</param>
/// <param name="height">The rows of the block.</param>
/// <param name="width">The columns of the block.</param>
/// <param name="value">What the block is filled with.</param>
public sealed class BlockOcclusion(Shape shape, int height, int width, double value) : CorruptionLayer(shape)
{
    /// <inheritdoc/>
    protected override void Corrupt(in LayerPass pass) => Cover(pass, (float)value, pass.X, pass.Y);

    /// <inheritdoc/>
    protected override void CorruptGradient(in LayerPass pass) => Cover(pass, 0, pass.Dy, pass.Dx);

    private void Cover(in LayerPass pass, float filling, Tensor from, Tensor to) =>
        OcclusionKernel.Run(pass.Key, pass.FirstSample, height, width, filling, from, to, pass.Workers);
}
