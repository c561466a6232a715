using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Describes the maximum over square windows of an image, channel by channel.</summary>
/// <remarks><para><b>Shapes</b> With <see cref="PoolPaddingKind.Valid"/> a side of n cells becomes <c>1 + floor((n - size) / stride)</c>, with
/// <see cref="PoolPaddingKind.Same"/> <c>ceil(n / stride)</c>.</para></remarks>
/// <param name="Size">The rows and columns of a window; 2 by default, which halves both sides, as in Keras.</param>
/// <param name="Stride">The cells from one window to the next; <see langword="null"/> for the size, so that windows do not overlap.</param>
/// <param name="Padding">What happens at the border; <see cref="PoolPaddingKind.Valid"/> by default, as in Keras.</param>
public sealed record MaxPoolSpec(int Size = 2, int? Stride = null, PoolPaddingKind Padding = PoolPaddingKind.Valid) : LayerSpec
{
    /// <inheritdoc/>
    public override Layer Build(Shape input) => new MaxPool(PoolWindows.On(input, Size, Stride, Padding));

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => PoolWindows.On(input, Size, Stride, Padding).Output;

    /// <inheritdoc/>
    public override IEnumerable<SpecProblem> Validate(Shape input, string path) => PoolWindows.Validate(input, path, Size, Stride, Padding);

    /// <inheritdoc/>
    public override LayerDescription Describe() => new(PoolWindows.Describe("max pool", Size, Stride, Padding));
}
