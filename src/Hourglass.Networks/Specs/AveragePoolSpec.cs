using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Describes the mean over square windows of an image, channel by channel.</summary>
/// <remarks><para><b>Computes</b> The mean of the cells that exist: a window that reaches past the border is divided by its part inside, as in
/// Keras.</para>
/// <para><b>Shapes</b> As those of <see cref="MaxPoolSpec"/>.</para></remarks>
/// <param name="Size">The rows and columns of a window; 2 by default, which halves both sides, as in Keras.</param>
/// <param name="Stride">The cells from one window to the next; <see langword="null"/> for the size, so that windows do not overlap.</param>
/// <param name="Padding">What happens at the border; <see cref="PoolPaddingKind.Valid"/> by default, as in Keras.</param>
public sealed record AveragePoolSpec(int Size = 2, int? Stride = null, PoolPaddingKind Padding = PoolPaddingKind.Valid) : LayerSpec
{
    /// <inheritdoc/>
    public override Layer Build(Shape input) => new AveragePool(PoolWindows.On(input, Size, Stride, Padding));

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => PoolWindows.On(input, Size, Stride, Padding).Output;

    /// <inheritdoc/>
    public override IEnumerable<SpecProblem> Validate(Shape input, string path) => PoolWindows.Validate(input, path, Size, Stride, Padding);

    /// <inheritdoc/>
    public override LayerDescription Describe() => new(PoolWindows.Describe("average pool", Size, Stride, Padding));
}
