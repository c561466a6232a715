using System.Runtime.CompilerServices;

namespace Hourglass.Numerics;

/// <summary>The inner loop of products with one vector of columns: more rows make up for the second vector of <see cref="Tile"/>.</summary>
/// <remarks><b>Determinism</b> Every element is one chain of fused multiply-adds in the order of k, whatever the block's height.</remarks>
internal static unsafe class ColumnTile
{
    /// <summary>Adds to any number of rows of one vector.</summary>
    public static void AddRows<TWidth, TVec, TRows>(TileOperands t, int rows)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
        where TRows : struct, IRowLayout
    {
        for (; rows >= 12; rows -= 12)
        {
            Rows12<TWidth, TVec, TRows>(ref t);
            t.A += 12 * TRows.RowStride;
            t.C += 12 * t.CRow;
        }

        // The same vector twice, and both results to the same place.
        t.BVector = t.CVector = 0;
        Tile.Rows<TWidth, TVec, TRows>(t, rows);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVec Start<TWidth, TVec>(ref TileOperands t, int row)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct => TWidth.Load(t.C + (row * t.CRow));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Rows12<TWidth, TVec, TRows>(ref TileOperands t)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
        where TRows : struct, IRowLayout
    {
        TVec c0 = Start<TWidth, TVec>(ref t, 0), c1 = Start<TWidth, TVec>(ref t, 1);
        TVec c2 = Start<TWidth, TVec>(ref t, 2), c3 = Start<TWidth, TVec>(ref t, 3);
        TVec c4 = Start<TWidth, TVec>(ref t, 4), c5 = Start<TWidth, TVec>(ref t, 5);
        TVec c6 = Start<TWidth, TVec>(ref t, 6), c7 = Start<TWidth, TVec>(ref t, 7);
        TVec c8 = Start<TWidth, TVec>(ref t, 8), c9 = Start<TWidth, TVec>(ref t, 9);
        TVec c10 = Start<TWidth, TVec>(ref t, 10), c11 = Start<TWidth, TVec>(ref t, 11);

        float* aRun = t.A, bRun = t.B;
        for (int run = t.Runs; run > 0; run--)
        {
            float* a = aRun, b = bRun;
            for (int k = run == 1 ? t.LastRunLength : t.RunLength; k > 0; k--)
            {
                TVec x = TWidth.Load(b);
                c0 = TWidth.Fma(TWidth.Broadcast(a[0]), x, c0);
                c1 = TWidth.Fma(TWidth.Broadcast(a[TRows.RowStride]), x, c1);
                c2 = TWidth.Fma(TWidth.Broadcast(a[2 * TRows.RowStride]), x, c2);
                c3 = TWidth.Fma(TWidth.Broadcast(a[3 * TRows.RowStride]), x, c3);
                c4 = TWidth.Fma(TWidth.Broadcast(a[4 * TRows.RowStride]), x, c4);
                c5 = TWidth.Fma(TWidth.Broadcast(a[5 * TRows.RowStride]), x, c5);
                c6 = TWidth.Fma(TWidth.Broadcast(a[6 * TRows.RowStride]), x, c6);
                c7 = TWidth.Fma(TWidth.Broadcast(a[7 * TRows.RowStride]), x, c7);
                c8 = TWidth.Fma(TWidth.Broadcast(a[8 * TRows.RowStride]), x, c8);
                c9 = TWidth.Fma(TWidth.Broadcast(a[9 * TRows.RowStride]), x, c9);
                c10 = TWidth.Fma(TWidth.Broadcast(a[10 * TRows.RowStride]), x, c10);
                c11 = TWidth.Fma(TWidth.Broadcast(a[11 * TRows.RowStride]), x, c11);
                a += TRows.Step;
                b += t.BStep;
            }

            aRun += t.ARun;
            bRun += t.BRun;
        }

        TWidth.Store(t.C + (0 * t.CRow), c0);
        TWidth.Store(t.C + (1 * t.CRow), c1);
        TWidth.Store(t.C + (2 * t.CRow), c2);
        TWidth.Store(t.C + (3 * t.CRow), c3);
        TWidth.Store(t.C + (4 * t.CRow), c4);
        TWidth.Store(t.C + (5 * t.CRow), c5);
        TWidth.Store(t.C + (6 * t.CRow), c6);
        TWidth.Store(t.C + (7 * t.CRow), c7);
        TWidth.Store(t.C + (8 * t.CRow), c8);
        TWidth.Store(t.C + (9 * t.CRow), c9);
        TWidth.Store(t.C + (10 * t.CRow), c10);
        TWidth.Store(t.C + (11 * t.CRow), c11);
    }
}
