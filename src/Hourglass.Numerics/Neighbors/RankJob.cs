using System.Numerics;

namespace Hourglass.Numerics;

/// <summary>Counts the points that are nearer than certain others. Items are panels of 32 queries.</summary>
internal unsafe struct RankJob : IVectorJob
{
    public MatrixView Points;
    public MatrixView Queries;
    public ScoreSpace Space;
    public int* Selves;
    public int TargetsPerQuery;
    public int* Targets;
    public int* Ranks;
    public CancellationToken Cancellation;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        int panels = ScoreBlocks.PanelsAtOnce(Space.Dimensions, 2L * TargetsPerQuery * sizeof(float), end - start);
        ScoreBlocks blocks = new(Space, Points, Queries, panels);
        FloatBuffer limits = new(checked(2 * panels * ScoreBlocks.PanelQueries * TargetsPerQuery));
        ExactOrder order = new(Space.Metric, Points, Queries);
        for (int panel = start; panel < end; panel += panels)
            RunChunk<TWidth, TVec>(blocks, limits, order, panel * ScoreBlocks.PanelQueries, Math.Min(panels, end - panel));
        GC.KeepAlive(limits);
    }

    private readonly void RunChunk<TWidth, TVec>(ScoreBlocks blocks, FloatBuffer limits, ExactOrder order, int firstQuery, int panels)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        int queries = Math.Min(panels * ScoreBlocks.PanelQueries, Queries.Rows - firstQuery);
        blocks.PackQueries(firstQuery, queries);
        float* least = limits.Pointer, most = least + (limits.Length / 2);
        limits.Span.Fill(float.PositiveInfinity);
        for (int query = 0; query < queries; query++) SetLimits(query, firstQuery + query, blocks.QueryDoubts[query], least, most);
        for (int point = 0; point < Points.Rows; point += blocks.BlockPoints)
        {
            Cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(blocks.BlockPoints, Points.Rows - point);
            blocks.PackPoints(point, count);
            for (int panel = 0; panel < panels; panel++)
            {
                blocks.Multiply<TWidth, TVec>(panel, count);
                int first = firstQuery + (panel * ScoreBlocks.PanelQueries);
                HideSelves(blocks, first, point, count);
                nint place = (nint)panel * ScoreBlocks.PanelQueries * TargetsPerQuery;
                for (int target = 0; target < TargetsPerQuery; target++, place += ScoreBlocks.PanelQueries)
                    Count<TWidth, TVec>(blocks, order, first, target, least + place, most + place, point, count);
            }
        }
    }

    /// <summary>Sets between which scores a point cannot be told from a target.</summary>
    private readonly void SetLimits(int place, int query, double doubt, float* least, float* most)
    {
        for (int target = 0; target < TargetsPerQuery; target++)
        {
            int* index = Place(Targets, query, target);
            double score = Space.Score(Row(Queries, query), Row(Points, *index), out double error);
            nint at = (((nint)(place / ScoreBlocks.PanelQueries) * TargetsPerQuery) + target) * ScoreBlocks.PanelQueries;
            least[at + (place % ScoreBlocks.PanelQueries)] = MathF.BitDecrement((float)(score - doubt - error));
            most[at + (place % ScoreBlocks.PanelQueries)] = MathF.BitIncrement((float)(score + doubt + error));
            *Place(Ranks, query, target) = 1;
        }
    }

    /// <summary>Takes the queries themselves out of the running.</summary>
    private readonly void HideSelves(ScoreBlocks blocks, int firstQuery, int firstPoint, int count)
    {
        if (Selves == null) return;
        int queries = Math.Min(ScoreBlocks.PanelQueries, Queries.Rows - firstQuery);
        for (int lane = 0; lane < queries; lane++)
        {
            int row = Selves[firstQuery + lane] - firstPoint;
            if (row >= 0 && row < count) blocks.Scores[(row * ScoreBlocks.PanelQueries) + lane] = float.NegativeInfinity;
        }
    }

    /// <summary>Counts the points of a block that are nearer than one target of each query.</summary>
    private readonly void Count<TWidth, TVec>(
        ScoreBlocks blocks, ExactOrder order, int firstQuery, int target, float* least, float* most, int firstPoint, int count)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        float* counts = stackalloc float[TWidth.Count];
        TVec one = TWidth.Broadcast(1), zero = TWidth.Broadcast(0);
        for (int column = 0; column < ScoreBlocks.PanelQueries; column += TWidth.Count)
        {
            TVec from = TWidth.Load(least + column), to = TWidth.Load(most + column), nearer = zero;
            for (int row = 0; row < count; row++)
            {
                TVec score = TWidth.Load(blocks.Scores + (row * ScoreBlocks.PanelQueries) + column);
                TVec certain = TWidth.LessThan(to, TWidth.Subtract(score, TWidth.Broadcast(blocks.Doubts[row])));
                nearer = TWidth.Add(nearer, TWidth.Select(certain, one, zero));
                uint open = TWidth.MaskBits(TWidth.LessThan(from, score)) & ~TWidth.MaskBits(certain);
                for (; open != 0; open &= open - 1)
                    SettleOne(order, firstQuery + column + BitOperations.TrailingZeroCount(open), target, firstPoint + row);
            }

            TWidth.Store(counts, nearer);
            for (int lane = 0; lane < TWidth.Count && firstQuery + column + lane < Queries.Rows; lane++)
                *Place(Ranks, firstQuery + column + lane, target) += (int)counts[lane];
        }
    }

    private readonly void SettleOne(ExactOrder order, int query, int target, int point)
    {
        int than = *Place(Targets, query, target);
        if (point != than && order.IsNearer(query, point, than)) ++*Place(Ranks, query, target);
    }

    private readonly int* Place(int* values, int query, int target) => values + ((nint)query * TargetsPerQuery) + target;

    private static float* Row(MatrixView matrix, int row) => matrix.Pointer + ((nint)row * matrix.RowStride);
}
