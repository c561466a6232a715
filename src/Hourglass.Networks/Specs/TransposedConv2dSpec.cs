using System.Text.Json.Serialization;
using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Describes a transposed convolution: each place of the input adds a weighted kernel to the output, which grows by the stride.</summary>
/// <remarks>
/// <para><b>Computes</b> The adjoint of <see cref="Conv2dSpec"/>, a bias and an activation.</para>
/// <para><b>Shapes</b> As in Keras, with s the places that the kernel spans, <c>(kernel - 1) dilation + 1</c>. Without
/// <paramref name="OutputPadding"/> a side of n becomes <c>n stride</c> with <see cref="ConvPaddingKind.Same"/> and
/// <c>(n - 1) stride + max(s, stride)</c> with <see cref="ConvPaddingKind.Valid"/>. With it,
/// <c>(n - 1) stride + s - 2 floor(s / 2) + output padding</c> and <c>(n - 1) stride + s + output padding</c>. Explicit zeros are taken off the
/// output. The weight is <c>[filters, kernel height, kernel width, input channels]</c>.</para>
/// <para><b>Gradient</b> docs/math/convolution.md</para>
/// </remarks>
/// <param name="Filters">The channels of the output; 1 or more.</param>
/// <param name="Kernel">Rows of the kernel, and its columns unless <paramref name="KernelWidth"/> says otherwise; 1 or more.</param>
/// <param name="Stride">Places of the output from one input to the next, along both axes; 1 by default, the size stays.</param>
/// <param name="Dilation">Places from one tap to the next, along both axes; 1 by default, adjoining taps.</param>
/// <param name="Padding">What the convolution pads whose adjoint this is; <see langword="null"/> for <see cref="ConvPaddingKind.Same"/>, so that only the stride
/// changes the size.</param>
/// <param name="Activation">The function applied to each feature; linear by default, so that nothing happens unasked. Softmax is refused.</param>
/// <param name="Initializer">How the weights start; <see langword="null"/> for Glorot uniform, the default of Keras. Biases start at zero.</param>
/// <param name="Bias">Whether each filter has a bias; it does by default.</param>
/// <param name="KernelWidth">Columns of the kernel; <see langword="null"/> for a square one.</param>
/// <param name="OutputPadding">Rows and columns more at the far end, less than the stride; <see langword="null"/> leaves the size to the padding.</param>
public sealed record TransposedConv2dSpec(
    int Filters,
    int Kernel,
    int Stride = 1,
    int Dilation = 1,
    ConvPaddingSpec? Padding = null,
    [property: JsonConverter(typeof(SpecEnumConverter<ActivationKind>))] ActivationKind Activation = ActivationKind.Linear,
    InitializerSpec? Initializer = null,
    bool Bias = true,
    int? KernelWidth = null,
    int? OutputPadding = null) : LayerSpec
{
    private ConvSides Sides => new(Filters, Kernel, KernelWidth ?? Kernel, Stride, Dilation, Padding ?? ConvPaddingSpec.Same);

    /// <inheritdoc/>
    public override Layer Build(Shape input) => new TransposedConvolution2d(Sides.Backwards(input, OutputPadding), Activation, Initializer, Bias);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => Sides.Backwards(input, OutputPadding).Input;

    /// <inheritdoc/>
    public override long ParameterCount(Shape input) => Sides.ParameterCount(input, Bias);

    /// <inheritdoc/>
    public override IEnumerable<SpecProblem> Validate(Shape input, string path) => Sides.Validate(path, Activation, Initializer)
        .Concat(OutputPadding is { } added
            ? Problem.Unless(added >= 0 && added < Math.Max(Stride, 1), $"{path}.outputPadding", added, Phrase.Of("0 or more and less than the stride"))
            : [])
        .Concat(Sides.Fit(path, input, OutputShape(input)));

    /// <inheritdoc/>
    public override LayerDescription Describe() => new($"transposed conv2d {Sides.Describe(Activation)}");
}
