namespace Hourglass.Numerics;

/// <summary>Sums of batches.</summary>
public static class SumKernel
{
    private const int Grain = 4096;

    /// <summary>Computes <c>y = x + other</c>.</summary>
    /// <param name="x">A batch.</param>
    /// <param name="other">A batch of as many features and samples; its shape may be another.</param>
    /// <param name="y">Receives the sum; may be either.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static unsafe void Add(Tensor x, Tensor other, Tensor y, Workers workers)
    {
        CheckSize(x, other, nameof(other));
        CheckSize(x, y, nameof(y));
        workers.ForVectors(y.Length, Grain, new Job { X = x.Pointer, Other = other.Pointer, Y = y.Pointer });
        GC.KeepAlive(x.Buffer);
        GC.KeepAlive(other.Buffer);
        GC.KeepAlive(y.Buffer);
    }

    private static void CheckSize(Tensor expected, Tensor received, string parameter)
    {
        if (received.Rows != expected.Rows || received.Columns != expected.Columns)
            Throw.Argument(parameter, $"Received {received.Rows} x {received.Columns}, expected {expected.Rows} x {expected.Columns}.");
    }

    private unsafe struct Job : IVectorJob
    {
        public float* X;
        public float* Other;
        public float* Y;

        public readonly void Run<TWidth, TVec>(int start, int end, int worker)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct
        {
            for (int i = start; i < end; i += TWidth.Count) TWidth.Store(Y + i, TWidth.Add(TWidth.Load(X + i), TWidth.Load(Other + i)));
        }
    }
}
