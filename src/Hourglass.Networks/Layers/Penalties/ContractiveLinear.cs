using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>A dense layer whose sensitivity to its input is added to the loss.</summary>
/// <remarks>
/// <para><b>Computes</b> What <see cref="Linear"/> does; the penalty is <c>weight sum over units j of f'(z_j)^2 |W_j|^2</c>, the squared
/// Frobenius norm of the Jacobian dY/dX, its mean over samples.</para>
/// <para><b>Gradient</b> <c>dZ = dY f' + 2 weight f' f'' |W|^2 / samples</c>; <c>dW</c> receives <c>2 weight W sum over samples of f'^2 /
/// samples</c> besides. docs/math/contractive.md</para>
/// <para><b>Memory</b> One squared norm per unit.</para>
/// <para><b>Source</b> Rifai et al., Contractive Auto-Encoders: Explicit Invariance During Feature Extraction, ICML 2011.</para>
/// </remarks>
public sealed class ContractiveLinear : Layer
{
    private const int Weight = 0, Bias = 1;

    private readonly Linear _dense;
    private readonly DenseGeometry _geometry;
    private readonly ActivationKind _activation;
    private readonly double _weight;

    /// <summary>Adds the penalty to a dense layer.</summary>
    /// <param name="dense">The layer; its activation works feature by feature.</param>
    /// <param name="weight">The factor of the penalty.</param>
    /// <exception cref="ArgumentException">The activation is softmax.</exception>
    public ContractiveLinear(Linear dense, double weight)
        : base(dense.Input, dense.Output)
    {
        if (dense.Activation == ActivationKind.Softmax)
            throw new ArgumentException("Received softmax, expected an activation that works feature by feature.", nameof(dense));
        _dense = dense;
        _geometry = new DenseGeometry(dense.Input.Size, dense.Output.Size);
        _activation = dense.Activation;
        _weight = weight;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterInfo> Parameters => _dense.Parameters;

    /// <inheritdoc/>
    public override bool HasPenalty => true;

    /// <inheritdoc/>
    public override int ScratchPerPanel => _dense.ScratchPerPanel;

    /// <inheritdoc/>
    public override int PreparedLength => _geometry.BiasLength;

    /// <inheritdoc/>
    public override void Prepare(in LayerPass pass) =>
        ContractiveKernel.SquaredNorms(_geometry, pass.Parameters[Weight], pass.Prepared, pass.Workers);

    /// <inheritdoc/>
    public override void Forward(in LayerPass pass)
    {
        _dense.Forward(pass);
        if (pass.Penalties.IsEmpty) return;
        ContractiveKernel.Sum(_activation, pass.Y, pass.Prepared, _weight / pass.Samples, pass.Penalties.Span, pass.Workers);
    }

    /// <inheritdoc/>
    public override void BackwardInput(in LayerPass pass)
    {
        ContractiveKernel.AddOutputGradient(_activation, pass.Y, pass.Prepared, (float)(_weight / pass.Samples), pass.Dy, pass.Workers);
        _dense.BackwardInput(pass);
    }

    /// <inheritdoc/>
    /// <remarks>The gradient of a weight is complete only with the penalty's share, so it is stored before it is handed over.</remarks>
    public override void BackwardParameters(in LayerPass pass)
    {
        _dense.BackwardParameters(pass with { Sink = null });
        ContractiveKernel.AddWeightGradient(
            _geometry, _activation, pass.Y, pass.Parameters[Weight], (float)(_weight / pass.Samples), pass.Gradients[Weight], pass.Workers);
        pass.Complete(Weight);
        if (Parameters.Count > Bias) pass.Complete(Bias);
    }

    /// <inheritdoc/>
    public override void Initialize(int parameter, RandomKey key, Span<float> stored) => _dense.Initialize(parameter, key, stored);

    /// <inheritdoc/>
    public override void Export(int parameter, ReadOnlySpan<float> stored, Span<float> values) => _dense.Export(parameter, stored, values);

    /// <inheritdoc/>
    public override void Import(int parameter, ReadOnlySpan<float> values, Span<float> stored) => _dense.Import(parameter, values, stored);
}
