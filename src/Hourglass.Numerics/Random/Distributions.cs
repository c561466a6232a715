using System.Runtime.CompilerServices;

namespace Hourglass.Numerics;

/// <summary>Turns random bits into random numbers.</summary>
internal interface IDistribution
{
    static abstract Four<TVec> Draw<TWidth, TVec>(Four<TVec> words)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct;
}

/// <summary><see cref="RandomKey.Uniform(int, int)"/>.</summary>
internal readonly struct UniformDistribution : IDistribution
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four<TVec> Draw<TWidth, TVec>(Four<TVec> words)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct => new(
            TWidth.BitsToUnit(words.A), TWidth.BitsToUnit(words.B), TWidth.BitsToUnit(words.C), TWidth.BitsToUnit(words.D));
}

/// <summary><see cref="RandomKey.Normal(int, int)"/>.</summary>
internal readonly struct NormalDistribution : IDistribution
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four<TVec> Draw<TWidth, TVec>(Four<TVec> words)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec a = Pair<TWidth, TVec>(words.A, words.B, out TVec b), c = Pair<TWidth, TVec>(words.C, words.D, out TVec d);
        return new(a, b, c, d);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVec Pair<TWidth, TVec>(TVec first, TVec second, out TVec sine)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec rest = TWidth.Subtract(TWidth.Broadcast(1), TWidth.BitsToUnit(first));

        // Never below zero: the logarithm of 1 is exact.
        TVec radius = TWidth.Sqrt(TWidth.Multiply(TWidth.Broadcast(-2), VectorMath.Log<TWidth, TVec>(rest)));
        sine = VectorMath.SinCosOfTurns<TWidth, TVec>(TWidth.BitsToUnit(second), out TVec cosine);
        sine = TWidth.Multiply(radius, sine);
        return TWidth.Multiply(radius, cosine);
    }
}
