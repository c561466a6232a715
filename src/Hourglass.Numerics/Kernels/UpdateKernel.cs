using System.Runtime.Intrinsics;

namespace Hourglass.Numerics;

/// <summary>What happens to a gradient before an optimizer uses it: <c>g = clip(scale * g) + decay * w</c>.</summary>
/// <param name="Scale">The factor, from clipping by norm; 1 leaves the gradient as it is.</param>
/// <param name="ClipValue">The largest magnitude of one element; infinity switches it off.</param>
/// <param name="Decay">The L2 weight decay added to the gradient.</param>
public readonly record struct GradientTerms(float Scale, float ClipValue, float Decay)
{
    /// <summary>Computes what an update rule sees of a gradient, for rules of one's own that go weight by weight.</summary>
    /// <param name="gradient">One element of the gradient.</param>
    /// <param name="weight">The weight it belongs to.</param>
    public float Apply(float gradient, float weight) =>
        MathF.FusedMultiplyAdd(Decay, weight, Math.Clamp(gradient * Scale, -ClipValue, ClipValue));
}

/// <summary>The update rules of the optimizers, each one pass over a range of parameters; lengths are multiples of 16.</summary>
public static class UpdateKernel
{
    /// <summary>Computes <c>v = momentum v - rate g; w += v</c>, or with Nesterov <c>w += momentum v - rate g</c>.</summary>
    /// <param name="weight">w.</param>
    /// <param name="velocity">v; empty where momentum is zero.</param>
    /// <param name="gradient">g before <paramref name="terms"/>.</param>
    /// <param name="terms">What happens to g first.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="momentum">The momentum.</param>
    /// <param name="nesterov">Whether to look ahead.</param>
    public static void Sgd(
        Span<float> weight, Span<float> velocity, ReadOnlySpan<float> gradient, GradientTerms terms, float rate, float momentum, bool nesterov)
    {
        if (velocity.IsEmpty) Run(new SgdRule(rate), weight, default, default, gradient, terms);
        else Run(new MomentumRule(rate, momentum, nesterov), weight, velocity, default, gradient, terms);
    }

    /// <summary>Computes <c>m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g²; w -= step m / (sqrt(v) / root + epsilon) + shrink w</c>.</summary>
    /// <param name="weight">w.</param>
    /// <param name="mean">m.</param>
    /// <param name="square">v.</param>
    /// <param name="gradient">g before <paramref name="terms"/>.</param>
    /// <param name="terms">What happens to g first.</param>
    /// <param name="factors">The rule's numbers at this step.</param>
    public static void Adam(
        Span<float> weight, Span<float> mean, Span<float> square, ReadOnlySpan<float> gradient, GradientTerms terms, AdamFactors factors) =>
        Run(new AdamRule(factors), weight, mean, square, gradient, terms);

    /// <summary>Computes <c>s = rho s + (1 - rho) g²; d = sqrt(u + eps) / sqrt(s + eps) g; u = rho u + (1 - rho) d²; w -= rate d</c>.</summary>
    /// <param name="weight">w.</param>
    /// <param name="square">s.</param>
    /// <param name="update">u.</param>
    /// <param name="gradient">g before <paramref name="terms"/>.</param>
    /// <param name="terms">What happens to g first.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="rho">The decay of both averages.</param>
    /// <param name="epsilon">Keeps the quotient finite.</param>
    public static void Adadelta(
        Span<float> weight, Span<float> square, Span<float> update, ReadOnlySpan<float> gradient, GradientTerms terms, float rate, float rho, float epsilon) =>
        Run(new AdadeltaRule(rate, rho, epsilon), weight, square, update, gradient, terms);

    /// <summary>Computes <c>s += g²; w -= rate g / (sqrt(s) + eps)</c>.</summary>
    /// <param name="weight">w.</param>
    /// <param name="square">s.</param>
    /// <param name="gradient">g before <paramref name="terms"/>.</param>
    /// <param name="terms">What happens to g first.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="epsilon">Keeps the quotient finite.</param>
    public static void Adagrad(
        Span<float> weight, Span<float> square, ReadOnlySpan<float> gradient, GradientTerms terms, float rate, float epsilon) =>
        Run(new AdagradRule(rate, epsilon), weight, square, default, gradient, terms);

