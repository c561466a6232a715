using System.Runtime.CompilerServices;

namespace Hourglass.Numerics;

/// <summary>Elementary functions on vectors of any width.</summary>
/// <remarks>
/// <para><b>Units</b> Measured against double precision over the whole range: exp and log within 2e-7 relative, sigmoid within 2e-7 absolute,
/// tanh within 3e-7 absolute (worst near 5.9) (tests). NaN in, NaN out.</para>
/// <para><b>Source</b> exp and log: Moshier, Cephes (single precision); tanh: the rational approximation of degree 13 over 6 that Eigen
/// uses.</para>
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
        TVec n = TWidth.Round(TWidth.Multiply(x, TWidth.Broadcast(1.44269504f)));
        x = TWidth.Fma(n, TWidth.Broadcast(-Ln2High), x);
        x = TWidth.Fma(n, TWidth.Broadcast(-Ln2Low), x);

        TVec p = TWidth.Broadcast(1.9875691500e-4f);
        p = TWidth.Fma(p, x, TWidth.Broadcast(1.3981999507e-3f));
        p = TWidth.Fma(p, x, TWidth.Broadcast(8.3334519073e-3f));
        p = TWidth.Fma(p, x, TWidth.Broadcast(4.1665795894e-2f));
        p = TWidth.Fma(p, x, TWidth.Broadcast(1.6666665459e-1f));
        p = TWidth.Fma(p, x, TWidth.Broadcast(5.0000001201e-1f));
        p = TWidth.Fma(p, TWidth.Multiply(x, x), TWidth.Add(x, TWidth.Broadcast(1)));
        return TWidth.Multiply(p, TWidth.PowerOfTwo(n));
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

    /// <summary>Computes the hyperbolic tangent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Tanh<TWidth, TVec>(TVec x)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        const float Limit = 7.99881172180175781f;
        x = TWidth.Max(TWidth.Broadcast(-Limit), x);
        x = TWidth.Min(TWidth.Broadcast(Limit), x);
        TVec s = TWidth.Multiply(x, x);
        TVec p = TWidth.Broadcast(-2.76076847742355e-16f);
        p = TWidth.Fma(p, s, TWidth.Broadcast(2.00018790482477e-13f));
        p = TWidth.Fma(p, s, TWidth.Broadcast(-8.60467152213735e-11f));
        p = TWidth.Fma(p, s, TWidth.Broadcast(5.12229709037114e-08f));
        p = TWidth.Fma(p, s, TWidth.Broadcast(1.48572235717979e-05f));
        p = TWidth.Fma(p, s, TWidth.Broadcast(6.37261928875436e-04f));
        p = TWidth.Fma(p, s, TWidth.Broadcast(4.89352455891786e-03f));
        TVec q = TWidth.Broadcast(1.19825839466702e-06f);
        q = TWidth.Fma(q, s, TWidth.Broadcast(1.18534705686654e-04f));
        q = TWidth.Fma(q, s, TWidth.Broadcast(2.26843463243900e-03f));
        q = TWidth.Fma(q, s, TWidth.Broadcast(4.89352518554385e-03f));
        return TWidth.Divide(TWidth.Multiply(x, p), q);
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
}
