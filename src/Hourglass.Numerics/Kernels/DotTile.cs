using System.Runtime.CompilerServices;

namespace Hourglass.Numerics;

/// <summary>The inner loop of weight gradients with few outputs: four rows times three rows, summed over vectors of samples.</summary>
/// <remarks>Where <see cref="Tile"/> needs the outputs innermost and fills its vectors only with many of them, this takes both operands as
/// they lie in a batch.</remarks>
internal static unsafe class DotTile
{
    public const int Left = 4;
    public const int Right = 3;

    /// <summary>Three rows that advance from place to place; a row of zeros stands where a tap falls outside.</summary>
    public struct Operands
    {
        public float* X0;
        public float* X1;
        public float* X2;
        public nint Step0;
        public nint Step1;
        public nint Step2;
    }

    /// <summary>Sums for one block while it goes through the places of a row.</summary>
    public struct Sums<TVec>
        where TVec : struct
    {
        public TVec C00, C01, C02, C10, C11, C12, C20, C21, C22, C30, C31, C32;
    }

    /// <summary>Adds the products of some places.</summary>
    /// <param name="s">The sums.</param>
    /// <param name="y">The first of the four rows at the first place.</param>
    /// <param name="row1">The floats from the first row to the second.</param>
    /// <param name="row2">The floats from the first row to the third.</param>
    /// <param name="row3">The floats from the first row to the fourth.</param>
    /// <param name="step">The floats from place to place.</param>
    /// <param name="x">The three rows at the first place.</param>
    /// <param name="places">The number of places.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Add<TWidth, TVec>(
        ref Sums<TVec> s, float* y, nint row1, nint row2, nint row3, nint step, Operands x, int places)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec c00 = s.C00, c01 = s.C01, c02 = s.C02, c10 = s.C10, c11 = s.C11, c12 = s.C12;
        TVec c20 = s.C20, c21 = s.C21, c22 = s.C22, c30 = s.C30, c31 = s.C31, c32 = s.C32;
        float* x0 = x.X0, x1 = x.X1, x2 = x.X2;
        for (; places > 0; places--)
        {
            for (int i = 0; i < Tensor.PanelWidth; i += TWidth.Count)
            {
                TVec b0 = TWidth.Load(x0 + i), b1 = TWidth.Load(x1 + i), b2 = TWidth.Load(x2 + i);
                TVec a = TWidth.Load(y + i);
                c00 = TWidth.Fma(a, b0, c00);
                c01 = TWidth.Fma(a, b1, c01);
                c02 = TWidth.Fma(a, b2, c02);
                a = TWidth.Load(y + row1 + i);
                c10 = TWidth.Fma(a, b0, c10);
                c11 = TWidth.Fma(a, b1, c11);
                c12 = TWidth.Fma(a, b2, c12);
                a = TWidth.Load(y + row2 + i);
                c20 = TWidth.Fma(a, b0, c20);
                c21 = TWidth.Fma(a, b1, c21);
                c22 = TWidth.Fma(a, b2, c22);
                a = TWidth.Load(y + row3 + i);
                c30 = TWidth.Fma(a, b0, c30);
                c31 = TWidth.Fma(a, b1, c31);
                c32 = TWidth.Fma(a, b2, c32);
            }

            y += step;
            x0 += x.Step0;
            x1 += x.Step1;
            x2 += x.Step2;
        }

        s.C00 = c00;
        s.C01 = c01;
        s.C02 = c02;
        s.C10 = c10;
        s.C11 = c11;
        s.C12 = c12;
        s.C20 = c20;
        s.C21 = c21;
        s.C22 = c22;
        s.C30 = c30;
        s.C31 = c31;
        s.C32 = c32;
    }

    /// <summary>Adds the lanes of a block's sums to what a gradient holds.</summary>
    /// <param name="s">The sums.</param>
    /// <param name="gradient">The first output's first weight; outputs adjoin, weights lie 16 floats apart.</param>
    /// <param name="left">How many of the four rows count.</param>
    /// <param name="right">How many of the three rows count.</param>
    public static void AddTo<TWidth, TVec>(ref Sums<TVec> s, float* gradient, int left, int right)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        AddRow<TWidth, TVec>(s.C00, s.C01, s.C02, gradient, right);
        if (left > 1) AddRow<TWidth, TVec>(s.C10, s.C11, s.C12, gradient + 1, right);
        if (left > 2) AddRow<TWidth, TVec>(s.C20, s.C21, s.C22, gradient + 2, right);
        if (left > 3) AddRow<TWidth, TVec>(s.C30, s.C31, s.C32, gradient + 3, right);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRow<TWidth, TVec>(TVec first, TVec second, TVec third, float* gradient, int right)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        gradient[0] += TWidth.Sum(first);
        if (right > 1) gradient[DenseGeometry.OutputPanel] += TWidth.Sum(second);
        if (right > 2) gradient[2 * DenseGeometry.OutputPanel] += TWidth.Sum(third);
    }
}
