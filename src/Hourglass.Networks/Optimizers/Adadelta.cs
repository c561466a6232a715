using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Adadelta.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>s = rho s + (1 - rho) g²; d = sqrt(u + eps) / sqrt(s + eps) g; u = rho u + (1 - rho) d²; w -= rate d</c>.</para>
/// <para><b>Source</b> Zeiler, 2012, algorithm 1; the rate of 1 is the paper's.</para>
/// </remarks>
/// <param name="spec">The rule's numbers.</param>
/// <param name="parameters">What it changes.</param>
public sealed class Adadelta(AdadeltaSpec spec, ParameterSet parameters) : Optimizer(spec, parameters, "square", "update")
{
    private float _rate;

    /// <inheritdoc/>
    protected override void Prepare(double learningRate) => _rate = (float)learningRate;

    /// <inheritdoc/>
    protected override void Update(int offset, ReadOnlySpan<float> gradient, GradientTerms terms)
    {
        int length = gradient.Length;
        UpdateKernel.Adadelta(
            Values(offset, length), Slot(0, offset, length), Slot(1, offset, length), gradient, terms, _rate, (float)spec.Rho, (float)spec.Epsilon);
    }
}
