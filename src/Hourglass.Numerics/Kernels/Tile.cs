using System.Runtime.CompilerServices;

namespace Hourglass.Numerics;

/// <summary>Where the element (row, k) of a left operand lies.</summary>
internal interface IRowLayout
{
    /// <summary>Gets the floats between two rows.</summary>
    static abstract int RowStride { get; }

    /// <summary>Gets the floats between two values of k inside a run.</summary>
    static abstract int Step { get; }
}

/// <summary>Rows are outputs of a weight in panels of 16 outputs, k its inputs.</summary>
internal readonly struct WeightOutputs : IRowLayout
{
    public static int RowStride => 1;

    public static int Step => DenseGeometry.OutputPanel;
}

/// <summary>Rows are inputs of a weight in panels of 16 outputs, k its outputs.</summary>
internal readonly struct WeightInputs : IRowLayout
{
    public static int RowStride => DenseGeometry.OutputPanel;

    public static int Step => 1;
}

/// <summary>Rows are features of a batch, k its samples.</summary>
internal readonly struct BatchFeatures : IRowLayout
{
    public static int RowStride => Tensor.PanelWidth;

    public static int Step => 1;
}

/// <summary>Rows of a packed block of <see cref="Packing.Rows"/> rows.</summary>
internal readonly struct PackedRows : IRowLayout
{
    public static int RowStride => 1;

    public static int Step => Packing.Rows;
}

/// <summary>The operands of a block of rows by two vectors: <c>C[row] = start + sum over k of A[row, k] * B[k]</c>.</summary>
/// <remarks>k comes in runs of equal length (the last may be shorter), because operands are stored in panels.</remarks>
internal unsafe struct TileOperands
{
    public float* A;
    public nint ARun;
    public float* B;
    public nint BStep;
    public nint BVector;
    public nint BRun;
    public int Runs;
    public int RunLength;
    public int LastRunLength;
    public float* C;
    public nint CRow;
    public nint CVector;

    /// <summary>One start value per row, or null for zero.</summary>
    public float* Bias;

    /// <summary>Whether the start is what C holds.</summary>
    public bool Accumulate;
}

