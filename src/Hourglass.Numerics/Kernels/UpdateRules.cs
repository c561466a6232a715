using System.Runtime.CompilerServices;

namespace Hourglass.Numerics;

/// <summary>The update of one parameter, on vectors of any width.</summary>
internal interface IUpdateRule
{
    /// <summary>Gets how many of the two slots the rule uses.</summary>
    static abstract int Slots { get; }

    /// <summary>Returns the new weight and updates the slots.</summary>
    TVec Apply<TWidth, TVec>(TVec w, TVec g, ref TVec first, ref TVec second)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct;
}

internal readonly struct SgdRule(float rate) : IUpdateRule
{
    public static int Slots => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVec Apply<TWidth, TVec>(TVec w, TVec g, ref TVec first, ref TVec second)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct => TWidth.Fma(TWidth.Broadcast(-rate), g, w);
}

internal readonly struct MomentumRule(float rate, float momentum, bool nesterov) : IUpdateRule
{
    public static int Slots => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVec Apply<TWidth, TVec>(TVec w, TVec g, ref TVec first, ref TVec second)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec step = TWidth.Multiply(TWidth.Broadcast(-rate), g);
        first = TWidth.Fma(TWidth.Broadcast(momentum), first, step);
        return nesterov ? TWidth.Add(w, TWidth.Fma(TWidth.Broadcast(momentum), first, step)) : TWidth.Add(w, first);
    }
}

internal readonly struct AdamRule(AdamFactors f) : IUpdateRule
{
    public static int Slots => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVec Apply<TWidth, TVec>(TVec w, TVec g, ref TVec first, ref TVec second)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        first = TWidth.Fma(TWidth.Broadcast(f.Beta1), first, TWidth.Multiply(TWidth.Broadcast(1 - f.Beta1), g));
        second = TWidth.Fma(TWidth.Broadcast(f.Beta2), second, TWidth.Multiply(TWidth.Broadcast(1 - f.Beta2), TWidth.Multiply(g, g)));

        // step m / (sqrt(v) / root + eps) with one division.
        TVec denominator = TWidth.Fma(TWidth.Broadcast(f.Epsilon), TWidth.Broadcast(f.Root), TWidth.Sqrt(second));
        TVec change = TWidth.Divide(TWidth.Multiply(TWidth.Broadcast(f.Step * f.Root), first), denominator);
        return TWidth.Subtract(TWidth.Fma(TWidth.Broadcast(-f.Shrink), w, w), change);
    }
}

internal readonly struct AdadeltaRule(float rate, float rho, float epsilon) : IUpdateRule
{
    public static int Slots => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVec Apply<TWidth, TVec>(TVec w, TVec g, ref TVec first, ref TVec second)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec keep = TWidth.Broadcast(rho), mix = TWidth.Broadcast(1 - rho), eps = TWidth.Broadcast(epsilon);
        first = TWidth.Fma(keep, first, TWidth.Multiply(mix, TWidth.Multiply(g, g)));
        TVec ratio = TWidth.Sqrt(TWidth.Divide(TWidth.Add(second, eps), TWidth.Add(first, eps)));
        TVec change = TWidth.Multiply(ratio, g);
        second = TWidth.Fma(keep, second, TWidth.Multiply(mix, TWidth.Multiply(change, change)));
        return TWidth.Fma(TWidth.Broadcast(-rate), change, w);
    }
}

internal readonly struct AdagradRule(float rate, float epsilon) : IUpdateRule
{
    public static int Slots => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVec Apply<TWidth, TVec>(TVec w, TVec g, ref TVec first, ref TVec second)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        first = TWidth.Fma(g, g, first);
        TVec quotient = TWidth.Divide(g, TWidth.Add(TWidth.Sqrt(first), TWidth.Broadcast(epsilon)));
        return TWidth.Fma(TWidth.Broadcast(-rate), quotient, w);
    }
}

internal readonly struct RmsPropRule(float rate, float rho, float epsilon) : IUpdateRule
{
    public static int Slots => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVec Apply<TWidth, TVec>(TVec w, TVec g, ref TVec first, ref TVec second)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec quotient = Quotient<TWidth, TVec>(g, ref first, rho, epsilon);
        return TWidth.Fma(TWidth.Broadcast(-rate), quotient, w);
    }

    /// <summary>Computes <c>s = rho s + (1 - rho) g²</c> and <c>g / (sqrt(s) + eps)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Quotient<TWidth, TVec>(TVec g, ref TVec square, float rho, float epsilon)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        square = TWidth.Fma(TWidth.Broadcast(rho), square, TWidth.Multiply(TWidth.Broadcast(1 - rho), TWidth.Multiply(g, g)));
        return TWidth.Divide(g, TWidth.Add(TWidth.Sqrt(square), TWidth.Broadcast(epsilon)));
    }
}

internal readonly struct RmsPropMomentumRule(float rate, float rho, float momentum, float epsilon) : IUpdateRule
{
    public static int Slots => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVec Apply<TWidth, TVec>(TVec w, TVec g, ref TVec first, ref TVec second)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec quotient = RmsPropRule.Quotient<TWidth, TVec>(g, ref first, rho, epsilon);
        second = TWidth.Fma(TWidth.Broadcast(momentum), second, quotient);
        return TWidth.Fma(TWidth.Broadcast(-rate), second, w);
    }
}
