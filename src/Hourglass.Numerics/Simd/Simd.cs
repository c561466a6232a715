using System.Runtime.Intrinsics;

namespace Hourglass.Numerics;

/// <summary>A vector width in bits.</summary>
public enum SimdWidth
{
    /// <summary>One float at a time.</summary>
    Scalar = 32,

    /// <summary>4 floats.</summary>
    Bits128 = 128,

    /// <summary>8 floats.</summary>
    Bits256 = 256,

    /// <summary>16 floats.</summary>
    Bits512 = 512,
}

/// <summary>Chooses the vector width that kernels run with.</summary>
public static class Simd
{
    [ThreadStatic]
    private static SimdWidth? _override;

    /// <summary>Gets the widest width that this machine accelerates.</summary>
    public static SimdWidth Widest { get; } =
        Vector512.IsHardwareAccelerated ? SimdWidth.Bits512
        : Vector256.IsHardwareAccelerated ? SimdWidth.Bits256
        : Vector128.IsHardwareAccelerated ? SimdWidth.Bits128
        : SimdWidth.Scalar;

    /// <summary>Gets the width in force on this thread: <see cref="Widest"/> unless <see cref="Use"/> says otherwise.</summary>
    public static SimdWidth Width => _override ?? Widest;

    /// <summary>Runs the kernels that this thread calls with another width, until the result is disposed; for tests.</summary>
    /// <param name="width">The width; one wider than <see cref="Widest"/> works but is slow.</param>
    public static Scope Use(SimdWidth width)
    {
        SimdWidth? previous = _override;
        _override = width;
        return new Scope(previous);
    }

    /// <summary>Runs a job split over workers, with the width in force.</summary>
    internal static void ForVectors<TJob>(this Workers workers, int count, int grain, in TJob job)
        where TJob : struct, IVectorJob => workers.For(count, grain, new WidthJob<TJob> { Job = job, Width = Width });

    private static void Run<TJob>(SimdWidth width, ref readonly TJob job, int start, int end, int worker)
        where TJob : struct, IVectorJob
    {
        switch (width)
        {
            case SimdWidth.Bits512: job.Run<Width512, Vector512<float>>(start, end, worker); break;
            case SimdWidth.Bits256: job.Run<Width256, Vector256<float>>(start, end, worker); break;
            case SimdWidth.Bits128: job.Run<Width128, Vector128<float>>(start, end, worker); break;
            default: job.Run<Width1, float>(start, end, worker); break;
        }
    }

    /// <summary>Restores the previous width.</summary>
    public readonly record struct Scope : IDisposable
    {
        private readonly SimdWidth? _previous;

        internal Scope(SimdWidth? previous) => _previous = previous;

        /// <summary>Restores the previous width.</summary>
        public void Dispose() => _override = _previous;
    }

    private struct WidthJob<TJob> : IRangeJob
        where TJob : struct, IVectorJob
    {
        public TJob Job;
        public SimdWidth Width;

        public readonly void Run(int start, int end, int worker) => Simd.Run(Width, in Job, start, end, worker);
    }
}
