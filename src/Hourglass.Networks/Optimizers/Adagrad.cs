using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Adagrad.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>s += g²; w -= rate g / (sqrt(s) + epsilon)</c>, s starting at the initial accumulator.</para>
/// <para><b>Source</b> Duchi, Hazan and Singer, 2011.</para>
/// </remarks>
public sealed class Adagrad : Optimizer
{
    private readonly AdagradSpec _spec;
    private float _rate;

    /// <summary>Prepares the optimizer.</summary>
    /// <param name="spec">The rule's numbers.</param>
    /// <param name="parameters">What it changes.</param>
    public Adagrad(AdagradSpec spec, ParameterSet parameters)
        : base(spec, parameters, "square")
    {
        _spec = spec;
        Slots[0].Span.Fill((float)spec.InitialAccumulator);
    }

    /// <inheritdoc/>
    protected override void Prepare(double learningRate) => _rate = (float)learningRate;

    /// <inheritdoc/>
    protected override void Update(int offset, ReadOnlySpan<float> gradient, GradientTerms terms)
    {
        int length = gradient.Length;
        UpdateKernel.Adagrad(Values(offset, length), Slot(0, offset, length), gradient, terms, _rate, (float)_spec.Epsilon);
    }
}
