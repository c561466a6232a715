using System.Runtime.CompilerServices;

namespace Hourglass.Numerics;

/// <summary>What happens to one feature of one sample, given its random number.</summary>
internal interface INoiseRule
{
    TVec Apply<TWidth, TVec>(TVec x, TVec random)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct;
}

/// <summary>The random number itself.</summary>
internal readonly struct FillRule : INoiseRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVec Apply<TWidth, TVec>(TVec x, TVec random)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct => random;
}

/// <summary>Zero with a probability, <c>Scale x</c> else.</summary>
internal readonly record struct MaskRule(float Drop, float Scale) : INoiseRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVec Apply<TWidth, TVec>(TVec x, TVec random)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec dropped = TWidth.LessThan(random, TWidth.Broadcast(Drop));
        return TWidth.Select(dropped, TWidth.Broadcast(0), TWidth.Multiply(TWidth.Broadcast(Scale), x));
    }
}

/// <summary><c>x + Deviation random</c>, clamped.</summary>
internal readonly record struct AddRule(float Deviation, float Low, float High) : INoiseRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVec Apply<TWidth, TVec>(TVec x, TVec random)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec sum = TWidth.Fma(TWidth.Broadcast(Deviation), random, x);
        return TWidth.Min(TWidth.Broadcast(High), TWidth.Max(TWidth.Broadcast(Low), sum));
    }
}

/// <summary>0 with half of a probability, 1 with the other half, x else.</summary>
internal readonly record struct ReplaceRule(float Share) : INoiseRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVec Apply<TWidth, TVec>(TVec x, TVec random)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec pepper = TWidth.LessThan(random, TWidth.Broadcast(Share / 2));
        TVec grain = TWidth.Select(pepper, TWidth.Broadcast(0), TWidth.Broadcast(1));
        return TWidth.Select(TWidth.LessThan(random, TWidth.Broadcast(Share)), grain, x);
    }
}
