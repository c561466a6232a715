namespace Hourglass.Numerics;

/// <summary>Sums distances. Items are panels of 32 points, whose sums are the lanes of vectors.</summary>
internal unsafe struct DistanceSumJob : IVectorJob
{
    /// <summary>Distances that are added in single precision before the sum goes on in double precision.</summary>
    private const int Block = 64;

    public MatrixView Points;
    public int* Sizes;
    public int Groups;
    public double* Sums;

    /// <summary>What the points were multiplied by.</summary>
    public double Scale;
    public CancellationToken Cancellation;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        int dimensions = Points.Columns;
        FloatBuffer panel = new(checked(Packing.Columns * dimensions));
        for (int item = start; item < end; item++)
        {
            Cancellation.ThrowIfCancellationRequested();
            int first = item * Packing.Columns, count = Math.Min(Packing.Columns, Points.Rows - first);
            Packing.Pack(Points.Pointer + ((nint)first * Points.RowStride), Points.RowStride, 1, count, dimensions, Packing.Columns, panel.Pointer);
            new Span<double>(Sums + ((nint)first * Groups), count * Groups).Clear();
            int point = 0;
            for (int group = 0; group < Groups; group++)
            {
                int last = point + Sizes[group];
                for (; point < last; point += Math.Min(Block, last - point))
                {
                    float* block = Points.Pointer + ((nint)point * Points.RowStride);
                    AddBlock<TWidth, TVec>(panel.Pointer, block, Math.Min(Block, last - point), first, count, group);
                }
            }
        }

        GC.KeepAlive(panel);
    }

    private readonly void AddBlock<TWidth, TVec>(float* panel, float* block, int points, int first, int count, int group)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        float* lanes = stackalloc float[Packing.Columns];
        int dimensions = Points.Columns;
        nint stride = Points.RowStride;
        for (int column = 0; column < Packing.Columns; column += TWidth.Count)
        {
            TVec sum = TWidth.Broadcast(0);
            int point = 0;
            for (; point <= points - 4; point += 4) sum = AddFour<TWidth, TVec>(panel + column, block + (point * stride), stride, dimensions, sum);
            for (; point < points; point++) sum = TWidth.Add(sum, Distance<TWidth, TVec>(panel + column, block + (point * stride), dimensions));
            TWidth.Store(lanes + column, sum);
        }

        for (int i = 0; i < count; i++) Sums[((nint)(first + i) * Groups) + group] += lanes[i] / Scale;
    }

    /// <summary>Adds four distances, whose independent sums keep the arithmetic units busy.</summary>
    private static TVec AddFour<TWidth, TVec>(float* panel, float* point, nint stride, int dimensions, TVec sum)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec s0 = TWidth.Broadcast(0), s1 = s0, s2 = s0, s3 = s0;
        for (int k = 0; k < dimensions; k++)
        {
            TVec x = TWidth.Load(panel + ((nint)k * Packing.Columns));
            TVec d0 = TWidth.Subtract(x, TWidth.Broadcast(point[k])), d1 = TWidth.Subtract(x, TWidth.Broadcast(point[stride + k]));
            TVec d2 = TWidth.Subtract(x, TWidth.Broadcast(point[(2 * stride) + k])), d3 = TWidth.Subtract(x, TWidth.Broadcast(point[(3 * stride) + k]));
            s0 = TWidth.Fma(d0, d0, s0);
            s1 = TWidth.Fma(d1, d1, s1);
            s2 = TWidth.Fma(d2, d2, s2);
            s3 = TWidth.Fma(d3, d3, s3);
        }

        sum = TWidth.Add(TWidth.Add(sum, TWidth.Sqrt(s0)), TWidth.Sqrt(s1));
        return TWidth.Add(TWidth.Add(sum, TWidth.Sqrt(s2)), TWidth.Sqrt(s3));
    }

    private static TVec Distance<TWidth, TVec>(float* panel, float* point, int dimensions)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec sum = TWidth.Broadcast(0);
        for (int k = 0; k < dimensions; k++)
        {
            TVec difference = TWidth.Subtract(TWidth.Load(panel + ((nint)k * Packing.Columns)), TWidth.Broadcast(point[k]));
            sum = TWidth.Fma(difference, difference, sum);
        }

        return TWidth.Sqrt(sum);
    }
}
