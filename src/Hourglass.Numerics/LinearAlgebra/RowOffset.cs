namespace Hourglass.Numerics;

/// <summary>Adds the same numbers to every row of a matrix, and may multiply it by others.</summary>
public static class RowOffset
{
    /// <summary>Computes <c>y[i, j] = (x[i, j] + factor * offset[j]) * scale[j]</c>.</summary>
    /// <param name="x">The matrix; rows contiguous.</param>
    /// <param name="offset">One number per column.</param>
    /// <param name="factor">What they are multiplied by.</param>
    /// <param name="y">Receives the sums; rows contiguous; may be the matrix itself.</param>
    /// <param name="workers">The team.</param>
    /// <param name="scale">One number per column; empty, the default, for 1.</param>
    /// <exception cref="ArgumentException">Sizes differ, or a column stride is not 1.</exception>
    public static unsafe void Add(MatrixView x, ReadOnlySpan<float> offset, float factor, MatrixView y, Workers workers, ReadOnlySpan<float> scale = default)
    {
        x.Check(nameof(x));
        y.Check(nameof(y));
        if (y.Rows != x.Rows || y.Columns != x.Columns || offset.Length != x.Columns || (!scale.IsEmpty && scale.Length != x.Columns))
            Throw.Argument(nameof(y), $"Received {y.Rows}x{y.Columns} with {offset.Length} offsets and {scale.Length} scales for {x.Rows}x{x.Columns}, expected equal sizes.");
        if (x.ColumnStride != 1 || y.ColumnStride != 1) Throw.Argument(nameof(x), $"Received column strides {x.ColumnStride} and {y.ColumnStride}, expected 1.");
        fixed (float* offsets = offset, scales = scale)
        {
            Job job = new() { X = x.Pointer, XStride = x.RowStride, Offset = offsets, Scale = scales, Factor = factor, Y = y.Pointer, YStride = y.RowStride, Columns = x.Columns };
            workers.ForVectors(x.Rows, 8, job);
        }

        GC.KeepAlive(x.Buffer);
        GC.KeepAlive(y.Buffer);
    }

    private unsafe struct Job : IVectorJob
    {
        public float* X;
        public nint XStride;
        public float* Offset;

        /// <summary>One number per column, or null for 1.</summary>
        public float* Scale;
        public float Factor;
        public float* Y;
        public nint YStride;
        public int Columns;

        public readonly void Run<TWidth, TVec>(int start, int end, int worker)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct
        {
            TVec factor = TWidth.Broadcast(Factor);
            for (int row = start; row < end; row++)
            {
                float* x = X + (row * XStride), y = Y + (row * YStride);
                int i = 0;
                for (; i + TWidth.Count <= Columns; i += TWidth.Count)
                    TWidth.Store(y + i, TWidth.Fma(factor, TWidth.Load(Offset + i), TWidth.Load(x + i)));
                for (; i < Columns; i++) y[i] = MathF.FusedMultiplyAdd(Factor, Offset[i], x[i]);
                if (Scale == null) continue;
                i = 0;
                for (; i + TWidth.Count <= Columns; i += TWidth.Count) TWidth.Store(y + i, TWidth.Multiply(TWidth.Load(Scale + i), TWidth.Load(y + i)));
                for (; i < Columns; i++) y[i] *= Scale[i];
            }
        }
    }
}
