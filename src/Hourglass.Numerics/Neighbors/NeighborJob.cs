using System.Numerics;

namespace Hourglass.Numerics;

/// <summary>Finds the nearest points. Items are panels of 32 queries.</summary>
/// <remarks>Scores are compared with thresholds, a vector at a time, while they are in the first-level cache.</remarks>
internal unsafe struct NeighborJob : IVectorJob
{
    public MatrixView Points;
    public MatrixView Queries;
    public ScoreSpace Space;
    public int* Selves;
    public int Neighbors;
    public int* Indices;
    public float* Distances;
    public CancellationToken Cancellation;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        int panels = ScoreBlocks.PanelsAtOnce(Space.Dimensions, CandidateLists.BytesPerQuery(Neighbors), end - start);
        ScoreBlocks blocks = new(Space, Points, Queries, panels);
        CandidateLists lists = new(panels * ScoreBlocks.PanelQueries, Neighbors, blocks.QueryDoubts, new ExactOrder(Space.Metric, Points, Queries));
        for (int panel = start; panel < end; panel += panels)
            RunChunk<TWidth, TVec>(blocks, lists, panel * ScoreBlocks.PanelQueries, Math.Min(panels, end - panel));
    }

    private readonly void RunChunk<TWidth, TVec>(ScoreBlocks blocks, CandidateLists lists, int firstQuery, int panels)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        int queries = Math.Min(panels * ScoreBlocks.PanelQueries, Queries.Rows - firstQuery);
        lists.Begin(firstQuery, queries, Selves);
        blocks.PackQueries(firstQuery, queries);
        for (int point = 0; point < Points.Rows; point += blocks.BlockPoints)
        {
            Cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(blocks.BlockPoints, Points.Rows - point);
            blocks.PackPoints(point, count);
            for (int panel = 0; panel < panels; panel++)
            {
                blocks.Multiply<TWidth, TVec>(panel, count);
                Scan<TWidth, TVec>(blocks, lists, panel * ScoreBlocks.PanelQueries, point, count);
            }
        }

        for (int query = 0; query < queries; query++)
        {
            nint place = (nint)(firstQuery + query) * Neighbors;
            lists.Settle(query, new Span<int>(Indices + place, Neighbors), new Span<float>(Distances + place, Neighbors));
        }
    }

    /// <summary>Takes the scores above the thresholds.</summary>
    private static void Scan<TWidth, TVec>(ScoreBlocks blocks, CandidateLists lists, int firstQuery, int firstPoint, int count)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        float* thresholds = lists.Thresholds + firstQuery;
        for (int row = 0; row < count; row++)
        {
            float* scores = blocks.Scores + (row * ScoreBlocks.PanelQueries);
            for (int column = 0; column < ScoreBlocks.PanelQueries; column += TWidth.Count)
            {
                uint hits = TWidth.MaskBits(TWidth.LessThan(TWidth.Load(thresholds + column), TWidth.Load(scores + column)));
                for (; hits != 0; hits &= hits - 1)
                {
                    int lane = column + BitOperations.TrailingZeroCount(hits);
                    lists.Add(firstQuery + lane, firstPoint + row, scores[lane], scores[lane] - blocks.Doubts[row]);
                }
            }
        }
    }
}
