namespace Hourglass.Numerics;

/// <summary>Two-dimensional convolutions of batches in panels, forwards and backwards.</summary>
/// <remarks>
/// <para>A transposed convolution has no kernels of its own: its forward pass is <see cref="ConvolveTransposed"/>, its input gradient
/// <see cref="Convolve"/>, and the weight gradient is the same function of the two sides.</para>
/// <para><b>Determinism</b> Same bits for any number of workers: each element is one ordered sum, and a weight gradient is computed for
/// each panel of samples and added up in their order.</para>
/// </remarks>
public static class ConvKernel
{
    /// <summary>Computes <c>Y = f(W * X + b)</c>.</summary>
    /// <param name="geometry">The sizes.</param>
    /// <param name="x">The convolution's input.</param>
    /// <param name="weight">The stored weight, see <see cref="ConvGeometry"/>.</param>
    /// <param name="bias">One number per output channel, or an empty range.</param>
    /// <param name="activation">f, elementwise.</param>
    /// <param name="y">The convolution's output; overwritten.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">A size differs from the geometry's.</exception>
    public static unsafe void Convolve(
        ConvGeometry geometry, Tensor x, BufferRange weight, BufferRange bias, ActivationKind activation, Tensor y, Workers workers)
    {
        CheckSizes(geometry, x, y, nameof(x));
        CheckLength(weight, geometry.WeightLength, nameof(weight));
        if (bias.Length != 0) CheckLength(bias, geometry.Output.Channels, nameof(bias));
        ConvolveJob job = new()
        {
            Geometry = geometry,
            X = x.Pointer,
            Weight = weight.Pointer,
            Bias = bias.Pointer,
            Activation = activation,
            Y = y.Pointer,
        };
        workers.ForVectors(geometry.Output.Height * x.Panels, 1, job);
        KeepAlive(x, y, weight, bias);
    }

    /// <summary>Computes <c>X = f(W' * Y + b)</c>, the transposed convolution.</summary>
    /// <param name="geometry">The sizes of the convolution.</param>
    /// <param name="y">What is read: the convolution's output.</param>
    /// <param name="transposed">The weight as <see cref="TransposeWeight"/> copies it.</param>
    /// <param name="bias">One number per input channel of the convolution, or an empty range.</param>
    /// <param name="activation">f, elementwise.</param>
    /// <param name="x">What is written: the convolution's input; overwritten.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">A size differs from the geometry's.</exception>
    public static unsafe void ConvolveTransposed(
        ConvGeometry geometry, Tensor y, BufferRange transposed, BufferRange bias, ActivationKind activation, Tensor x, Workers workers)
    {
        CheckSizes(geometry, x, y, nameof(y));
        CheckLength(transposed, geometry.TransposedLength, nameof(transposed));
        if (bias.Length != 0) CheckLength(bias, geometry.Input.Channels, nameof(bias));
        ConvolveTransposedJob job = new()
        {
            Geometry = geometry,
            X = y.Pointer,
            Weight = transposed.Pointer,
            Bias = bias.Pointer,
            Activation = activation,
            Y = x.Pointer,
        };
        workers.ForVectors(geometry.Input.Height * y.Panels, 1, job);
        KeepAlive(x, y, transposed, bias);
    }

    /// <summary>Copies a weight into the order in which <see cref="ConvolveTransposed"/> reads it.</summary>
    /// <param name="geometry">The sizes.</param>
    /// <param name="weight">The stored weight.</param>
    /// <param name="transposed">Receives <see cref="ConvGeometry.TransposedLength"/> floats.</param>
    /// <exception cref="ArgumentException">A range is too short.</exception>
    public static unsafe void TransposeWeight(ConvGeometry geometry, BufferRange weight, BufferRange transposed)
    {
        CheckLength(weight, geometry.WeightLength, nameof(weight));
        CheckLength(transposed, geometry.TransposedLength, nameof(transposed));
        new ConvTransposition { Geometry = geometry, Weight = weight.Pointer, Transposed = transposed.Pointer }.Run();
        GC.KeepAlive(weight.Buffer);
        GC.KeepAlive(transposed.Buffer);
    }

    /// <summary>Turns the gradient of an output into that of the sums before the activation, and sums each channel.</summary>
    /// <remarks><b>Computes</b> <c>dZ = dY * f'</c> in place, and for each panel of samples the sum of each channel of dZ.</remarks>
    /// <param name="activation">f, or linear where <paramref name="dy"/> is dZ already.</param>
    /// <param name="y">The output.</param>
    /// <param name="dy">The gradient of the output; becomes dZ.</param>
    /// <param name="sums">Receives one number per channel for each panel, padded to whole panels of 16 channels with zeros.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static unsafe void OutputGradient(ActivationKind activation, Tensor y, Tensor dy, PanelParts sums, Workers workers)
    {
        if (y.Shape != dy.Shape || y.Columns != dy.Columns)
            Throw.Argument(nameof(dy), $"Received {dy.Columns} samples of {dy.Shape}, expected {y.Columns} of {y.Shape}.");
        sums.Check(dy.Panels, ConvGeometry.PanelsFor(dy.Shape.Channels) * DenseGeometry.OutputPanel, nameof(sums));
        ConvOutputGradientJob job = new()
        {
            Shape = dy.Shape,
            Activation = activation,
            Y = y.Pointer,
            Dy = dy.Pointer,
            Sums = sums.Pointer,
            SumsPanel = sums.Stride,
        };
        workers.ForVectors(dy.Panels, 1, job);
        KeepAlive(y, dy, sums.Memory, sums.Memory);
    }

    /// <summary>Computes the weight gradient of each panel of samples.</summary>
    /// <param name="geometry">The sizes.</param>
    /// <param name="input">The convolution's input; in a transposed convolution the gradient of what it writes.</param>
    /// <param name="output">The gradient of the convolution's output; in a transposed convolution what it reads.</param>
    /// <param name="gradients">Receives a gradient in the layout of the weight for each panel; each has room for
    /// <see cref="ConvGeometry.GradientLength"/> floats.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">A size differs from the geometry's.</exception>
    public static unsafe void WeightGradients(ConvGeometry geometry, Tensor input, Tensor output, PanelParts gradients, Workers workers)
    {
        CheckSizes(geometry, input, output, nameof(input));
        gradients.Check(input.Panels, geometry.GradientLength, nameof(gradients));
        ConvWeightGradientJob job = new()
        {
            Geometry = geometry,
            Input = input.Pointer,
            Output = output.Pointer,
            Gradients = gradients.Pointer,
            GradientsPanel = gradients.Stride,
        };
        workers.ForVectors(input.Panels, 1, job);
        KeepAlive(input, output, gradients.Memory, gradients.Memory);
    }

    private static void CheckSizes(ConvGeometry geometry, Tensor input, Tensor output, string parameter)
    {
        if (input.Rows != geometry.Input.Size || output.Rows != geometry.Output.Size || input.Columns != output.Columns)
            Throw.Argument(parameter, $"Received {input.Columns} samples of {input.Shape} and {output.Columns} of {output.Shape}, expected {geometry.Input} and {geometry.Output} and equal numbers.");
    }

    private static void CheckLength(BufferRange range, int least, string parameter)
    {
        if (range.Length < least) Throw.Argument(parameter, $"Received {range.Length} floats, expected {least} or more.");
    }

    private static void KeepAlive(Tensor a, Tensor b, BufferRange c, BufferRange d)
    {
        GC.KeepAlive(a.Buffer);
        GC.KeepAlive(b.Buffer);
        GC.KeepAlive(c.Buffer);
        GC.KeepAlive(d.Buffer);
    }
}
