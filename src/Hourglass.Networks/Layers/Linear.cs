using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Multiplies each sample by a weight matrix, adds a bias and applies an activation.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>Z = W X + b, Y = f(Z)</c>.</para>
/// <para><b>Shapes</b> X: inputs x batch, read flat; W: outputs x inputs; b: outputs; Y: outputs x batch.</para>
/// <para><b>Gradient</b> <c>dZ = dY * f'(Z)</c>; <c>dX = W' dZ</c> (overwritten); <c>dW = dZ X'</c>, <c>db = sum over samples of dZ</c>.
/// docs/math/linear.md</para>
/// <para><b>Memory</b> Scratch for dZ transposed and its sums over the samples of each panel.</para>
/// <para><b>Determinism</b> Same bits for any number of workers.</para>
/// </remarks>
public sealed class Linear : Layer
{
    private const int Weight = 0, Bias = 1;

    private readonly DenseGeometry _geometry;
    private readonly InitializerSpec _initializer;
    private readonly bool _hasBias;

    /// <summary>Describes a dense layer.</summary>
    /// <param name="input">The shape of one input sample.</param>
    /// <param name="units">The number of outputs; 1 or more.</param>
    /// <param name="activation">f. The default is linear.</param>
    /// <param name="initializer">How the weight starts; Glorot uniform by default, as in Keras.</param>
    /// <param name="bias">Whether there is a bias. The default is yes.</param>
    public Linear(
        Shape input, int units, ActivationKind activation = ActivationKind.Linear, InitializerSpec? initializer = null, bool bias = true)
        : base(input, new Shape(units))
    {
        _geometry = new DenseGeometry(input.Size, units);
        _initializer = initializer ?? new InitializerSpec();
        _hasBias = bias;
        Activation = activation;
        ParameterInfo weight = new("weight", ParameterKind.Weight, [units, input.Size], _geometry.WeightLength);
        Parameters = bias ? [weight, new("bias", ParameterKind.Bias, [units], _geometry.BiasLength)] : [weight];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterInfo> Parameters { get; }

    /// <inheritdoc/>
    public override ActivationKind Activation { get; }

    /// <inheritdoc/>
    public override int ScratchPerPanel => _geometry.DeltaLength;

    /// <summary>Softmax looks at all features of a sample and runs as a pass of its own.</summary>
    private ActivationKind Elementwise => Activation == ActivationKind.Softmax ? ActivationKind.Linear : Activation;

    /// <inheritdoc/>
    public override void Forward(in LayerPass pass)
    {
        BufferRange bias = _hasBias ? pass.Parameters[Bias] : default;
        DenseKernel.Forward(_geometry, pass.X, pass.Parameters[Weight], bias, Elementwise, pass.Y, pass.Workers);
        if (Activation == ActivationKind.Softmax) Softmax.Forward(pass.Y, pass.Workers);
    }

    /// <inheritdoc/>
    public override void BackwardInput(in LayerPass pass)
    {
        ActivationKind activation = pass.DyIsBeforeActivation ? ActivationKind.Linear : Elementwise;
        if (Activation == ActivationKind.Softmax && !pass.DyIsBeforeActivation) Softmax.Backward(pass.Y, pass.Dy, pass.Workers);

        DenseKernel.OutputGradient(_geometry, activation, pass.Y, pass.Dy, pass.Scratch, pass.Workers);
        if (pass.NeedsDx) DenseKernel.InputGradient(_geometry, pass.Dy, pass.Parameters[Weight], pass.Dx, pass.Workers);
    }

    /// <inheritdoc/>
    public override void BackwardParameters(in LayerPass pass)
    {
        BufferRange gradient = pass.Gradients[Weight];
        if (pass.Sink is null)
            DenseKernel.WeightGradient(_geometry, pass.X, pass.Scratch, gradient, pass.AddGradients, pass.Workers);
        else
            DenseKernel.WeightGradient(_geometry, pass.X, pass.Scratch, pass.SinkScratch, gradient.Offset, pass.Sink, pass.Workers);

        if (!_hasBias) return;
        DenseKernel.BiasGradient(_geometry, pass.Scratch, pass.Gradients[Bias].Span, pass.AddGradients);
        pass.Complete(Bias);
    }

    /// <inheritdoc/>
    public override void Initialize(int parameter, RandomKey key, Span<float> stored)
    {
        if (parameter != Weight) return;
        float[] matrix = new float[_geometry.Outputs * _geometry.Inputs];
        Initializer.Fill(_initializer, key, _geometry.Inputs, _geometry.Outputs, matrix);
        _geometry.FromMatrix(matrix, stored);
    }

    /// <inheritdoc/>
    public override void Export(int parameter, ReadOnlySpan<float> stored, Span<float> values)
    {
        if (parameter == Weight) _geometry.ToMatrix(stored, values);
        else base.Export(parameter, stored, values);
    }

    /// <inheritdoc/>
    public override void Import(int parameter, ReadOnlySpan<float> values, Span<float> stored)
    {
        if (parameter == Weight) _geometry.FromMatrix(values, stored);
        else base.Import(parameter, values, stored);
    }
}
