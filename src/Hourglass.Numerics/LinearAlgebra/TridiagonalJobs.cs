using System.Runtime.CompilerServices;

namespace Hourglass.Numerics;

/// <summary>Items are rows: makes the previous step's change of rank 2 and multiplies by this step's reflection.</summary>
internal unsafe struct TridiagonalStepJob : IDoubleJob
{
    public double* A;
    public nint Stride;
    public int Length;
    public double* PreviousV;
    public double* PreviousW;
    public double* RowV;
    public double* RowW;
    public double* Next;
    public double* Product;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IDoubleWidth<TVec>
        where TVec : struct
    {
        int row = start;
        for (; row + 4 <= end; row += 4) Rows4<TWidth, TVec>(row);
        for (; row < end; row++) Rows1<TWidth, TVec>(row);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void Rows4<TWidth, TVec>(int row)
        where TWidth : struct, IDoubleWidth<TVec>
        where TVec : struct
    {
        double* a0 = A + (row * Stride), a1 = a0 + Stride, a2 = a1 + Stride, a3 = a2 + Stride;
        TVec v0 = TWidth.Broadcast(-RowV[row]), v1 = TWidth.Broadcast(-RowV[row + 1]);
        TVec v2 = TWidth.Broadcast(-RowV[row + 2]), v3 = TWidth.Broadcast(-RowV[row + 3]);
        TVec w0 = TWidth.Broadcast(-RowW[row]), w1 = TWidth.Broadcast(-RowW[row + 1]);
        TVec w2 = TWidth.Broadcast(-RowW[row + 2]), w3 = TWidth.Broadcast(-RowW[row + 3]);
        TVec s0 = TWidth.Broadcast(0), s1 = s0, s2 = s0, s3 = s0;
        for (int i = 0; i < Length; i += TWidth.Count)
        {
            TVec v = TWidth.Load(PreviousV + i), w = TWidth.Load(PreviousW + i), next = TWidth.Load(Next + i);
            TVec x = TWidth.Fma(v0, w, TWidth.Fma(w0, v, TWidth.Load(a0 + i)));
            TWidth.Store(a0 + i, x);
            s0 = TWidth.Fma(x, next, s0);
            x = TWidth.Fma(v1, w, TWidth.Fma(w1, v, TWidth.Load(a1 + i)));
            TWidth.Store(a1 + i, x);
            s1 = TWidth.Fma(x, next, s1);
            x = TWidth.Fma(v2, w, TWidth.Fma(w2, v, TWidth.Load(a2 + i)));
            TWidth.Store(a2 + i, x);
            s2 = TWidth.Fma(x, next, s2);
            x = TWidth.Fma(v3, w, TWidth.Fma(w3, v, TWidth.Load(a3 + i)));
            TWidth.Store(a3 + i, x);
            s3 = TWidth.Fma(x, next, s3);
        }

        Product[row] = TWidth.Sum(s0);
        Product[row + 1] = TWidth.Sum(s1);
        Product[row + 2] = TWidth.Sum(s2);
        Product[row + 3] = TWidth.Sum(s3);
    }

    private readonly void Rows1<TWidth, TVec>(int row)
        where TWidth : struct, IDoubleWidth<TVec>
        where TVec : struct
    {
        double* a = A + (row * Stride);
        TVec rowV = TWidth.Broadcast(-RowV[row]), rowW = TWidth.Broadcast(-RowW[row]), sum = TWidth.Broadcast(0);
        for (int i = 0; i < Length; i += TWidth.Count)
        {
            TVec x = TWidth.Fma(rowV, TWidth.Load(PreviousW + i), TWidth.Fma(rowW, TWidth.Load(PreviousV + i), TWidth.Load(a + i)));
            TWidth.Store(a + i, x);
            sum = TWidth.Fma(x, TWidth.Load(Next + i), sum);
        }

        Product[row] = TWidth.Sum(sum);
    }
}

/// <summary>Items are vectors: applies all reflections, the last first.</summary>
internal unsafe struct ReflectionJob : IDoubleJob
{
    /// <summary>Vectors that go through the reflections together, so that each reflection is read once for all of them.</summary>
    public const int Group = 4;

    public double* Reflections;
    public double* Factors;
    public int Size;
    public nint Stride;
    public double* Vectors;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IDoubleWidth<TVec>
        where TVec : struct
    {
        for (int first = start; first < end; first += Group)
        {
            int last = Math.Min(first + Group, end);
            for (int k = Size - 1; k >= 0; k--)
            {
                if (Factors[k] == 0) continue;
                int aligned = (k + 1) / DoubleSimd.Widest * DoubleSimd.Widest;
                double* reflection = Reflections + (k * Stride) + aligned;
                for (int vector = first; vector < last; vector++)
                    Reflect<TWidth, TVec>(reflection, Factors[k], Vectors + (vector * Stride) + aligned, (int)Stride - aligned);
            }
        }
    }

    private static void Reflect<TWidth, TVec>(double* reflection, double factor, double* vector, int length)
        where TWidth : struct, IDoubleWidth<TVec>
        where TVec : struct
    {
        TVec change = TWidth.Broadcast(-factor * DoubleDot.Of<TWidth, TVec>(reflection, vector, length));
        for (int i = 0; i < length; i += TWidth.Count)
            TWidth.Store(vector + i, TWidth.Fma(change, TWidth.Load(reflection + i), TWidth.Load(vector + i)));
    }
}

/// <summary>The dot product of padded rows of doubles.</summary>
internal static unsafe class DoubleDot
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Of<TWidth, TVec>(double* x, double* y, int length)
        where TWidth : struct, IDoubleWidth<TVec>
        where TVec : struct
    {
        TVec even = TWidth.Broadcast(0), odd = even;
        int i = 0;
        for (; i + (2 * TWidth.Count) <= length; i += 2 * TWidth.Count)
        {
            even = TWidth.Fma(TWidth.Load(x + i), TWidth.Load(y + i), even);
            odd = TWidth.Fma(TWidth.Load(x + i + TWidth.Count), TWidth.Load(y + i + TWidth.Count), odd);
        }

        if (i < length) even = TWidth.Fma(TWidth.Load(x + i), TWidth.Load(y + i), even);
        return TWidth.Sum(TWidth.Add(even, odd));
    }
}
