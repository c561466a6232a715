namespace Hourglass.Numerics;

/// <summary>Turns rows of a matrix into a batch.</summary>
public static class Gathering
{
    /// <summary>Gathers rows into a tensor.</summary>
    /// <remarks><b>Computes</b> <c>destination[f, c] = rows[indices[c], f]</c>; padding columns become zero.</remarks>
    /// <param name="rows">The samples; <c>destination.Rows</c> columns.</param>
    /// <param name="indices">Which rows; <c>destination.Columns</c> of them.</param>
    /// <param name="destination">Receives the batch.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is of no row.</exception>
    public static unsafe void Gather(MatrixView rows, ReadOnlySpan<int> indices, Tensor destination, Workers workers)
    {
        rows.Check(nameof(rows));
        if (rows.Columns != destination.Rows || indices.Length != destination.Columns)
            Throw.Argument(nameof(destination), $"Received {destination.Columns} samples of {destination.Rows} features for {indices.Length} rows of {rows.Columns}, expected equal sizes.");
        foreach (int index in indices)
            if ((uint)index >= (uint)rows.Rows) Throw.OutOfRange(nameof(indices), index, $"0 to {rows.Rows - 1}");
        fixed (int* chosen = indices)
        {
            Job job = new() { Source = rows, Indices = chosen, Columns = indices.Length, Destination = destination.Pointer };
            workers.For(destination.Panels, 1, job);
        }

        GC.KeepAlive(rows.Buffer);
        GC.KeepAlive(destination.Buffer);
    }

    /// <summary>Items are panels.</summary>
    private unsafe struct Job : IRangeJob
    {
        public MatrixView Source;
        public int* Indices;
        public int Columns;
        public float* Destination;

        public readonly void Run(int start, int end, int worker)
        {
            int features = Source.Columns;
            for (int panel = start; panel < end; panel++)
            {
                float* target = Destination + ((nint)panel * features * Tensor.PanelWidth);
                int first = panel * Tensor.PanelWidth, present = Math.Min(Tensor.PanelWidth, Columns - first);
                if (IsRun(first, present))
                {
                    float* rows = Source.Pointer + ((nint)Indices[first] * Source.RowStride);
                    Packing.Pack(rows, Source.RowStride, Source.ColumnStride, present, features, Tensor.PanelWidth, target);
                    continue;
                }

                new Span<float>(target, features * Tensor.PanelWidth).Clear();
                for (int column = 0; column < present; column++)
                {
                    float* row = Source.Pointer + ((nint)Indices[first + column] * Source.RowStride);
                    for (int i = 0; i < features; i++) target[(i * Tensor.PanelWidth) + column] = row[i * Source.ColumnStride];
                }
            }
        }

        /// <summary>Tells whether neighbours in the batch are neighbours in the matrix, as they are when a set is read in its order.</summary>
        private readonly bool IsRun(int first, int count)
        {
            for (int i = 1; i < count; i++)
                if (Indices[first + i] != Indices[first] + i) return false;
            return true;
        }
    }
}
