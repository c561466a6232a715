using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Adam, and AdamW with decoupled weight decay.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g²;
/// w -= rate (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + epsilon)</c>; AdamW takes <c>rate * decay * w</c> off as well.</para>
/// <para><b>Source</b> Kingma and Ba, 2015, algorithm 1; Loshchilov and Hutter, 2019, algorithm 2.</para>
/// </remarks>
public sealed class Adam : Optimizer
{
    private readonly AdamSpec _spec;
    private readonly double _decoupledDecay;
    private AdamFactors _factors;

    /// <summary>Prepares Adam.</summary>
    /// <param name="spec">The rule's numbers.</param>
    /// <param name="parameters">What it changes.</param>
    public Adam(AdamSpec spec, ParameterSet parameters)
        : base(spec, parameters, "mean", "square") => _spec = spec;

    /// <summary>Prepares AdamW.</summary>
    /// <param name="spec">The rule's numbers.</param>
    /// <param name="parameters">What it changes.</param>
    public Adam(AdamWSpec spec, ParameterSet parameters)
        : base(spec, parameters, "mean", "square")
    {
        _spec = new AdamSpec(spec.LearningRate, spec.Beta1, spec.Beta2, spec.Epsilon);
        _decoupledDecay = spec.WeightDecay;
    }

    /// <inheritdoc/>
    private protected override double CoupledDecay => _spec.WeightDecay;

    /// <inheritdoc/>
    protected override void Prepare(double learningRate)
    {
        // The averages decay by single-precision numbers, and 1 - 0.999f differs from 0.001 by 1e-5: correct for what they really do.
        float beta1 = (float)_spec.Beta1, beta2 = (float)_spec.Beta2;
        _factors = new AdamFactors(
            beta1,
            beta2,
            (float)(learningRate / (1 - Math.Pow(beta1, Steps))),
            (float)Math.Sqrt(1 - Math.Pow(beta2, Steps)),
            (float)_spec.Epsilon,
            (float)(learningRate * _decoupledDecay));
    }

    /// <inheritdoc/>
    protected override void Update(int offset, ReadOnlySpan<float> gradient, GradientTerms terms)
    {
        AdamFactors factors = offset < Parameters.WeightLength ? _factors : _factors with { Shrink = 0 };
        int length = gradient.Length;
        UpdateKernel.Adam(Values(offset, length), Slot(0, offset, length), Slot(1, offset, length), gradient, terms, factors);
    }
}
