using System.Runtime.CompilerServices;

namespace Hourglass.Numerics;

/// <summary>How the cells of a window become one.</summary>
internal interface IPooling
{
    /// <summary>Takes one more cell in.</summary>
    static abstract TVec Join<TWidth, TVec>(TVec sum, TVec x)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct;
}

internal readonly struct SumPooling : IPooling
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Join<TWidth, TVec>(TVec sum, TVec x)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct => TWidth.Add(sum, x);
}

internal readonly struct MaxPooling : IPooling
{
    /// <remarks>The maximum of the width takes x where either is not a number, and the selection keeps a sum that already is none.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVec Join<TWidth, TVec>(TVec sum, TVec x)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct =>
        TWidth.Select(TWidth.LessThan(sum, TWidth.Broadcast(float.PositiveInfinity)), TWidth.Max(sum, x), sum);
}

/// <summary>The part of a window that one call looks at: <see cref="Rows"/> x <see cref="Columns"/> cells.</summary>
internal unsafe struct PoolWindow
{
    public float* First;
    public int Rows;
    public int Columns;
    public nint RowStride;
    public nint CellStride;

    public readonly int Cells => Rows * Columns;

    /// <summary>Finds a window in an image.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PoolWindow At(in PoolGeometry geometry, float* image, int outputY, int outputX)
    {
        PoolWindow window;
        window.Rows = geometry.Y.Window(outputY, out int y);
        window.Columns = geometry.X.Window(outputX, out int x);
        window.CellStride = geometry.Channels * Tensor.PanelWidth;
        window.RowStride = geometry.X.Input * window.CellStride;
        window.First = image + (y * window.RowStride) + (x * window.CellStride);
        return window;
    }
}

/// <summary>Computes one cell from each window.</summary>
internal unsafe struct WindowJob<TPooling> : IPlaneJob
    where TPooling : struct, IPooling
{
    public PoolGeometry Geometry;
    public bool Mean;
    public float* X;
    public float* Y;

    public readonly void Run<TWidth, TVec>(int panel, int start, int length)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        nint cell = Geometry.Channels * Tensor.PanelWidth;
        int rows = Geometry.Y.Output, columns = Geometry.X.Output;
        float* x = X + (panel * Geometry.Y.Input * Geometry.X.Input * cell) + start;
        float* y = Y + (panel * rows * columns * cell) + start;
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++, y += cell)
            {
                PoolWindow window = PoolWindow.At(Geometry, x, row, column);
                float scale = Mean ? 1f / window.Cells : 1;
                Pool<TWidth, TVec>(window, scale, y, length);
            }
        }
    }

    private static void Pool<TWidth, TVec>(in PoolWindow window, float scale, float* y, int length)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec factor = TWidth.Broadcast(scale);
        float* first = window.First;
        nint rowStride = window.RowStride, cellStride = window.CellStride;
        int rows = window.Rows, columns = window.Columns;
        for (int i = 0; i < length; i += TWidth.Count)
        {
            float* x = first + i;
            TVec sum = TWidth.Load(x);
            for (int column = 1; column < columns; column++) sum = TPooling.Join<TWidth, TVec>(sum, TWidth.Load(x + (column * cellStride)));
            for (int row = 1; row < rows; row++)
            {
                x += rowStride;
                for (int column = 0; column < columns; column++) sum = TPooling.Join<TWidth, TVec>(sum, TWidth.Load(x + (column * cellStride)));
            }

            TWidth.Store(y + i, TWidth.Multiply(sum, factor));
        }
    }
}

/// <summary>Gives each window's number to its cells.</summary>
internal unsafe struct SpreadJob : IPlaneJob
{
    public PoolGeometry Geometry;
    public bool Mean;
    public float* Y;
    public float* X;

