using System.Runtime.Intrinsics;

namespace Hourglass.Numerics;

/// <summary>Runs jobs on doubles with the vector width in force.</summary>
internal static class DoubleSimd
{
    /// <summary>The doubles of the widest vector: rows of matrices are padded to a multiple of it.</summary>
    public const int Widest = 8;

    /// <summary>Runs a job split over workers, with the width in force.</summary>
    public static void ForDoubles<TJob>(this Workers workers, int count, int grain, in TJob job)
        where TJob : struct, IDoubleJob => workers.For(count, grain, new WidthJob<TJob> { Job = job, Width = Simd.Width });

    private struct WidthJob<TJob> : IRangeJob
        where TJob : struct, IDoubleJob
    {
        public TJob Job;
        public SimdWidth Width;

        public readonly void Run(int start, int end, int worker)
        {
            switch (Width)
            {
                case SimdWidth.Bits512: Job.Run<Double512, Vector512<double>>(start, end, worker); break;
                case SimdWidth.Bits256: Job.Run<Double256, Vector256<double>>(start, end, worker); break;
                case SimdWidth.Bits128: Job.Run<Double128, Vector128<double>>(start, end, worker); break;
                default: Job.Run<Double1, double>(start, end, worker); break;
            }
        }
    }
}
