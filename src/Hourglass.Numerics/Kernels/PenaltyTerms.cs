using System.Runtime.CompilerServices;

namespace Hourglass.Numerics;

/// <summary>The penalty <c>L1 |x| + L2 x^2</c> of a weight or of an activation.</summary>
/// <param name="L1">The factor of the magnitude.</param>
/// <param name="L2">The factor of the square.</param>
public readonly record struct PenaltyTerms(float L1, float L2)
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal TVec Value<TWidth, TVec>(TVec x)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct =>
        TWidth.Fma(TWidth.Multiply(TWidth.Broadcast(L2), x), x, TWidth.Multiply(TWidth.Broadcast(L1), TWidth.Abs(x)));

    /// <remarks>Zero where x is.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal TVec Slope<TWidth, TVec>(TVec x)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec zero = TWidth.Broadcast(0);
        TVec below = TWidth.Select(TWidth.LessThan(x, zero), TWidth.Broadcast(-L1), zero);
        TVec sign = TWidth.Select(TWidth.LessThan(zero, x), TWidth.Broadcast(L1), below);
        return TWidth.Fma(TWidth.Broadcast(2 * L2), x, sign);
    }
}
