using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Stochastic gradient descent with momentum, Nesterov's look-ahead and time-based decay.</summary>
/// <remarks><b>Computes</b> <c>v = momentum v - rate g; w += v</c>; with Nesterov <c>w += momentum v - rate g</c>; the rate is divided by
/// <c>1 + decay * steps taken before</c>, as in Keras.</remarks>
public sealed class Sgd : Optimizer
{
    private readonly SgdSpec _spec;
    private float _rate;

    /// <summary>Prepares the optimizer.</summary>
    /// <param name="spec">The rule's numbers.</param>
    /// <param name="parameters">What it changes.</param>
    public Sgd(SgdSpec spec, ParameterSet parameters)
        : base(spec, parameters, spec.Momentum == 0 ? [] : ["velocity"]) => _spec = spec;

    /// <inheritdoc/>
    protected override void Prepare(double learningRate) => _rate = (float)(learningRate / (1 + (_spec.Decay * (Steps - 1))));

    /// <inheritdoc/>
    protected override void Update(int offset, ReadOnlySpan<float> gradient, GradientTerms terms)
    {
        Span<float> velocity = Slots.Count == 0 ? default : Slot(0, offset, gradient.Length);
        UpdateKernel.Sgd(Values(offset, gradient.Length), velocity, gradient, terms, _rate, (float)_spec.Momentum, _spec.Nesterov);
    }
}
