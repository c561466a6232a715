namespace Hourglass.Numerics;

/// <summary>Turns stored samples into a batch.</summary>
public static class Widening
{
    /// <summary>Gathers byte samples into a tensor, multiplied by a scale.</summary>
    /// <remarks><b>Computes</b> <c>destination[f, c] = scale * samples[indices[c] * Rows + f]</c>; padding columns become zero.</remarks>
    /// <param name="samples">Samples one after the other, <c>destination.Rows</c> bytes each.</param>
    /// <param name="indices">Which samples; <c>destination.Columns</c> of them.</param>
    /// <param name="scale">The factor: 1/255 maps pixels to [0, 1].</param>
    /// <param name="destination">Receives the batch.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The number of indices differs from the number of columns.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index lies outside the samples.</exception>
    public static unsafe void Gather(
        ReadOnlySpan<byte> samples, ReadOnlySpan<int> indices, float scale, Tensor destination, Workers workers)
    {
        if (indices.Length != destination.Columns)
            Throw.Argument(nameof(indices), $"Received {indices.Length} indices, expected {destination.Columns}, one per column.");
        int count = samples.Length / destination.Rows;
        foreach (int index in indices)
            if ((uint)index >= (uint)count) Throw.OutOfRange(nameof(indices), index, $"0 to {count - 1}");

        fixed (byte* bytes = samples)
        fixed (int* chosen = indices)
        {
            Job job = new()
            {
                Samples = bytes,
                Indices = chosen,
                Rows = destination.Rows,
                Columns = destination.Columns,
                Scale = scale,
                Destination = destination.Pointer,
            };
            workers.ForVectors(destination.Panels, 1, job);
        }

        GC.KeepAlive(destination.Buffer);
    }

    private unsafe struct Job : IVectorJob
    {
        public byte* Samples;
        public int* Indices;
        public int Rows;
        public int Columns;
        public float Scale;
        public float* Destination;

        public readonly void Run<TWidth, TVec>(int start, int end, int worker)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct
        {
            float* block = stackalloc float[Transpose.Side * Transpose.Side];
            Prefetch(2 * start);
            for (int half = 2 * start; half < 2 * end; half++)
            {
                if (half + 1 < 2 * end) Prefetch(half + 1);
                int first = half * Transpose.Side;
                int present = Math.Clamp(Columns - first, 0, Transpose.Side);
                float* panel = Destination + ((nint)(half / 2) * Rows * Tensor.PanelWidth) + (half % 2 * Transpose.Side);
                int row = 0;
                for (; row + Transpose.Side <= Rows; row += Transpose.Side)
                {
                    Widen<TWidth, TVec>(first, present, row, block);
                    Transpose.Block(block, Transpose.Side, panel + (row * Tensor.PanelWidth), Tensor.PanelWidth);
                }

                for (; row < Rows; row++)
                {
                    for (int column = 0; column < Transpose.Side; column++)
                        panel[(row * Tensor.PanelWidth) + column] = column < present ? Scale * SampleAt(first + column)[row] : 0;
                }
            }
        }

        /// <summary>Asks for the bytes of the next 16 samples: they lie anywhere in memory, and asking early overlaps the waits.</summary>
        private readonly void Prefetch(int half)
        {
            int end = Math.Min((half + 1) * Transpose.Side, Columns);
            for (int column = half * Transpose.Side; column < end; column++)
                for (int i = 0; i < Rows; i += CacheLine.Bytes) CacheLine.Prefetch(SampleAt(column) + i);
        }

        /// <summary>Widens 16 features of up to 16 samples: one sample per row of the block.</summary>
        private readonly void Widen<TWidth, TVec>(int first, int present, int row, float* block)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct
        {
            TVec scale = TWidth.Broadcast(Scale);
            for (int column = 0; column < present; column++)
            {
                byte* source = SampleAt(first + column) + row;
                for (int i = 0; i < Transpose.Side; i += TWidth.Count)
                    TWidth.Store(block + (column * Transpose.Side) + i, TWidth.Multiply(scale, TWidth.WidenBytes(source + i)));
            }

            int written = present * Transpose.Side;
            new Span<float>(block + written, (Transpose.Side * Transpose.Side) - written).Clear();
        }

        private readonly byte* SampleAt(int column) => Samples + ((nint)Indices[column] * Rows);
    }
}
