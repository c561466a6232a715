using System.Text.Json.Serialization;
using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Describes a two-dimensional convolution: each filter looks at all channels of a small window, the same at every place.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>y[i, j] = activation(sum over ky, kx, channels of w[ky, kx] x[i stride + ky dilation - top, j stride + kx dilation - left] + b)</c>.</para>
/// <para><b>Shapes</b> With <see cref="ConvPaddingKind.Same"/> a side of n becomes <c>ceil(n / stride)</c>; otherwise
/// <c>1 + floor((n + zeros - (kernel - 1) dilation - 1) / stride)</c>. The weight is <c>[filters, kernel height, kernel width, input channels]</c>.</para>
/// <para><b>Gradient</b> docs/math/convolution.md</para>
/// </remarks>
/// <param name="Filters">The channels of the output; 1 or more.</param>
/// <param name="Kernel">Rows of the kernel, and its columns unless <paramref name="KernelWidth"/> says otherwise; 1 or more.</param>
/// <param name="Stride">Places from one window to the next, along both axes; 1 by default, every place.</param>
/// <param name="Dilation">Places from one tap to the next, along both axes; 1 by default, adjoining taps.</param>
/// <param name="Padding">The zeros around the image; <see langword="null"/> for <see cref="ConvPaddingKind.Same"/>, so that only the stride changes the size.</param>
/// <param name="Activation">The function applied to each feature; linear by default, so that nothing happens unasked. Softmax is refused.</param>
/// <param name="Initializer">How the weights start; <see langword="null"/> for Glorot uniform, the default of Keras. Biases start at zero.</param>
/// <param name="Bias">Whether each filter has a bias; it does by default.</param>
/// <param name="KernelWidth">Columns of the kernel; <see langword="null"/> for a square one.</param>
public sealed record Conv2dSpec(
    int Filters,
    int Kernel,
    int Stride = 1,
    int Dilation = 1,
    ConvPaddingSpec? Padding = null,
    [property: JsonConverter(typeof(SpecEnumConverter<ActivationKind>))] ActivationKind Activation = ActivationKind.Linear,
    InitializerSpec? Initializer = null,
    bool Bias = true,
    int? KernelWidth = null) : LayerSpec
{
    private ConvSides Sides => new(Filters, Kernel, KernelWidth ?? Kernel, Stride, Dilation, Padding ?? ConvPaddingSpec.Same);

    /// <inheritdoc/>
    public override Layer Build(Shape input) => new Convolution2d(Sides.Forwards(input), Activation, Initializer, Bias);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => Sides.Forwards(input).Output;

    /// <inheritdoc/>
    public override long ParameterCount(Shape input) => Sides.ParameterCount(input, Bias);

    /// <inheritdoc/>
    public override IEnumerable<SpecProblem> Validate(Shape input, string path) =>
        Sides.Validate(path, Activation, Initializer).Concat(Sides.Fit(path, input, OutputShape(input)));

    /// <inheritdoc/>
    public override LayerDescription Describe() => new($"conv2d {Sides.Describe(Activation)}");
}
