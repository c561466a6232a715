using Hourglass.Numerics;

namespace Hourglass.Benchmarks;

/// <summary>Measures what the tile reaches with operands that never leave the nearest cache: the ceiling of every product.</summary>
internal static class TilePeak
{
    private const int Depth = 64, Runs = 64, Calls = 200, Samples = 9;

    /// <summary>Runs the tile on every worker at once.</summary>
    /// <returns>GFLOP/s of all workers together, the median of nine samples of a few milliseconds.</returns>
    public static double Measure(Workers workers)
    {
        FloatBuffer[] operands = [.. Enumerable.Range(0, workers.Count).Select(static _ => MakeOperands())];
        TileJob job = new() { Operands = operands };
        workers.ForVectors(workers.Count, 1, job);

        double operations = 2.0 * Packing.Rows * Packing.Columns * Depth * Runs * Calls * workers.Count;
        double[] samples = new double[Samples];
        for (int i = 0; i < samples.Length; i++)
        {
            long start = TimeProvider.System.GetTimestamp();
            workers.ForVectors(workers.Count, 1, job);
            samples[i] = operations / TimeProvider.System.GetElapsedTime(start).TotalSeconds / 1e9;
        }

        return Spread.Of(samples).Median;
    }

    private static FloatBuffer MakeOperands()
    {
        FloatBuffer buffer = new((Depth * (Packing.Rows + Packing.Columns)) + (Packing.Rows * Packing.Columns));
        new RandomKey(1).FillUniform(buffer.Span, -1, 1);
        return buffer;
    }

    /// <summary>Each item is one worker's burst: the same short panels again and again, the sums kept in registers.</summary>
    private struct TileJob : IVectorJob
    {
        public FloatBuffer[] Operands;

        public readonly unsafe void Run<TWidth, TVec>(int start, int end, int worker)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct
        {
            for (int item = start; item < end; item++)
            {
                float* left = Operands[item].Pointer, right = left + (Depth * Packing.Rows);
                TileOperands tile = new()
                {
                    A = left,
                    B = right,
                    BStep = Packing.Columns,
                    BVector = TWidth.Count,
                    Runs = Runs,
                    RunLength = Depth,
                    LastRunLength = Depth,
                    C = right + (Depth * Packing.Columns),
                    CRow = Packing.Columns,
                    CVector = TWidth.Count,
                };
                for (int call = 0; call < Calls; call++) Columns.Run<TWidth, TVec, PackedRows>(tile, Packing.Rows);
            }
        }
    }
}