    public readonly void Run<TWidth, TVec>(int panel, int start, int length)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        nint cell = Geometry.Channels * Tensor.PanelWidth;
        int rows = Geometry.Y.Output, columns = Geometry.X.Output;
        float* x = X + (panel * Geometry.Y.Input * Geometry.X.Input * cell) + start;
        float* y = Y + (panel * rows * columns * cell) + start;
        if (!Geometry.Tiles) PlaneJobs.Clear(x, Geometry.Y.Input * Geometry.X.Input, cell, length);
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++, y += cell)
            {
                PoolWindow window = PoolWindow.At(Geometry, x, row, column);
                float scale = Mean ? 1f / window.Cells : 1;
                if (Geometry.Overlaps) Spread<TWidth, TVec, Adding>(window, scale, y, length);
                else Spread<TWidth, TVec, Overwriting>(window, scale, y, length);
            }
        }
    }

    private static void Spread<TWidth, TVec, TWriting>(in PoolWindow window, float scale, float* y, int length)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
        where TWriting : struct, IWriting
    {
        TVec factor = TWidth.Broadcast(scale);
        nint rowStride = window.RowStride, cellStride = window.CellStride;
        int rows = window.Rows, columns = window.Columns;
        float* first = window.First;
        for (int i = 0; i < length; i += TWidth.Count)
        {
            TVec share = TWidth.Multiply(TWidth.Load(y + i), factor);
            float* x = first + i;
            for (int row = 0; row < rows; row++, x += rowStride)
                for (int column = 0; column < columns; column++) TWriting.Write<TWidth, TVec>(x + (column * cellStride), share);
        }
    }
}

/// <summary>Gives the gradient of each maximum to the first cell that holds it.</summary>
internal unsafe struct MaxGradientJob : IPlaneJob
{
    public PoolGeometry Geometry;
    public float* X;
    public float* Y;
    public float* Dy;
    public float* Dx;

    public readonly void Run<TWidth, TVec>(int panel, int start, int length)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        nint cell = Geometry.Channels * Tensor.PanelWidth;
        int rows = Geometry.Y.Output, columns = Geometry.X.Output;
        nint input = (panel * Geometry.Y.Input * Geometry.X.Input * cell) + start;
        nint output = (panel * rows * columns * cell) + start;
        if (!Geometry.Tiles) PlaneJobs.Clear(Dx + input, Geometry.Y.Input * Geometry.X.Input, cell, length);
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++, output += cell)
            {
                PoolWindow window = PoolWindow.At(Geometry, X + input, row, column);
                if (Geometry.Overlaps) Route<TWidth, TVec, Adding>(window, output, length);
                else Route<TWidth, TVec, Overwriting>(window, output, length);
            }
        }
    }

    /// <summary>Walks over a window with what is left of the gradient: the first cell that is not below the maximum takes all of it.</summary>
    private readonly void Route<TWidth, TVec, TWriting>(in PoolWindow window, nint output, int length)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
        where TWriting : struct, IWriting
    {
        TVec zero = TWidth.Broadcast(0);
        nint rowStride = window.RowStride, cellStride = window.CellStride, toDx = (nint)(Dx - X);
        int rows = window.Rows, columns = window.Columns;
        float* first = window.First, maxima = Y + output, gradients = Dy + output;
        for (int i = 0; i < length; i += TWidth.Count)
        {
            TVec maximum = TWidth.Load(maxima + i), left = TWidth.Load(gradients + i);
            float* x = first + i;
            for (int row = 0; row < rows; row++, x += rowStride)
            {
                for (int column = 0; column < columns; column++)
                {
                    float* place = x + (column * cellStride);
                    TVec below = TWidth.LessThan(TWidth.Load(place), maximum);
                    TWriting.Write<TWidth, TVec>(place + toDx, TWidth.Select(below, zero, left));
                    left = TWidth.Select(below, left, zero);
                }
            }
        }
    }
}

/// <summary>How a result reaches memory.</summary>
internal unsafe interface IWriting
{
    static abstract void Write<TWidth, TVec>(float* place, TVec value)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct;
}

internal readonly unsafe struct Overwriting : IWriting
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<TWidth, TVec>(float* place, TVec value)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct => TWidth.Store(place, value);
}

internal readonly unsafe struct Adding : IWriting
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<TWidth, TVec>(float* place, TVec value)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct => TWidth.Store(place, TWidth.Add(TWidth.Load(place), value));
}
