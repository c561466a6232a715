using System.Runtime.CompilerServices;

namespace Hourglass.Numerics;

/// <summary>Short transforms between numbers that lie a stride apart, with twiddle factors on their frequencies.</summary>
internal unsafe interface IButterfly
{
    /// <summary>Transforms, then multiplies frequency p by factor p.</summary>
    static abstract void Split(float* re, float* im, nint stride, float* twiddles);

    /// <summary>Multiplies frequency p by factor p, then transforms.</summary>
    static abstract void Join(float* re, float* im, nint stride, float* twiddles);
}

/// <summary>A vector of complex numbers.</summary>
internal readonly struct Complexes<TWidth, TVec>(TVec re, TVec im)
    where TWidth : struct, IWidth<TVec>
    where TVec : struct
{
    public readonly TVec Re = re;
    public readonly TVec Im = im;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Complexes<TWidth, TVec> Load(float* re, float* im, nint at) => new(TWidth.Load(re + at), TWidth.Load(im + at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Complexes<TWidth, TVec> operator +(Complexes<TWidth, TVec> x, Complexes<TWidth, TVec> y) =>
        new(TWidth.Add(x.Re, y.Re), TWidth.Add(x.Im, y.Im));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Complexes<TWidth, TVec> operator -(Complexes<TWidth, TVec> x, Complexes<TWidth, TVec> y) =>
        new(TWidth.Subtract(x.Re, y.Re), TWidth.Subtract(x.Im, y.Im));

    /// <summary>Computes <c>this + factor * y</c> for a real factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Complexes<TWidth, TVec> Plus(float factor, Complexes<TWidth, TVec> y)
    {
        TVec f = TWidth.Broadcast(factor);
        return new(TWidth.Fma(f, y.Re, Re), TWidth.Fma(f, y.Im, Im));
    }

    /// <summary>Computes <c>-i * factor * this</c> for a real factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Complexes<TWidth, TVec> Turned(float factor) =>
        new(TWidth.Multiply(TWidth.Broadcast(factor), Im), TWidth.Multiply(TWidth.Broadcast(-factor), Re));

    /// <summary>Adds <c>-i * y</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Complexes<TWidth, TVec> PlusTurned(Complexes<TWidth, TVec> y) => new(TWidth.Add(Re, y.Im), TWidth.Subtract(Im, y.Re));

    /// <summary>Subtracts <c>-i * y</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Complexes<TWidth, TVec> MinusTurned(Complexes<TWidth, TVec> y) => new(TWidth.Subtract(Re, y.Im), TWidth.Add(Im, y.Re));

    /// <summary>Multiplies all by one number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe Complexes<TWidth, TVec> Times(float* factor)
    {
        TVec re = TWidth.Broadcast(factor[0]), im = TWidth.Broadcast(factor[1]);
        return new(TWidth.Subtract(TWidth.Multiply(Re, re), TWidth.Multiply(Im, im)), TWidth.Fma(Re, im, TWidth.Multiply(Im, re)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Store(float* re, float* im, nint at)
    {
        TWidth.Store(re + at, Re);
        TWidth.Store(im + at, Im);
    }
}

/// <summary>Two numbers.</summary>
internal readonly unsafe struct Radix2<TWidth, TVec> : IButterfly
    where TWidth : struct, IWidth<TVec>
    where TVec : struct
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Split(float* re, float* im, nint stride, float* twiddles)
    {
        Complexes<TWidth, TVec> a = Complexes<TWidth, TVec>.Load(re, im, 0), b = Complexes<TWidth, TVec>.Load(re, im, stride);
        (a + b).Store(re, im, 0);
        (a - b).Times(twiddles).Store(re, im, stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Join(float* re, float* im, nint stride, float* twiddles)
    {
        Complexes<TWidth, TVec> a = Complexes<TWidth, TVec>.Load(re, im, 0), b = Complexes<TWidth, TVec>.Load(re, im, stride).Times(twiddles);
        (a + b).Store(re, im, 0);
        (a - b).Store(re, im, stride);
    }
}

/// <summary>Three numbers.</summary>
internal readonly unsafe struct Radix3<TWidth, TVec> : IButterfly
    where TWidth : struct, IWidth<TVec>
    where TVec : struct
{
    private const float Sine = 0.866025404f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Split(float* re, float* im, nint stride, float* twiddles)
    {
        Complexes<TWidth, TVec> a = Complexes<TWidth, TVec>.Load(re, im, 0);
        Complexes<TWidth, TVec> b = Complexes<TWidth, TVec>.Load(re, im, stride), c = Complexes<TWidth, TVec>.Load(re, im, 2 * stride);
        Transform(ref a, ref b, ref c);
        a.Store(re, im, 0);
        b.Times(twiddles).Store(re, im, stride);
        c.Times(twiddles + 2).Store(re, im, 2 * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Join(float* re, float* im, nint stride, float* twiddles)
    {
        Complexes<TWidth, TVec> a = Complexes<TWidth, TVec>.Load(re, im, 0);
        Complexes<TWidth, TVec> b = Complexes<TWidth, TVec>.Load(re, im, stride).Times(twiddles);
        Complexes<TWidth, TVec> c = Complexes<TWidth, TVec>.Load(re, im, 2 * stride).Times(twiddles + 2);
        Transform(ref a, ref b, ref c);
        a.Store(re, im, 0);
        b.Store(re, im, stride);
        c.Store(re, im, 2 * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transform(ref Complexes<TWidth, TVec> a, ref Complexes<TWidth, TVec> b, ref Complexes<TWidth, TVec> c)
    {
        Complexes<TWidth, TVec> sum = b + c, turned = (b - c).Turned(Sine);
        Complexes<TWidth, TVec> middle = a.Plus(-0.5f, sum);
        a += sum;
        b = middle + turned;
        c = middle - turned;
    }
}

/// <summary>Four numbers.</summary>
internal readonly unsafe struct Radix4<TWidth, TVec> : IButterfly
    where TWidth : struct, IWidth<TVec>
    where TVec : struct
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Split(float* re, float* im, nint stride, float* twiddles)
    {
        Complexes<TWidth, TVec> a = Complexes<TWidth, TVec>.Load(re, im, 0), b = Complexes<TWidth, TVec>.Load(re, im, stride);
        Complexes<TWidth, TVec> c = Complexes<TWidth, TVec>.Load(re, im, 2 * stride), d = Complexes<TWidth, TVec>.Load(re, im, 3 * stride);
        Complexes<TWidth, TVec> even = a + c, evenLess = a - c, odd = b + d, oddLess = b - d;
        (even + odd).Store(re, im, 0);
        evenLess.PlusTurned(oddLess).Times(twiddles).Store(re, im, stride);
        (even - odd).Times(twiddles + 2).Store(re, im, 2 * stride);
        evenLess.MinusTurned(oddLess).Times(twiddles + 4).Store(re, im, 3 * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Join(float* re, float* im, nint stride, float* twiddles)
    {
        Complexes<TWidth, TVec> a = Complexes<TWidth, TVec>.Load(re, im, 0), b = Complexes<TWidth, TVec>.Load(re, im, stride).Times(twiddles);
        Complexes<TWidth, TVec> c = Complexes<TWidth, TVec>.Load(re, im, 2 * stride).Times(twiddles + 2);
        Complexes<TWidth, TVec> d = Complexes<TWidth, TVec>.Load(re, im, 3 * stride).Times(twiddles + 4);
        Complexes<TWidth, TVec> even = a + c, evenLess = a - c, odd = b + d, oddLess = b - d;
        (even + odd).Store(re, im, 0);
        evenLess.PlusTurned(oddLess).Store(re, im, stride);
        (even - odd).Store(re, im, 2 * stride);
        evenLess.MinusTurned(oddLess).Store(re, im, 3 * stride);
    }
}

/// <summary>Five numbers.</summary>
internal readonly unsafe struct Radix5<TWidth, TVec> : IButterfly
    where TWidth : struct, IWidth<TVec>
    where TVec : struct
{
    // Cosine and sine of one and of two fifths of a turn.
    private const float Cosine1 = 0.309016994f, Cosine2 = -0.809016994f, Sine1 = 0.951056516f, Sine2 = 0.587785252f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Split(float* re, float* im, nint stride, float* twiddles)
    {
        Complexes<TWidth, TVec> a = Complexes<TWidth, TVec>.Load(re, im, 0), b = Complexes<TWidth, TVec>.Load(re, im, stride);
        Complexes<TWidth, TVec> c = Complexes<TWidth, TVec>.Load(re, im, 2 * stride), d = Complexes<TWidth, TVec>.Load(re, im, 3 * stride);
        Complexes<TWidth, TVec> e = Complexes<TWidth, TVec>.Load(re, im, 4 * stride);
        Transform(ref a, ref b, ref c, ref d, ref e);
        a.Store(re, im, 0);
        b.Times(twiddles).Store(re, im, stride);
        c.Times(twiddles + 2).Store(re, im, 2 * stride);
        d.Times(twiddles + 4).Store(re, im, 3 * stride);
        e.Times(twiddles + 6).Store(re, im, 4 * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Join(float* re, float* im, nint stride, float* twiddles)
    {
        Complexes<TWidth, TVec> a = Complexes<TWidth, TVec>.Load(re, im, 0), b = Complexes<TWidth, TVec>.Load(re, im, stride).Times(twiddles);
        Complexes<TWidth, TVec> c = Complexes<TWidth, TVec>.Load(re, im, 2 * stride).Times(twiddles + 2);
        Complexes<TWidth, TVec> d = Complexes<TWidth, TVec>.Load(re, im, 3 * stride).Times(twiddles + 4);
        Complexes<TWidth, TVec> e = Complexes<TWidth, TVec>.Load(re, im, 4 * stride).Times(twiddles + 6);
        Transform(ref a, ref b, ref c, ref d, ref e);
        a.Store(re, im, 0);
        b.Store(re, im, stride);
        c.Store(re, im, 2 * stride);
        d.Store(re, im, 3 * stride);
        e.Store(re, im, 4 * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transform(
        ref Complexes<TWidth, TVec> a, ref Complexes<TWidth, TVec> b, ref Complexes<TWidth, TVec> c, ref Complexes<TWidth, TVec> d, ref Complexes<TWidth, TVec> e)
    {
        Complexes<TWidth, TVec> outer = b + e, outerLess = b - e, inner = c + d, innerLess = c - d;
        Complexes<TWidth, TVec> first = a.Plus(Cosine1, outer).Plus(Cosine2, inner), second = a.Plus(Cosine2, outer).Plus(Cosine1, inner);
        Complexes<TWidth, TVec> turned1 = outerLess.Turned(Sine1) + innerLess.Turned(Sine2);
        Complexes<TWidth, TVec> turned2 = outerLess.Turned(Sine2) - innerLess.Turned(Sine1);
        a = a + outer + inner;
        b = first + turned1;
        e = first - turned1;
        c = second + turned2;
        d = second - turned2;
    }
}
