using System.Numerics;

namespace Hourglass.Numerics;

/// <summary>Items are panels of 32 queries.</summary>
/// <remarks>Points are the rows of the tile and queries its columns: a vector of scores belongs to one point and is compared with a vector of
/// thresholds while it is in the first-level cache.</remarks>
internal unsafe struct NeighborJob : IVectorJob
{
    public const int PanelQueries = Packing.Columns;

    /// <summary>Numbers per pass: 256 x 32 queries fill 32 KiB of the first-level cache.</summary>
    private const int MaxDepth = 256;

    /// <summary>Floats of a packed block of points: half of a second-level cache of 1 MiB.</summary>
    private const int BlockFloats = 128 * 1024;

    /// <summary>The most points of a block, where they have few numbers.</summary>
    private const int MaxBlockPoints = 512;

    /// <summary>Bytes of packed queries and candidates that one worker goes through for each block of points.</summary>
    private const long ChunkBytes = 16 * 1024 * 1024;

    public MatrixView Points;
    public MatrixView Queries;
    public ScoreSpace Space;
    public bool IsSelf;
    public int Neighbors;
    public int* Indices;
    public float* Distances;
    public CancellationToken Cancellation;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        long bytes = PanelQueries * (((long)Space.Dimensions * sizeof(float)) + CandidateLists.BytesPerQuery(Neighbors));
        int panels = (int)Math.Clamp(ChunkBytes / bytes, 1, end - start);
        Chunk chunk = new(this, panels);
        for (int panel = start; panel < end; panel += panels)
            RunChunk<TWidth, TVec>(chunk, panel * PanelQueries, Math.Min(panels, end - panel));
    }

    private readonly void RunChunk<TWidth, TVec>(Chunk chunk, int firstQuery, int panels)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        int queries = Math.Min(panels * PanelQueries, Queries.Rows - firstQuery);
        chunk.Begin(this, firstQuery, queries);
        for (int point = 0; point < Points.Rows; point += chunk.BlockPoints)
        {
            Cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(chunk.BlockPoints, Points.Rows - point);
            chunk.PackPoints(this, point, count);
            for (int panel = 0; panel < panels; panel++)
            {
                Multiply<TWidth, TVec>(chunk, panel, count);
                Scan<TWidth, TVec>(chunk, panel, point, count);
            }
        }

        for (int query = 0; query < queries; query++)
        {
            nint place = (nint)(firstQuery + query) * Neighbors;
            chunk.Lists.Settle(query, new Span<int>(Indices + place, Neighbors), new Span<float>(Distances + place, Neighbors));
        }
    }

    /// <summary>Computes the scores of a block of points for a panel of queries.</summary>
    private readonly void Multiply<TWidth, TVec>(Chunk chunk, int panel, int count)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        int dimensions = Space.Dimensions, passes = DenseKernel.CeilingDivide(dimensions, MaxDepth);
        int depth = DenseKernel.CeilingDivide(dimensions, passes);
        for (int k = 0; k < dimensions; k += depth)
        {
            TileOperands t = new()
            {
                B = chunk.Queries + ((((nint)panel * dimensions) + k) * PanelQueries),
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
                t.A = chunk.Points + ((nint)row * dimensions) + (k * Packing.Rows);
                t.C = chunk.Scores + (row * PanelQueries);
                t.Bias = chunk.Starts + row;
                Columns.Run<TWidth, TVec, PackedRows>(t, Math.Min(Packing.Rows, count - row));
            }
        }
    }

    /// <summary>Takes the scores above the thresholds.</summary>
    private static void Scan<TWidth, TVec>(Chunk chunk, int panel, int firstPoint, int count)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        CandidateLists lists = chunk.Lists;
        int firstQuery = panel * PanelQueries;
        float* thresholds = lists.Thresholds + firstQuery;
        for (int row = 0; row < count; row++)
        {
            float* scores = chunk.Scores + (row * PanelQueries);
            for (int column = 0; column < PanelQueries; column += TWidth.Count)
            {
                uint hits = TWidth.MaskBits(TWidth.LessThan(TWidth.Load(thresholds + column), TWidth.Load(scores + column)));
                for (; hits != 0; hits &= hits - 1)
                {
                    int lane = column + BitOperations.TrailingZeroCount(hits);
                    lists.Add(firstQuery + lane, firstPoint + row, scores[lane], scores[lane] - chunk.Doubts[row]);
                }
            }
        }
    }

    /// <summary>The memory of one worker.</summary>
    private sealed class Chunk
    {
        private readonly FloatBuffer _placed;
        private readonly FloatBuffer _points;
        private readonly FloatBuffer _queries;
        private readonly FloatBuffer _scores;
        private readonly FloatBuffer _starts;
        private readonly FloatBuffer _doubts;

        public Chunk(in NeighborJob job, int panels)
        {
            int dimensions = job.Space.Dimensions;
            int most = Math.Clamp(BlockFloats / dimensions / Packing.Rows * Packing.Rows, PanelQueries, MaxBlockPoints);
            BlockPoints = Math.Min(most, DenseKernel.CeilingDivide(job.Points.Rows, Packing.Rows) * Packing.Rows);
            _placed = new FloatBuffer(checked(Math.Max(BlockPoints, PanelQueries) * dimensions));
            _points = new FloatBuffer(checked(BlockPoints * dimensions));
            _queries = new FloatBuffer(checked(panels * PanelQueries * dimensions));
            _scores = new FloatBuffer(BlockPoints * PanelQueries);
            _starts = new FloatBuffer(BlockPoints);
            _doubts = new FloatBuffer(BlockPoints);
            Lists = new CandidateLists(panels * PanelQueries, job.Neighbors, new ExactOrder(job.Space.Metric, job.Points, job.Queries));
        }

        public int BlockPoints { get; }

        public CandidateLists Lists { get; }

        public float* Points => _points.Pointer;

        public float* Queries => _queries.Pointer;

        public float* Scores => _scores.Pointer;

        /// <summary>Gets what the score of each point starts from: its own part, and what rounding may take away.</summary>
        public float* Starts => _starts.Pointer;

        /// <summary>Gets what separates the most that a score may be from the least, for each point.</summary>
        public float* Doubts => _doubts.Pointer;

        /// <summary>Packs the queries and begins with empty lists.</summary>
        public void Begin(in NeighborJob job, int firstQuery, int count)
        {
            Lists.Begin(firstQuery, count, job.IsSelf);
            int dimensions = job.Space.Dimensions;
            for (int query = 0; query < count; query += PanelQueries)
            {
                int present = Math.Min(PanelQueries, count - query);
                for (int i = 0; i < present; i++)
                {
                    float* source = job.Queries.Pointer + ((nint)(firstQuery + query + i) * job.Queries.RowStride);
                    Lists.SetDoubt(query + i, job.Space.Doubt(job.Space.Place(source, _placed.Pointer + ((nint)i * dimensions)) / 2));
                }

                Packing.Pack(_placed.Pointer, dimensions, 1, present, dimensions, PanelQueries, Queries + ((nint)query * dimensions));
            }
        }

        /// <summary>Packs a block of points.</summary>
        public void PackPoints(in NeighborJob job, int first, int count)
        {
            int dimensions = job.Space.Dimensions;
            for (int i = 0; i < count; i++)
            {
                float* source = job.Points.Pointer + ((nint)(first + i) * job.Points.RowStride);
                double squaredLength = job.Space.Place(source, _placed.Pointer + ((nint)i * dimensions));
                double doubt = job.Space.Doubt(squaredLength);
                Starts[i] = (float)(job.Space.Start(squaredLength) + doubt);
                Doubts[i] = MathF.BitIncrement((float)(2 * doubt));
            }

            Packing.Pack(_placed.Pointer, dimensions, 1, count, dimensions, Packing.Rows, Points);
        }
    }
}
