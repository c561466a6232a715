namespace Hourglass.Numerics;

/// <summary>Scores of blocks of points for panels of 32 queries, never of all at once: the memory of one worker.</summary>
/// <remarks>Points are the rows of the tile and queries its columns, so that a vector of scores belongs to one point and to neighbouring
/// queries.</remarks>
internal sealed unsafe class ScoreBlocks
{
    public const int PanelQueries = Packing.Columns;

    /// <summary>Numbers per pass: 256 x 32 queries fill 32 KiB of the first-level cache.</summary>
    private const int MaxDepth = 256;

    /// <summary>Floats of a packed block of points: half of a second-level cache of 1 MiB.</summary>
    private const int BlockFloats = 128 * 1024;

    /// <summary>The most points of a block, where they have few numbers.</summary>
    private const int MaxBlockPoints = 512;

    /// <summary>Bytes of packed queries, and of what is kept for them, that one worker goes through for each block of points.</summary>
    private const long ChunkBytes = 16 * 1024 * 1024;

    private readonly ScoreSpace _space;
    private readonly MatrixView _points;
    private readonly MatrixView _queries;
    private readonly FloatBuffer _placed;
    private readonly FloatBuffer _packedPoints;
    private readonly FloatBuffer _packedQueries;
    private readonly FloatBuffer _scores;
    private readonly FloatBuffer _starts;
    private readonly FloatBuffer _doubts;

    /// <summary>Makes room.</summary>
    /// <param name="space">The space of the scores.</param>
    /// <param name="points">One point per row.</param>
    /// <param name="queries">One query per row.</param>
    /// <param name="panels">The most panels of queries at once.</param>
    public ScoreBlocks(ScoreSpace space, MatrixView points, MatrixView queries, int panels)
    {
        _space = space;
        _points = points;
        _queries = queries;
        int dimensions = space.Dimensions;
        int most = Math.Clamp(BlockFloats / dimensions / Packing.Rows * Packing.Rows, PanelQueries, MaxBlockPoints);
        BlockPoints = Math.Min(most, DenseKernel.CeilingDivide(points.Rows, Packing.Rows) * Packing.Rows);
        _placed = new FloatBuffer(checked(Math.Max(BlockPoints, PanelQueries) * dimensions));
        _packedPoints = new FloatBuffer(checked(BlockPoints * dimensions));
        _packedQueries = new FloatBuffer(checked(panels * PanelQueries * dimensions));
        _scores = new FloatBuffer(BlockPoints * PanelQueries);
        _starts = new FloatBuffer(BlockPoints);
        _doubts = new FloatBuffer(BlockPoints);
        QueryDoubts = new double[panels * PanelQueries];
    }

    /// <summary>Gets the number of points in a block.</summary>
    public int BlockPoints { get; }

    /// <summary>Gets what a query adds to the error of its scores.</summary>
    public double[] QueryDoubts { get; }

    /// <summary>Gets the scores of a block for a panel: 32 of each point.</summary>
    public float* Scores => _scores.Pointer;

    /// <summary>Gets what separates the most that a score may be, which is what the tile computes, from the least, for each point.</summary>
    public float* Doubts => _doubts.Pointer;

    /// <summary>Chooses how many panels a worker keeps at once.</summary>
    /// <param name="dimensions">The numbers of a query.</param>
    /// <param name="keptBytes">What else is kept for a query.</param>
    /// <param name="panels">All of them.</param>
    public static int PanelsAtOnce(int dimensions, long keptBytes, int panels) =>
        (int)Math.Clamp(ChunkBytes / (PanelQueries * (((long)dimensions * sizeof(float)) + keptBytes)), 1, panels);

    /// <summary>Packs queries.</summary>
    public void PackQueries(int first, int count)
    {
        int dimensions = _space.Dimensions;
        for (int query = 0; query < count; query += PanelQueries)
        {
            int present = Math.Min(PanelQueries, count - query);
            for (int i = 0; i < present; i++)
            {
                float* source = _queries.Pointer + ((nint)(first + query + i) * _queries.RowStride);
                QueryDoubts[query + i] = _space.Doubt(_space.Place(source, _placed.Pointer + ((nint)i * dimensions)) / 2);
            }

            Packing.Pack(_placed.Pointer, dimensions, 1, present, dimensions, PanelQueries, _packedQueries.Pointer + ((nint)query * dimensions));
        }
    }

    /// <summary>Packs a block of points.</summary>
    public void PackPoints(int first, int count)
    {
        int dimensions = _space.Dimensions;
        for (int i = 0; i < count; i++)
        {
            float* source = _points.Pointer + ((nint)(first + i) * _points.RowStride);
            double squaredLength = _space.Place(source, _placed.Pointer + ((nint)i * dimensions));
            double doubt = _space.Doubt(squaredLength);
            _starts.Pointer[i] = (float)(_space.Start(squaredLength) + doubt);
            _doubts.Pointer[i] = MathF.BitIncrement((float)(2 * doubt));
        }

        Packing.Pack(_placed.Pointer, dimensions, 1, count, dimensions, Packing.Rows, _packedPoints.Pointer);
    }

    /// <summary>Computes the scores of the packed points for a panel of queries.</summary>
    public void Multiply<TWidth, TVec>(int panel, int count)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        int dimensions = _space.Dimensions, passes = DenseKernel.CeilingDivide(dimensions, MaxDepth);
        int depth = DenseKernel.CeilingDivide(dimensions, passes);
        for (int k = 0; k < dimensions; k += depth)
        {
            TileOperands t = new()
            {
                B = _packedQueries.Pointer + ((((nint)panel * dimensions) + k) * PanelQueries),
                BStep = PanelQueries,
                BVector = TWidth.Count,
                Runs = 1,
                LastRunLength = Math.Min(depth, dimensions - k),
                CRow = PanelQueries,
                CVector = TWidth.Count,
                Accumulate = k > 0,
            };
            for (int row = 0; row < count; row += Packing.Rows)
            {
                t.A = _packedPoints.Pointer + ((nint)row * dimensions) + (k * Packing.Rows);
                t.C = Scores + (row * PanelQueries);
                t.Bias = _starts.Pointer + row;
                Columns.Run<TWidth, TVec, PackedRows>(t, Math.Min(Packing.Rows, count - row));
            }
        }
    }
}
