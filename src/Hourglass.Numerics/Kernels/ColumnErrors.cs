namespace Hourglass.Numerics;

/// <summary>Compares batches sample by sample.</summary>
public static class ColumnErrors
{
    /// <summary>Computes the sum of squared differences of each sample.</summary>
    /// <param name="x">A batch.</param>
    /// <param name="y">A batch of the same size.</param>
    /// <param name="sums">Receives one sum per sample.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The sizes differ, or there is too little room.</exception>
    public static unsafe void SumOfSquares(Tensor x, Tensor y, Span<float> sums, Workers workers)
    {
        if (x.Rows != y.Rows || x.Columns != y.Columns)
            Throw.Argument(nameof(y), $"Received {y.Rows} x {y.Columns}, expected {x.Rows} x {x.Columns}.");
        if (sums.Length < x.Columns) Throw.Argument(nameof(sums), $"Received room for {sums.Length}, expected {x.Columns}.");

        fixed (float* destination = sums)
        {
            Job job = new() { X = x.Pointer, Y = y.Pointer, Rows = x.Rows, Columns = x.Columns, Sums = destination };
            workers.ForVectors(x.Panels, 1, job);
        }

        GC.KeepAlive(x.Buffer);
        GC.KeepAlive(y.Buffer);
    }

    private unsafe struct Job : IVectorJob
    {
        public float* X;
        public float* Y;
        public int Rows;
        public int Columns;
        public float* Sums;

        public readonly void Run<TWidth, TVec>(int start, int end, int worker)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct
        {
            float* panelSums = stackalloc float[Tensor.PanelWidth];
            for (int panel = start; panel < end; panel++)
            {
                nint place = (nint)panel * Rows * Tensor.PanelWidth;
                for (int column = 0; column < Tensor.PanelWidth; column += TWidth.Count)
                {
                    TVec sum = TWidth.Broadcast(0);
                    for (int row = 0; row < Rows; row++)
                    {
                        nint index = place + (row * Tensor.PanelWidth) + column;
                        TVec difference = TWidth.Subtract(TWidth.Load(X + index), TWidth.Load(Y + index));
                        sum = TWidth.Fma(difference, difference, sum);
                    }

                    TWidth.Store(panelSums + column, sum);
                }

                int first = panel * Tensor.PanelWidth;
                int present = Math.Min(Tensor.PanelWidth, Columns - first);
                new ReadOnlySpan<float>(panelSums, present).CopyTo(new Span<float>(Sums + first, present));
            }
        }
    }
}
