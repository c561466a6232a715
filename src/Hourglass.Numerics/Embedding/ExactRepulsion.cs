namespace Hourglass.Numerics;

/// <summary>Sums over all pairs: the time grows with the square of the number of points.</summary>
/// <remarks><b>Computes</b> In single precision, in blocks that are added up: within 1e-5 of double precision (tests).</remarks>
public sealed class ExactRepulsion : Repulsion
{
    private readonly FloatBuffer _columns;
    private readonly double[] _sums;
    private readonly int _padded;

    /// <summary>Makes room for a map.</summary>
    /// <param name="count">The number of points; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public ExactRepulsion(int count)
        : base(count)
    {
        _padded = DenseKernel.CeilingDivide(count, ExactRepulsionJob.Lanes) * ExactRepulsionJob.Lanes;
        _columns = new FloatBuffer(2 * _padded);
        _sums = new double[_padded / ExactRepulsionJob.Lanes];
    }

    private protected override unsafe double Run(FloatBuffer places, FloatBuffer forces, Workers workers)
    {
        ReadOnlySpan<float> pairs = places.Span;
        Span<float> columns = _columns.Span;
        for (int i = 0; i < Count; i++)
        {
            columns[i] = pairs[2 * i];
            columns[_padded + i] = pairs[(2 * i) + 1];
        }

        fixed (double* sums = _sums)
        {
            workers.ForVectors(_sums.Length, 1, new ExactRepulsionJob
            {
                X = _columns.Pointer,
                Y = _columns.Pointer + _padded,
                Count = Count,
                Forces = forces.Pointer,
                Sums = sums,
            });
        }

        double total = 0;
        foreach (double sum in _sums) total += sum;
        return total - Count;
    }
}

/// <summary>Items are 32 points, lanes; the others are gone through one by one.</summary>
internal unsafe struct ExactRepulsionJob : IVectorJob
{
    public const int Lanes = 32;

    /// <summary>Others whose terms are added up before they join the total, so that rounding grows with blocks and not with points.</summary>
    private const int Block = 256;

    public float* X;
    public float* Y;
    public int Count;
    public float* Forces;
    public double* Sums;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        float* results = stackalloc float[3 * Lanes];
        for (int item = start; item < end; item++)
        {
            for (int lane = 0; lane < Lanes; lane += TWidth.Count) Sum<TWidth, TVec>((item * Lanes) + lane, results + lane);
            Sums[item] = Write(item * Lanes, results);
        }
    }

    private readonly void Sum<TWidth, TVec>(int at, float* results)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec x = TWidth.Load(X + at), y = TWidth.Load(Y + at), one = TWidth.Broadcast(1);
        TVec forceX = TWidth.Broadcast(0), forceY = forceX, total = forceX;
        for (int from = 0; from < Count; from += Block)
        {
            TVec blockX = TWidth.Broadcast(0), blockY = blockX, block = blockX;
            for (int j = from; j < Math.Min(from + Block, Count); j++)
            {
                TVec dx = TWidth.Subtract(x, TWidth.Broadcast(X[j])), dy = TWidth.Subtract(y, TWidth.Broadcast(Y[j]));
                TVec q = TWidth.Divide(one, TWidth.Fma(dx, dx, TWidth.Fma(dy, dy, one))), square = TWidth.Multiply(q, q);
                block = TWidth.Add(block, q);
                blockX = TWidth.Fma(square, dx, blockX);
                blockY = TWidth.Fma(square, dy, blockY);
            }

            total = TWidth.Add(total, block);
            forceX = TWidth.Add(forceX, blockX);
            forceY = TWidth.Add(forceY, blockY);
        }

        TWidth.Store(results, total);
        TWidth.Store(results + Lanes, forceX);
        TWidth.Store(results + (2 * Lanes), forceY);
    }

    private readonly double Write(int at, float* results)
    {
        double sum = 0;
        for (int lane = 0; lane < Math.Min(Lanes, Count - at); lane++)
        {
            sum += results[lane];
            Forces[2 * (at + lane)] = results[Lanes + lane];
            Forces[(2 * (at + lane)) + 1] = results[(2 * Lanes) + lane];
        }

        return sum;
    }
}
