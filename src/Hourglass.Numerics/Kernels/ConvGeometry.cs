namespace Hourglass.Numerics;

/// <summary>The sizes of a two-dimensional convolution and where its weights lie.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>y[i] = sum over taps k of w[k] * x[i * stride + k * dilation - pad]</c> along both axes and all input channels;
/// places outside the input count as zero. The transposed convolution is the same sum read backwards, from the output's shape to the
/// input's.</para>
/// <para><b>Shapes</b> A weight is stored in panels of 16 output channels, <c>[output / 16][ky][kx][input][output % 16]</c>: in a batch the
/// taps of a kernel row and their channels are one contiguous run of rows, so a convolution is a product whose operands lie in as
/// many runs as the kernel has rows. Outputs past the last are padding and stay zero.</para>
/// </remarks>
/// <param name="Input">The shape that the convolution reads.</param>
/// <param name="Output">The shape that it writes.</param>
/// <param name="KernelHeight">Rows of the kernel.</param>
/// <param name="KernelWidth">Columns of the kernel.</param>
/// <param name="Stride">Places of the input from one output to the next, along both axes.</param>
/// <param name="Dilation">Places of the input from one tap to the next, along both axes.</param>
/// <param name="PadTop">Rows of zeros above the input.</param>
/// <param name="PadLeft">Columns of zeros left of the input.</param>
public readonly record struct ConvGeometry(
    Shape Input, Shape Output, int KernelHeight, int KernelWidth, int Stride, int Dilation, int PadTop, int PadLeft)
{
    /// <summary>Gets the number of taps of the kernel.</summary>
    public int Taps => checked(KernelHeight * KernelWidth);

    /// <summary>Gets the number of panels of 16 output channels.</summary>
    public int OutputPanels => PanelsFor(Output.Channels);

    /// <summary>Gets the number of floats of a weight, padding included.</summary>
    public int WeightLength => checked(OutputPanels * DenseGeometry.OutputPanel * Taps * Input.Channels);

    /// <summary>Gets the number of floats of the copy of a weight that the transposed convolution reads.</summary>
    public int TransposedLength => checked(PanelsFor(Input.Channels) * DenseGeometry.OutputPanel * Taps * Output.Channels);

    /// <summary>Gets the number of floats that one panel of samples needs to compute its weight gradient.</summary>
    public int GradientLength => checked(WeightLength + DeltaLength);

    /// <summary>Gets whether the outputs are too few to fill vectors with.</summary>
    internal bool HasFewOutputs => Output.Channels <= ConvDotGradient.MostOutputs;

    /// <summary>Gets the floats of one row of the output with the channels of a panel innermost, or of one row of zeros.</summary>
    internal int DeltaLength => HasFewOutputs ? Tensor.PanelWidth : checked(Output.Width * DeltaStep);

    /// <summary>Gets the floats of one place in such a row.</summary>
    internal int DeltaStep => OutputPanels * DenseGeometry.OutputPanel * Tensor.PanelWidth;

    internal ConvAxis Rows => new(Input.Height, Output.Height, KernelHeight, Stride, Dilation, PadTop);

    internal ConvAxis Columns => new(Input.Width, Output.Width, KernelWidth, Stride, Dilation, PadLeft);

    /// <summary>Gets the place of one weight.</summary>
    /// <param name="output">The output channel.</param>
    /// <param name="tap">The tap, row by row of the kernel.</param>
    /// <param name="input">The input channel.</param>
    public int IndexOf(int output, int tap, int input) =>
        new DenseGeometry(Taps * Input.Channels, Output.Channels).IndexOf(output, (tap * Input.Channels) + input);

    /// <summary>Counts the panels of 16 that hold a number of channels.</summary>
    /// <param name="channels">The number of channels.</param>
    public static int PanelsFor(int channels) => DenseKernel.CeilingDivide(channels, DenseGeometry.OutputPanel);
}
