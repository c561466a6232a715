using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Replaces each vector of the input by the nearest one of a learned codebook.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>y = e_k</c>, k the nearest. The share of the loss is <c>s (1 + commitment) * sum of |x - e_k|^2</c>.</para>
/// <para><b>Shapes</b> X, Y: features x batch; codebook: codes x dimension.</para>
/// <para><b>Gradient</b> <c>dX = dY + 2 s commitment (X - Y)</c>, <c>de_k = 2 s * sum of (e_k - x)</c> over the x that chose it.
/// docs/math/vector-quantizer.md</para>
/// <para><b>Memory</b> The choices, from forward to backward.</para>
/// <para><b>Determinism</b> Same bits for any number of workers.</para>
/// </remarks>
public sealed class VectorQuantizer : Layer
{
    private readonly VectorQuantizerSpec _spec;
    private readonly int _vectors;
    private readonly int _length;

    /// <summary>Describes a quantizer.</summary>
    /// <param name="input">The shape of one sample.</param>
    /// <param name="spec">The description.</param>
    public VectorQuantizer(Shape input, VectorQuantizerSpec spec)
        : base(input, input)
    {
        _spec = spec;
        Dimension = spec.DimensionOf(input);
        _vectors = input.Size / Dimension;
        _length = checked(spec.Codes * Dimension);
        Parameters = [new ParameterInfo("codebook", ParameterKind.Bias, [spec.Codes, Dimension], Padded(_length))];
    }

    /// <summary>Gets the numbers of one vector.</summary>
    public int Dimension { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterInfo> Parameters { get; }

    /// <inheritdoc/>
    public override bool HasPenalty => true;

    /// <inheritdoc/>
    public override int SavedPerPanel => _vectors * Tensor.PanelWidth;

    /// <inheritdoc/>
    public override void Forward(in LayerPass pass)
    {
        Span<double> penalties = pass.Penalties.Span;
        BufferRange choices = pass.Mode == PassMode.Training ? pass.Saved : default;
        VectorQuantizerKernel.Forward(pass.X, Used(pass.Parameters[0]), Dimension, pass.Y, choices, penalties, pass.Workers);
        double weight = Scale(pass) * (1 + _spec.Commitment);
        for (int i = 0; i < penalties.Length; i++) penalties[i] *= weight;
    }

    /// <inheritdoc/>
    public override void BackwardInput(in LayerPass pass)
    {
        if (!pass.NeedsDx) return;
        float scale = (float)(2 * _spec.Commitment * Scale(pass));
        VectorQuantizerKernel.InputGradient(pass.X, pass.Y, pass.Dy, scale, pass.Dx, pass.Workers);
    }

    /// <inheritdoc/>
    public override void BackwardParameters(in LayerPass pass)
    {
        BufferRange gradient = pass.Gradients[0];
        if (!pass.AddGradients) gradient.Span.Clear();
        float scale = (float)(2 * Scale(pass)), revival = (float)(2 * _spec.Revival * Scale(pass));
        VectorQuantizerKernel.CodebookGradient(
            pass.X, pass.Saved, Used(pass.Parameters[0]), Dimension, scale, revival, pass.Key, Used(gradient), pass.Workers);
        pass.Complete(0);
    }

    /// <inheritdoc/>
    /// <remarks>Uniform in ± sqrt(3 / dimension): vectors of length 1 on average, as outputs of a linear layer have about.</remarks>
    public override void Initialize(int parameter, RandomKey key, Span<float> stored)
    {
        float limit = MathF.Sqrt(3f / Dimension);
        key.FillUniform(stored[.._length], -limit, limit);
    }

    /// <summary>Fills the last vector up: optimizers run over whole ones.</summary>
    private static int Padded(int count) => checked(count + DenseGeometry.OutputPanel - 1) / DenseGeometry.OutputPanel * DenseGeometry.OutputPanel;

    /// <summary>Cuts the padding off.</summary>
    private BufferRange Used(BufferRange stored) => stored.Slice(0, _length);

    /// <summary>The weight of the squared distance of one vector.</summary>
    private double Scale(in LayerPass pass) =>
        1.0 / ((double)pass.Samples * (_spec.Reduction == LossReduction.Mean ? Input.Size : _vectors));
}
