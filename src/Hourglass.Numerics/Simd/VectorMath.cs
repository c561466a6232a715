using System.Runtime.CompilerServices;

namespace Hourglass.Numerics;

/// <summary>Elementary functions on vectors of any width.</summary>
/// <remarks>
/// <para><b>Units</b> Measured against double precision over the whole range: exp and log within 2e-7 relative, tanh and sigmoid within
/// 2e-7 absolute, sine and cosine of turns within 2e-7 absolute (tests). NaN in, NaN out.</para>
/// <para><b>Source</b> Moshier, Cephes (single precision), for the logarithm, sine and cosine; the polynomial of exp is a minimax fit.</para>
/// </remarks>
internal static class VectorMath
{
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    /// <summary>Computes e^x; x is clamped to where the result is a normal number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Exp<TWidth, TVec>(TVec x)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        x = TWidth.Max(TWidth.Broadcast(-87.33654f), x);
        x = TWidth.Min(TWidth.Broadcast(88.02f), x);
        TVec power = Reduce<TWidth, TVec>(ref x);
        TVec p = ExpPolynomial<TWidth, TVec>(x);
        p = TWidth.Fma(p, TWidth.Multiply(x, x), TWidth.Add(x, TWidth.Broadcast(1)));
        return TWidth.Multiply(p, power);
    }

    /// <summary>Computes the natural logarithm; x below the smallest normal number counts as that number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Log<TWidth, TVec>(TVec x)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        x = TWidth.Max(TWidth.Broadcast(1.17549435e-38f), x);
        TVec one = TWidth.Broadcast(1);
        TVec e = TWidth.SplitExponent(x, out TVec m);
        TVec low = TWidth.LessThan(m, TWidth.Broadcast(0.707106781f));
        e = TWidth.Select(low, TWidth.Subtract(e, one), e);
        m = TWidth.Subtract(TWidth.Select(low, TWidth.Add(m, m), m), one);

        TVec p = TWidth.Broadcast(7.0376836292e-2f);
        p = TWidth.Fma(p, m, TWidth.Broadcast(-1.1514610310e-1f));
        p = TWidth.Fma(p, m, TWidth.Broadcast(1.1676998740e-1f));
        p = TWidth.Fma(p, m, TWidth.Broadcast(-1.2420140846e-1f));
        p = TWidth.Fma(p, m, TWidth.Broadcast(1.4249322787e-1f));
        p = TWidth.Fma(p, m, TWidth.Broadcast(-1.6668057665e-1f));
        p = TWidth.Fma(p, m, TWidth.Broadcast(2.0000714765e-1f));
        p = TWidth.Fma(p, m, TWidth.Broadcast(-2.4999993993e-1f));
        p = TWidth.Fma(p, m, TWidth.Broadcast(3.3333331174e-1f));
        TVec square = TWidth.Multiply(m, m);
        TVec y = TWidth.Multiply(TWidth.Multiply(p, m), square);
        y = TWidth.Fma(e, TWidth.Broadcast(Ln2Low), y);
        y = TWidth.Fma(square, TWidth.Broadcast(-0.5f), y);
        y = TWidth.Fma(e, TWidth.Broadcast(Ln2High), TWidth.Add(m, y));

        // The mantissa of infinity and of what is not a number looks like any other.
        return TWidth.Select(TWidth.LessThan(x, TWidth.Broadcast(float.PositiveInfinity)), y, x);
    }

    /// <summary>Computes 1 / (1 + e^-x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Sigmoid<TWidth, TVec>(TVec x)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec one = TWidth.Broadcast(1);
        TVec e = Exp<TWidth, TVec>(TWidth.Multiply(x, TWidth.Broadcast(-1)));
        return TWidth.Divide(one, TWidth.Add(one, e));
    }

    /// <summary>Computes the hyperbolic tangent: <c>-t / (2 + t)</c> with <c>t = e^-2|x| - 1</c>, and the sign of x.</summary>
    /// <remarks>t is computed without the cancellation of e^y - 1, so that small results are as exact as large ones.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Tanh<TWidth, TVec>(TVec x)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec y = TWidth.Max(TWidth.Broadcast(-40), TWidth.Multiply(TWidth.Broadcast(-2), TWidth.Abs(x)));
        TVec power = Reduce<TWidth, TVec>(ref y);
        TVec grown = TWidth.Fma(ExpPolynomial<TWidth, TVec>(y), TWidth.Multiply(y, y), y);
        TVec t = TWidth.Fma(power, grown, TWidth.Subtract(power, TWidth.Broadcast(1)));
        return TWidth.CopySign(TWidth.Divide(t, TWidth.Add(TWidth.Broadcast(2), t)), x);
    }

    /// <summary>Computes log(1 + e^x) without overflow: <c>max(x, 0) + log(1 + e^-|x|)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Softplus<TWidth, TVec>(TVec x)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec zero = TWidth.Broadcast(0);
        TVec e = Exp<TWidth, TVec>(TWidth.Subtract(zero, TWidth.Abs(x)));
        return TWidth.Add(TWidth.Max(zero, x), Log<TWidth, TVec>(TWidth.Add(TWidth.Broadcast(1), e)));
    }

    /// <summary>Computes sine and cosine of 2 pi x for x in [0, 1].</summary>
    /// <returns>The sine.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec SinCosOfTurns<TWidth, TVec>(TVec x, out TVec cosine)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec zero = TWidth.Broadcast(0), half = TWidth.Broadcast(0.5f);
        TVec quarter = TWidth.Round(TWidth.Multiply(x, TWidth.Broadcast(4)));
        TVec angle = TWidth.Multiply(TWidth.Fma(quarter, TWidth.Broadcast(-0.25f), x), TWidth.Broadcast(6.28318531f));
        TVec square = TWidth.Multiply(angle, angle);

        TVec s = TWidth.Broadcast(-1.9515295891e-4f);
        s = TWidth.Fma(s, square, TWidth.Broadcast(8.3321608736e-3f));
        s = TWidth.Fma(s, square, TWidth.Broadcast(-1.6666654611e-1f));
        s = TWidth.Fma(TWidth.Multiply(s, square), angle, angle);
        TVec c = TWidth.Broadcast(2.443315711809948e-5f);
        c = TWidth.Fma(c, square, TWidth.Broadcast(-1.388731625493765e-3f));
        c = TWidth.Fma(c, square, TWidth.Broadcast(4.166664568298827e-2f));
        c = TWidth.Fma(TWidth.Multiply(c, square), square, TWidth.Fma(square, TWidth.Broadcast(-0.5f), TWidth.Broadcast(1)));

        // An odd number of quarter turns swaps the two; the halves of the circle have their signs.
        TVec odd = TWidth.LessThan(half, TWidth.Abs(TWidth.Fma(TWidth.Round(TWidth.Multiply(quarter, half)), TWidth.Broadcast(-2), quarter)));
        TVec sine = TWidth.Select(odd, c, s);
        cosine = TWidth.Select(odd, s, c);
        TVec lower = TWidth.LessThan(TWidth.Broadcast(1.5f), TWidth.Select(TWidth.LessThan(quarter, TWidth.Broadcast(3.5f)), quarter, zero));
        TVec left = TWidth.LessThan(TWidth.Abs(TWidth.Subtract(quarter, TWidth.Broadcast(1.5f))), TWidth.Broadcast(1));
        cosine = TWidth.Select(left, TWidth.Subtract(zero, cosine), cosine);
        return TWidth.Select(lower, TWidth.Subtract(zero, sine), sine);
    }

    /// <summary>Takes the nearest multiple n of log 2 off x, in two parts, so that <c>e^x = 2^n e^rest</c>.</summary>
    /// <returns>2^n.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVec Reduce<TWidth, TVec>(ref TVec x)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec shift = TWidth.Broadcast(FloatBits.PowerShift);
        TVec shifted = TWidth.Fma(x, TWidth.Broadcast(1.44269504f), shift);
        TVec n = TWidth.Subtract(shifted, shift);
        x = TWidth.Fma(n, TWidth.Broadcast(-Ln2High), x);
        x = TWidth.Fma(n, TWidth.Broadcast(-Ln2Low), x);
        return TWidth.PowerOfTwo(shifted);
    }

    /// <summary>Computes p of <c>e^x = 1 + x + x^2 p</c> for |x| up to log 2 / 2, where e^x is within 5e-9.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVec ExpPolynomial<TWidth, TVec>(TVec x)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec p = TWidth.Broadcast(1.3950602151453495e-3f);
        p = TWidth.Fma(p, x, TWidth.Broadcast(8.368954062461853e-3f));
        p = TWidth.Fma(p, x, TWidth.Broadcast(4.166620597243309e-2f));
        p = TWidth.Fma(p, x, TWidth.Broadcast(0.166665181517601f));
        return TWidth.Fma(p, x, TWidth.Broadcast(0.5f));
    }
}
