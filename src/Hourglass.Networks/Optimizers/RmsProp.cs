using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>RMSprop, with momentum on request.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>s = rho s + (1 - rho) g²; v = momentum v + g / (sqrt(s) + epsilon); w -= rate v</c>.</para>
/// <para><b>Source</b> Tieleman and Hinton, Lecture 6.5, 2012.</para>
/// </remarks>
public sealed class RmsProp : Optimizer
{
    private readonly RmsPropSpec _spec;
    private float _rate;

    /// <summary>Prepares the optimizer.</summary>
    /// <param name="spec">The rule's numbers.</param>
    /// <param name="parameters">What it changes.</param>
    public RmsProp(RmsPropSpec spec, ParameterSet parameters)
        : base(spec, parameters, spec.Momentum == 0 ? ["square"] : ["square", "velocity"]) => _spec = spec;

    /// <inheritdoc/>
    protected override void Prepare(double learningRate) => _rate = (float)learningRate;

    /// <inheritdoc/>
    protected override void Update(int offset, ReadOnlySpan<float> gradient, GradientTerms terms)
    {
        int length = gradient.Length;
        UpdateKernel.RmsProp(
            Values(offset, length),
            Slot(0, offset, length),
            Slots.Count == 1 ? default : Slot(1, offset, length),
            gradient,
            terms,
            _rate,
            (float)_spec.Rho,
            (float)_spec.Momentum,
            (float)_spec.Epsilon);
    }
}