    /// <summary>Computes <c>s = rho s + (1 - rho) g²; v = momentum v + g / (sqrt(s) + eps); w -= rate v</c>.</summary>
    /// <param name="weight">w.</param>
    /// <param name="square">s.</param>
    /// <param name="velocity">v; empty where momentum is zero.</param>
    /// <param name="gradient">g before <paramref name="terms"/>.</param>
    /// <param name="terms">What happens to g first.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="rho">The decay of the average.</param>
    /// <param name="momentum">The momentum.</param>
    /// <param name="epsilon">Keeps the quotient finite.</param>
    public static void RmsProp(
        Span<float> weight, Span<float> square, Span<float> velocity, ReadOnlySpan<float> gradient, GradientTerms terms, float rate, float rho, float momentum, float epsilon)
    {
        if (velocity.IsEmpty) Run(new RmsPropRule(rate, rho, epsilon), weight, square, default, gradient, terms);
        else Run(new RmsPropMomentumRule(rate, rho, momentum, epsilon), weight, square, velocity, gradient, terms);
    }

    private static unsafe void Run<TRule>(
        TRule rule, Span<float> weight, Span<float> first, Span<float> second, ReadOnlySpan<float> gradient, GradientTerms terms)
        where TRule : struct, IUpdateRule
    {
        if (weight.Length % 16 != 0) Throw.Argument(nameof(weight), $"Received {weight.Length} floats, expected a multiple of 16.");
        CheckLength(gradient.Length, weight.Length, nameof(gradient));
        if (TRule.Slots > 0) CheckLength(first.Length, weight.Length, nameof(first));
        if (TRule.Slots > 1) CheckLength(second.Length, weight.Length, nameof(second));

        fixed (float* w = weight, s = first, u = second, g = gradient)
        {
            switch (Simd.Width)
            {
                case SimdWidth.Bits512: Loop<Width512, Vector512<float>, TRule>(rule, w, s, u, g, weight.Length, terms); break;
                case SimdWidth.Bits256: Loop<Width256, Vector256<float>, TRule>(rule, w, s, u, g, weight.Length, terms); break;
                case SimdWidth.Bits128: Loop<Width128, Vector128<float>, TRule>(rule, w, s, u, g, weight.Length, terms); break;
                default: Loop<Width1, float, TRule>(rule, w, s, u, g, weight.Length, terms); break;
            }
        }
    }

    private static void CheckLength(int received, int expected, string parameter)
    {
        if (received != expected) Throw.Argument(parameter, $"Received {received} floats, expected {expected}, one per weight.");
    }

    private static unsafe void Loop<TWidth, TVec, TRule>(
        TRule rule, float* weight, float* first, float* second, float* gradient, int length, GradientTerms terms)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
        where TRule : struct, IUpdateRule
    {
        TVec scale = TWidth.Broadcast(terms.Scale), decay = TWidth.Broadcast(terms.Decay);
        TVec high = TWidth.Broadcast(terms.ClipValue), low = TWidth.Broadcast(-terms.ClipValue);
        for (int i = 0; i < length; i += TWidth.Count)
        {
            TVec w = TWidth.Load(weight + i);
            TVec s = TRule.Slots > 0 ? TWidth.Load(first + i) : default;
            TVec u = TRule.Slots > 1 ? TWidth.Load(second + i) : default;
            TVec g = TWidth.Multiply(scale, TWidth.Load(gradient + i));
            g = TWidth.Min(high, TWidth.Max(low, g));
            g = TWidth.Fma(decay, w, g);
            TVec updated = rule.Apply<TWidth, TVec>(w, g, ref s, ref u);
            TWidth.Store(weight + i, updated);
            if (TRule.Slots > 0) TWidth.Store(first + i, s);
            if (TRule.Slots > 1) TWidth.Store(second + i, u);
        }
    }
}

/// <summary>The numbers of an Adam step.</summary>
/// <param name="Beta1">b1, the decay of the mean.</param>
/// <param name="Beta2">b2, the decay of the square.</param>
/// <param name="Step">The learning rate over <c>1 - b1^t</c>.</param>
/// <param name="Root">The root of <c>1 - b2^t</c>.</param>
/// <param name="Epsilon">Keeps the quotient finite.</param>
/// <param name="Shrink">The decoupled weight decay times the learning rate.</param>
public readonly record struct AdamFactors(float Beta1, float Beta2, float Step, float Root, float Epsilon, float Shrink);
