using System.Runtime.CompilerServices;

namespace Hourglass.Numerics;

/// <summary>The inner loops of convolutions with few outputs: one scalar times two vectors at each of several places.</summary>
/// <remarks>
/// <para>Where <see cref="Tile"/> keeps sums for several outputs of one place, this keeps sums for one output of several places.</para>
/// <para><b>Determinism</b> Every element is one chain of fused multiply-adds in the order of k, whatever the number of places.</para>
/// </remarks>
internal static unsafe class PlaceTile
{
    /// <summary>Computes one output of any number of places.</summary>
    /// <param name="t">The operands of the first place; <see cref="TileOperands.CRow"/> leads from place to place.</param>
    /// <param name="places">The number of places.</param>
    /// <param name="bPlace">The floats from a place's first operand to the next place's.</param>
    public static void Run<TWidth, TVec>(TileOperands t, int places, nint bPlace)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        while (TWidth.Count == 16 && places >= 8)
        {
            Places8<TWidth, TVec>(ref t, bPlace);
            Advance(ref t, 8, bPlace);
            places -= 8;
        }

        while (places >= 4)
        {
            Places4<TWidth, TVec>(ref t, bPlace);
            Advance(ref t, 4, bPlace);
            places -= 4;
        }

        for (; places > 0; places--)
        {
            Tile.Rows<TWidth, TVec, WeightOutputs>(t, 1);
            Advance(ref t, 1, bPlace);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Advance(ref TileOperands t, int places, nint bPlace)
    {
        t.B += places * bPlace;
        t.C += places * t.CRow;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVec Start<TWidth, TVec>(ref TileOperands t, int place, nint vector)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct =>
        t.Accumulate ? TWidth.Load(t.C + (place * t.CRow) + vector) : TWidth.Broadcast(t.Bias == null ? 0 : *t.Bias);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TWidth, TVec>(ref TileOperands t, int place, TVec first, TVec second)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        float* c = t.C + (place * t.CRow);
        TWidth.Store(c, first);
        TWidth.Store(c + TWidth.Count, second);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Places8<TWidth, TVec>(ref TileOperands t, nint bPlace)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec c00 = Start<TWidth, TVec>(ref t, 0, 0), c01 = Start<TWidth, TVec>(ref t, 0, TWidth.Count);
        TVec c10 = Start<TWidth, TVec>(ref t, 1, 0), c11 = Start<TWidth, TVec>(ref t, 1, TWidth.Count);
        TVec c20 = Start<TWidth, TVec>(ref t, 2, 0), c21 = Start<TWidth, TVec>(ref t, 2, TWidth.Count);
        TVec c30 = Start<TWidth, TVec>(ref t, 3, 0), c31 = Start<TWidth, TVec>(ref t, 3, TWidth.Count);
        TVec c40 = Start<TWidth, TVec>(ref t, 4, 0), c41 = Start<TWidth, TVec>(ref t, 4, TWidth.Count);
        TVec c50 = Start<TWidth, TVec>(ref t, 5, 0), c51 = Start<TWidth, TVec>(ref t, 5, TWidth.Count);
        TVec c60 = Start<TWidth, TVec>(ref t, 6, 0), c61 = Start<TWidth, TVec>(ref t, 6, TWidth.Count);
        TVec c70 = Start<TWidth, TVec>(ref t, 7, 0), c71 = Start<TWidth, TVec>(ref t, 7, TWidth.Count);

        float* aRun = t.A, bRun = t.B;
        for (int run = t.Runs; run > 0; run--)
        {
            float* a = aRun, b = bRun, far = bRun + (4 * bPlace);
            for (int k = run == 1 ? t.LastRunLength : t.RunLength; k > 0; k--)
            {
                TVec x = TWidth.Broadcast(*a);
                c00 = TWidth.Fma(x, TWidth.Load(b), c00);
                c01 = TWidth.Fma(x, TWidth.Load(b + TWidth.Count), c01);
                c10 = TWidth.Fma(x, TWidth.Load(b + bPlace), c10);
                c11 = TWidth.Fma(x, TWidth.Load(b + bPlace + TWidth.Count), c11);
                c20 = TWidth.Fma(x, TWidth.Load(b + (2 * bPlace)), c20);
                c21 = TWidth.Fma(x, TWidth.Load(b + (2 * bPlace) + TWidth.Count), c21);
                c30 = TWidth.Fma(x, TWidth.Load(b + (3 * bPlace)), c30);
                c31 = TWidth.Fma(x, TWidth.Load(b + (3 * bPlace) + TWidth.Count), c31);
                c40 = TWidth.Fma(x, TWidth.Load(far), c40);
                c41 = TWidth.Fma(x, TWidth.Load(far + TWidth.Count), c41);
                c50 = TWidth.Fma(x, TWidth.Load(far + bPlace), c50);
                c51 = TWidth.Fma(x, TWidth.Load(far + bPlace + TWidth.Count), c51);
                c60 = TWidth.Fma(x, TWidth.Load(far + (2 * bPlace)), c60);
                c61 = TWidth.Fma(x, TWidth.Load(far + (2 * bPlace) + TWidth.Count), c61);
                c70 = TWidth.Fma(x, TWidth.Load(far + (3 * bPlace)), c70);
                c71 = TWidth.Fma(x, TWidth.Load(far + (3 * bPlace) + TWidth.Count), c71);
                a += WeightOutputs.Step;
                b += Tensor.PanelWidth;
                far += Tensor.PanelWidth;
            }

            aRun += t.ARun;
            bRun += t.BRun;
        }

        Store<TWidth, TVec>(ref t, 0, c00, c01);
        Store<TWidth, TVec>(ref t, 1, c10, c11);
        Store<TWidth, TVec>(ref t, 2, c20, c21);
        Store<TWidth, TVec>(ref t, 3, c30, c31);
        Store<TWidth, TVec>(ref t, 4, c40, c41);
        Store<TWidth, TVec>(ref t, 5, c50, c51);
        Store<TWidth, TVec>(ref t, 6, c60, c61);
        Store<TWidth, TVec>(ref t, 7, c70, c71);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Places4<TWidth, TVec>(ref TileOperands t, nint bPlace)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec c00 = Start<TWidth, TVec>(ref t, 0, 0), c01 = Start<TWidth, TVec>(ref t, 0, TWidth.Count);
        TVec c10 = Start<TWidth, TVec>(ref t, 1, 0), c11 = Start<TWidth, TVec>(ref t, 1, TWidth.Count);
        TVec c20 = Start<TWidth, TVec>(ref t, 2, 0), c21 = Start<TWidth, TVec>(ref t, 2, TWidth.Count);
        TVec c30 = Start<TWidth, TVec>(ref t, 3, 0), c31 = Start<TWidth, TVec>(ref t, 3, TWidth.Count);

        float* aRun = t.A, bRun = t.B;
        for (int run = t.Runs; run > 0; run--)
        {
            float* a = aRun, b = bRun;
            for (int k = run == 1 ? t.LastRunLength : t.RunLength; k > 0; k--)
            {
                TVec x = TWidth.Broadcast(*a);
                c00 = TWidth.Fma(x, TWidth.Load(b), c00);
                c01 = TWidth.Fma(x, TWidth.Load(b + TWidth.Count), c01);
                c10 = TWidth.Fma(x, TWidth.Load(b + bPlace), c10);
                c11 = TWidth.Fma(x, TWidth.Load(b + bPlace + TWidth.Count), c11);
                c20 = TWidth.Fma(x, TWidth.Load(b + (2 * bPlace)), c20);
                c21 = TWidth.Fma(x, TWidth.Load(b + (2 * bPlace) + TWidth.Count), c21);
                c30 = TWidth.Fma(x, TWidth.Load(b + (3 * bPlace)), c30);
                c31 = TWidth.Fma(x, TWidth.Load(b + (3 * bPlace) + TWidth.Count), c31);
                a += WeightOutputs.Step;
                b += Tensor.PanelWidth;
            }

            aRun += t.ARun;
            bRun += t.BRun;
        }

        Store<TWidth, TVec>(ref t, 0, c00, c01);
        Store<TWidth, TVec>(ref t, 1, c10, c11);
        Store<TWidth, TVec>(ref t, 2, c20, c21);
        Store<TWidth, TVec>(ref t, 3, c30, c31);
    }
}
