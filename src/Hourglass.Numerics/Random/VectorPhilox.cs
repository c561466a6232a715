using System.Runtime.CompilerServices;

namespace Hourglass.Numerics;

/// <summary>The generator of <see cref="RandomKey"/> for a vector of samples at once.</summary>
internal static unsafe class VectorPhilox
{
    /// <summary>The numbers that <see cref="WriteKeys"/> writes.</summary>
    public const int KeysLength = 2 * RandomKey.Rounds;

    /// <summary>Writes the two keys of each round.</summary>
    public static void WriteKeys(RandomKey key, uint* keys)
    {
        uint a = (uint)key.Value, b = (uint)(key.Value >> 32);
        for (int round = 0; round < RandomKey.Rounds; round++, a += RandomKey.WeylA, b += RandomKey.WeylB)
        {
            keys[2 * round] = a;
            keys[(2 * round) + 1] = b;
        }
    }

    /// <summary>Computes <see cref="RandomKey.Word"/> of each sample for four neighbouring features.</summary>
    /// <param name="keys">From <see cref="WriteKeys"/>.</param>
    /// <param name="samples">The samples' numbers in the batch, as bits.</param>
    /// <param name="quarter">The first feature, divided by four.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Four<TVec> Words<TWidth, TVec>(uint* keys, TVec samples, uint quarter)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec c0 = samples, c1 = TWidth.FromBits(quarter), c2 = TWidth.FromBits(RandomKey.BatchStream), c3 = TWidth.FromBits(0);
        for (int round = 0; round < RandomKey.Rounds; round++)
        {
            TVec a = TWidth.MultiplyBits(c0, RandomKey.MultiplierA, out TVec lowA);
            TVec b = TWidth.MultiplyBits(c2, RandomKey.MultiplierB, out TVec lowB);
            c0 = TWidth.XorBits(TWidth.XorBits(b, c1), TWidth.FromBits(keys[2 * round]));
            c1 = lowB;
            c2 = TWidth.XorBits(TWidth.XorBits(a, c3), TWidth.FromBits(keys[(2 * round) + 1]));
            c3 = lowA;
        }

        return new Four<TVec>(c0, c1, c2, c3);
    }
}

/// <summary>The numbers of four neighbouring features.</summary>
internal readonly record struct Four<TVec>(TVec A, TVec B, TVec C, TVec D)
    where TVec : struct;
