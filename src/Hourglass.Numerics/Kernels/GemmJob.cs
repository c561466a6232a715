namespace Hourglass.Numerics;

/// <summary>Items are (block of columns, block of rows), the rows innermost.</summary>
internal unsafe struct GemmJob : IVectorJob
{
    /// <summary>Rows of one packed left block: with <see cref="MaxDepth"/> it fills half of a second-level cache of 1 MiB.</summary>
    public const int BlockRows = 512;

    /// <summary>Columns of one packed right block, 1 MiB with <see cref="MaxDepth"/>: it streams from the third-level cache.</summary>
    public const int BlockColumns = 1024;

    private const int MaxDepth = 256;

    [ThreadStatic]
    private static FloatBuffer? _workspace;

    public MatrixView A;
    public MatrixView B;
    public MatrixView C;
    public float* Bias;
    public ActivationKind Activation;
    public bool Accumulate;
    public int RowBlocks;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        _workspace ??= new FloatBuffer((MaxDepth * (BlockRows + BlockColumns)) + (BlockRows * Packing.Columns));
        float* left = _workspace.Pointer, right = left + (MaxDepth * BlockRows);
        int passes = Math.Max(DenseKernel.CeilingDivide(A.Columns, MaxDepth), 1);
        int depth = DenseKernel.CeilingDivide(A.Columns, passes);

        // Items of one column block are neighbours: the packed right block serves them all, one pass over k at a time.
        for (int item = start; item < end;)
        {
            int column = item / RowBlocks * BlockColumns;
            int firstRow = item % RowBlocks * BlockRows;
            int items = Math.Min(end - item, RowBlocks - (item % RowBlocks));
            int rows = Math.Min(items * BlockRows, C.Rows - firstRow);
            int columns = Math.Min(BlockColumns, C.Columns - column);
            for (int pass = 0; pass < passes; pass++)
            {
                int k = pass * depth, length = Math.Min(depth, A.Columns - k);
                Packing.Pack(
                    B.Pointer + ((nint)k * B.RowStride) + ((nint)column * B.ColumnStride),
                    B.ColumnStride, B.RowStride, columns, length, Packing.Columns, right);
                for (int row = firstRow; row < firstRow + rows; row += BlockRows)
                {
                    int height = Math.Min(BlockRows, firstRow + rows - row);
                    Packing.Pack(
                        A.Pointer + ((nint)row * A.RowStride) + ((nint)k * A.ColumnStride),
                        A.RowStride, A.ColumnStride, height, length, Packing.Rows, left);
                    MultiplyBlock<TWidth, TVec>(left, right, row, height, column, columns, length, pass == 0, pass == passes - 1);
                }
            }

            item += items;
        }
    }

    private readonly void MultiplyBlock<TWidth, TVec>(
        float* left, float* right, int row, int rows, int column, int columns, int depth, bool first, bool last)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        float* edge = right + (MaxDepth * BlockColumns);
        for (int j = 0; j < columns; j += Packing.Columns)
        {
            int width = Math.Min(Packing.Columns, columns - j);
            float* c = C.Pointer + ((nint)row * C.RowStride) + column + j;
            float* target = width == Packing.Columns ? c : edge;
            nint stride = width == Packing.Columns ? C.RowStride : Packing.Columns;
            bool accumulate = Accumulate || !first;
            if (target == edge && accumulate) Copy(c, C.RowStride, edge, Packing.Columns, rows, width);

            for (int i = 0; i < rows; i += Packing.Rows)
            {
                TileOperands t = new()
                {
                    A = left + ((nint)i * depth),
                    B = right + ((nint)j * depth),
                    BStep = Packing.Columns,
                    BVector = TWidth.Count,
                    Runs = 1,
                    LastRunLength = depth,
                    C = target + (i * stride),
                    CRow = stride,
                    CVector = TWidth.Count,
                    Bias = Bias == null ? null : Bias + row + i,
                    Accumulate = accumulate,
                };
                PrefetchRows(t.C + (Packing.Rows * stride), stride, Math.Min(Packing.Rows, rows - i - Packing.Rows));
                Columns.Run<TWidth, TVec, PackedRows>(t, Math.Min(Packing.Rows, rows - i));
            }

            if (last && Activation != ActivationKind.Linear)
                for (int i = 0; i < rows; i++) Activations.Apply<TWidth, TVec>(Activation, target + (i * stride), Packing.Columns);
            if (target == edge) Copy(edge, Packing.Columns, c, C.RowStride, rows, width);
        }
    }

    /// <summary>Asks for the rows of C that the next tile starts from: each lies on a page of its own where C is wide.</summary>
    private static void PrefetchRows(float* c, nint stride, int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            CacheLine.Prefetch(c + (row * stride));
            CacheLine.Prefetch(c + (row * stride) + (CacheLine.Bytes / sizeof(float)));
        }
    }

    private static void Copy(float* source, nint sourceStride, float* destination, nint destinationStride, int rows, int width)
    {
        for (int i = 0; i < rows; i++)
            new ReadOnlySpan<float>(source + (i * sourceStride), width).CopyTo(new Span<float>(destination + (i * destinationStride), width));
    }
}
