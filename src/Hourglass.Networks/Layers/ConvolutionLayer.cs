using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>What a convolution and its transpose share: weight, bias and their gradients.</summary>
/// <remarks>
/// <para><b>Memory</b> A copy of the weight in the order of the transposed pass, computed once per step; scratch for a weight gradient and
/// the sums of the bias per panel of 32 samples.</para>
/// <para><b>Determinism</b> Same bits for any number of workers: each panel has a gradient of its own, and they are added up in order.</para>
/// </remarks>
public abstract class ConvolutionLayer : Layer
{
    private protected const int Weight = 0, Bias = 1;

    private readonly InitializerSpec _initializer;
    private readonly bool _isTransposed;

    private protected ConvolutionLayer(
        ConvGeometry geometry, bool isTransposed, ActivationKind activation, InitializerSpec? initializer, bool bias)
        : base(isTransposed ? geometry.Output : geometry.Input, isTransposed ? geometry.Input : geometry.Output)
    {
        if (activation == ActivationKind.Softmax)
            throw new ArgumentException("Received softmax, expected a function of one feature; add an activation layer.", nameof(activation));
        Geometry = geometry;
        _isTransposed = isTransposed;
        _initializer = initializer ?? new InitializerSpec();
        Activation = activation;
        ParameterInfo weight = new(
            "weight",
            ParameterKind.Weight,
            [Output.Channels, geometry.KernelHeight, geometry.KernelWidth, Input.Channels],
            geometry.WeightLength);
        Parameters = bias ? [weight, new("bias", ParameterKind.Bias, [Output.Channels], BiasLength)] : [weight];
    }

    /// <summary>Gets the sizes of the convolution.</summary>
    public ConvGeometry Geometry { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterInfo> Parameters { get; }

    /// <inheritdoc/>
    public override ActivationKind Activation { get; }

    /// <inheritdoc/>
    public override int ScratchPerPanel => Geometry.GradientLength + BiasLength;

    /// <inheritdoc/>
    public override int PreparedLength => Geometry.TransposedLength;

    private int BiasLength => ConvGeometry.PanelsFor(Output.Channels) * DenseGeometry.OutputPanel;

    private int Taps => Geometry.Taps;

    /// <inheritdoc/>
    public override void Prepare(in LayerPass pass) => ConvKernel.TransposeWeight(Geometry, pass.Parameters[Weight], pass.Prepared);

    /// <inheritdoc/>
    public override void BackwardParameters(in LayerPass pass)
    {
        Sum(pass, Weight, WeightParts(pass), Geometry.WeightLength);
        if (Parameters.Count > Bias) Sum(pass, Bias, BiasParts(pass), BiasLength);
    }

    /// <inheritdoc/>
    public override void Initialize(int parameter, RandomKey key, Span<float> stored)
    {
        if (parameter != Weight) return;

        // Keras reads the fans off the kernel, whose channels a transposed convolution holds in the convolution's order.
        float[] values = new float[Parameters[Weight].Count];
        Initializer.Fill(_initializer, key, Geometry.Input.Channels * Taps, Geometry.Output.Channels * Taps, values);
        Import(Weight, values, stored);
    }

    /// <inheritdoc/>
    public override void Export(int parameter, ReadOnlySpan<float> stored, Span<float> values)
    {
        if (parameter != Weight)
        {
            base.Export(parameter, stored, values);
            return;
        }

        for (int i = 0; i < values.Length; i++) values[i] = stored[PlaceOf(i)];
    }

    /// <inheritdoc/>
    public override void Import(int parameter, ReadOnlySpan<float> values, Span<float> stored)
    {
        if (parameter != Weight)
        {
            base.Import(parameter, values, stored);
            return;
        }

        stored.Clear();
        for (int i = 0; i < values.Length; i++) stored[PlaceOf(i)] = values[i];
    }

    private protected BufferRange BiasOf(in LayerPass pass) => Parameters.Count > Bias ? pass.Parameters[Bias] : default;

    /// <summary>Turns the gradient of the output into that before the activation, and sums it for the bias.</summary>
    private protected void OutputGradient(in LayerPass pass)
    {
        ActivationKind activation = pass.DyIsBeforeActivation ? ActivationKind.Linear : Activation;
        ConvKernel.OutputGradient(activation, pass.Y, pass.Dy, BiasParts(pass), pass.Workers);
    }

    private protected PanelParts WeightParts(in LayerPass pass) => new(pass.Scratch, 0, ScratchPerPanel);

    private PanelParts BiasParts(in LayerPass pass) => new(pass.Scratch, Geometry.GradientLength, ScratchPerPanel);

    private static void Sum(in LayerPass pass, int parameter, PanelParts parts, int length)
    {
        BufferRange gradient = pass.Gradients[parameter];
        if (pass.Sink is null) parts.SumTo(length, gradient, pass.AddGradients, pass.Workers);
        else parts.SumTo(length, pass.SinkScratch, gradient.Offset, pass.Sink, pass.Workers);
    }

    /// <summary>Gets the place in the arena of a value of a file: <c>[output][ky][kx][input]</c> of this layer.</summary>
    private int PlaceOf(int value)
    {
        int input = value % Input.Channels, tap = value / Input.Channels % Taps, output = value / Input.Channels / Taps;
        return _isTransposed ? Geometry.IndexOf(input, tap, output) : Geometry.IndexOf(output, tap, input);
    }
}