/// <summary>The inner loops of every product: rows of scalars times two vectors of columns, sums in registers.</summary>
/// <remarks><b>Determinism</b> Every element is one chain of fused multiply-adds in the order of k, whatever the block's height.</remarks>
internal static unsafe class Tile
{
    /// <summary>Computes any number of rows.</summary>
    public static void Rows<TWidth, TVec, TRows>(TileOperands t, int rows)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
        where TRows : struct, IRowLayout
    {
        // Eight rows keep sixteen sums in registers; machines with sixteen registers have room for four rows.
        while (TWidth.Count == 16 && rows >= 8)
        {
            Rows8<TWidth, TVec, TRows>(ref t);
            Advance<TRows>(ref t, 8);
            rows -= 8;
        }

        while (rows >= 4)
        {
            Rows4<TWidth, TVec, TRows>(ref t);
            Advance<TRows>(ref t, 4);
            rows -= 4;
        }

        for (; rows > 0; rows--)
        {
            Rows1<TWidth, TVec, TRows>(ref t);
            Advance<TRows>(ref t, 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Advance<TRows>(ref TileOperands t, int rows)
        where TRows : struct, IRowLayout
    {
        t.A += rows * TRows.RowStride;
        t.C += rows * t.CRow;
        if (t.Bias != null) t.Bias += rows;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVec Start<TWidth, TVec>(ref TileOperands t, int row, nint vector)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct =>
        t.Accumulate ? TWidth.Load(t.C + (row * t.CRow) + vector)
        : t.Bias != null ? TWidth.Broadcast(t.Bias[row])
        : TWidth.Broadcast(0);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Rows8<TWidth, TVec, TRows>(ref TileOperands t)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
        where TRows : struct, IRowLayout
    {
        TVec c00 = Start<TWidth, TVec>(ref t, 0, 0), c01 = Start<TWidth, TVec>(ref t, 0, t.CVector);
        TVec c10 = Start<TWidth, TVec>(ref t, 1, 0), c11 = Start<TWidth, TVec>(ref t, 1, t.CVector);
        TVec c20 = Start<TWidth, TVec>(ref t, 2, 0), c21 = Start<TWidth, TVec>(ref t, 2, t.CVector);
        TVec c30 = Start<TWidth, TVec>(ref t, 3, 0), c31 = Start<TWidth, TVec>(ref t, 3, t.CVector);
        TVec c40 = Start<TWidth, TVec>(ref t, 4, 0), c41 = Start<TWidth, TVec>(ref t, 4, t.CVector);
        TVec c50 = Start<TWidth, TVec>(ref t, 5, 0), c51 = Start<TWidth, TVec>(ref t, 5, t.CVector);
        TVec c60 = Start<TWidth, TVec>(ref t, 6, 0), c61 = Start<TWidth, TVec>(ref t, 6, t.CVector);
        TVec c70 = Start<TWidth, TVec>(ref t, 7, 0), c71 = Start<TWidth, TVec>(ref t, 7, t.CVector);

        float* aRun = t.A, bRun = t.B;
        nint step = t.BStep, vector = t.BVector;
        for (int run = t.Runs; run > 0; run--)
        {
            float* a = aRun, b = bRun;
            for (int k = run == 1 ? t.LastRunLength : t.RunLength; k > 0; k--)
            {
                TVec b0 = TWidth.Load(b), b1 = TWidth.Load(b + vector);
                TVec x = TWidth.Broadcast(a[0]);
                c00 = TWidth.Fma(x, b0, c00);
                c01 = TWidth.Fma(x, b1, c01);
                x = TWidth.Broadcast(a[TRows.RowStride]);
                c10 = TWidth.Fma(x, b0, c10);
                c11 = TWidth.Fma(x, b1, c11);
                x = TWidth.Broadcast(a[2 * TRows.RowStride]);
                c20 = TWidth.Fma(x, b0, c20);
                c21 = TWidth.Fma(x, b1, c21);
                x = TWidth.Broadcast(a[3 * TRows.RowStride]);
                c30 = TWidth.Fma(x, b0, c30);
                c31 = TWidth.Fma(x, b1, c31);
                x = TWidth.Broadcast(a[4 * TRows.RowStride]);
                c40 = TWidth.Fma(x, b0, c40);
                c41 = TWidth.Fma(x, b1, c41);
                x = TWidth.Broadcast(a[5 * TRows.RowStride]);
                c50 = TWidth.Fma(x, b0, c50);
                c51 = TWidth.Fma(x, b1, c51);
                x = TWidth.Broadcast(a[6 * TRows.RowStride]);
                c60 = TWidth.Fma(x, b0, c60);
                c61 = TWidth.Fma(x, b1, c61);
                x = TWidth.Broadcast(a[7 * TRows.RowStride]);
                c70 = TWidth.Fma(x, b0, c70);
                c71 = TWidth.Fma(x, b1, c71);
                a += TRows.Step;
                b += step;
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
    private static void Rows4<TWidth, TVec, TRows>(ref TileOperands t)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
        where TRows : struct, IRowLayout
    {
        TVec c00 = Start<TWidth, TVec>(ref t, 0, 0), c01 = Start<TWidth, TVec>(ref t, 0, t.CVector);
        TVec c10 = Start<TWidth, TVec>(ref t, 1, 0), c11 = Start<TWidth, TVec>(ref t, 1, t.CVector);
        TVec c20 = Start<TWidth, TVec>(ref t, 2, 0), c21 = Start<TWidth, TVec>(ref t, 2, t.CVector);
        TVec c30 = Start<TWidth, TVec>(ref t, 3, 0), c31 = Start<TWidth, TVec>(ref t, 3, t.CVector);

        float* aRun = t.A, bRun = t.B;
        nint step = t.BStep, vector = t.BVector;
        for (int run = t.Runs; run > 0; run--)
        {
            float* a = aRun, b = bRun;
            for (int k = run == 1 ? t.LastRunLength : t.RunLength; k > 0; k--)
            {
                TVec b0 = TWidth.Load(b), b1 = TWidth.Load(b + vector);
                TVec x = TWidth.Broadcast(a[0]);
                c00 = TWidth.Fma(x, b0, c00);
                c01 = TWidth.Fma(x, b1, c01);
                x = TWidth.Broadcast(a[TRows.RowStride]);
                c10 = TWidth.Fma(x, b0, c10);
                c11 = TWidth.Fma(x, b1, c11);
                x = TWidth.Broadcast(a[2 * TRows.RowStride]);
                c20 = TWidth.Fma(x, b0, c20);
                c21 = TWidth.Fma(x, b1, c21);
                x = TWidth.Broadcast(a[3 * TRows.RowStride]);
                c30 = TWidth.Fma(x, b0, c30);
                c31 = TWidth.Fma(x, b1, c31);
                a += TRows.Step;
                b += step;
            }

            aRun += t.ARun;
            bRun += t.BRun;
        }

        Store<TWidth, TVec>(ref t, 0, c00, c01);
        Store<TWidth, TVec>(ref t, 1, c10, c11);
        Store<TWidth, TVec>(ref t, 2, c20, c21);
        Store<TWidth, TVec>(ref t, 3, c30, c31);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Rows1<TWidth, TVec, TRows>(ref TileOperands t)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
        where TRows : struct, IRowLayout
    {
        TVec c0 = Start<TWidth, TVec>(ref t, 0, 0), c1 = Start<TWidth, TVec>(ref t, 0, t.CVector);
        float* aRun = t.A, bRun = t.B;
        for (int run = t.Runs; run > 0; run--)
        {
            float* a = aRun, b = bRun;
            for (int k = run == 1 ? t.LastRunLength : t.RunLength; k > 0; k--)
            {
                TVec x = TWidth.Broadcast(a[0]);
                c0 = TWidth.Fma(x, TWidth.Load(b), c0);
                c1 = TWidth.Fma(x, TWidth.Load(b + t.BVector), c1);
                a += TRows.Step;
                b += t.BStep;
            }

            aRun += t.ARun;
            bRun += t.BRun;
        }

        Store<TWidth, TVec>(ref t, 0, c0, c1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TWidth, TVec>(ref TileOperands t, int row, TVec first, TVec second)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        float* c = t.C + (row * t.CRow);
        TWidth.Store(c, first);
        TWidth.Store(c + t.CVector, second);
    }
}
