using Hourglass.Testing;

namespace Hourglass.Numerics.Tests;

public class NeighborSearchTests
{
    private const int Dimensions = 5;

    public static MatrixTheoryData<Metric, SimdWidth> MetricsAndWidths => new(Enum.GetValues<Metric>(), Enum.GetValues<SimdWidth>());

    /// <summary>Points that are hard in one way each.</summary>
    public static MatrixTheoryData<Metric, string> HardCases => new(
        Enum.GetValues<Metric>(),
        ["grid", "duplicates", "all alike", "shifted", "huge", "tiny", "wide range", "outlier", "turned", "zeros", "last bits", "doubled"]);

    [Theory]
    [MemberData(nameof(MetricsAndWidths))]
    public void Find_OfSizesAroundTheBlocks_IsTheExactOrder(Metric metric, SimdWidth width)
    {
        using Simd.Scope scope = Simd.Use(width);
        foreach ((int count, int queries, int dimensions, int neighbors) in new[]
        {
            (1, 1, 1, 1), (7, 3, 2, 7), (9, 33, 3, 4), (64, 31, 16, 5), (200, 40, 33, 10), (40, 5, 300, 10), (600, 34, 8, 3), (40, 2, 530, 40), (1100, 2, 4, 2),
        })
        {
            float[] points = Draw.Normal(1, count * dimensions), others = Draw.Normal(2, queries * dimensions);

            Check(points, others, dimensions, neighbors, metric, isSelf: false, Workers.Single);
        }
    }

    [Theory]
    [MemberData(nameof(HardCases))]
    public void Find_OfHardPoints_IsTheExactOrderWithTiesByIndex(Metric metric, string kind)
    {
        float[] points = Hard(kind, 3, 120), queries = Hard(kind, 4, 20);

        Check(points, queries, Dimensions, 12, metric, isSelf: false, Workers.Single);
        Check(points, points, Dimensions, 12, metric, isSelf: true, Workers.Single);
    }

    [Theory]
    [InlineData(Metric.Euclidean)]
    [InlineData(Metric.Cosine)]
    public void Find_WithAnyTeamAndWidth_GivesTheSameBits(Metric metric)
    {
        const int Size = 24, Count = 700;
        float[] points = Draw.Normal(5, Count * Size), queries = Draw.Normal(6, 150 * Size);
        (int[] indices, float[] distances) = Find(points, queries, Size, 9, metric, false, Workers.Single);
        foreach (int team in new[] { 2, 3, 7 })
        {
            using Workers workers = new(team);
            (int[] sameIndices, float[] sameDistances) = Find(points, queries, Size, 9, metric, false, workers);
            Assert.Equal(indices, sameIndices);
            Close.Identical(distances, sameDistances, $"{team} workers");
        }

        foreach (SimdWidth width in Enum.GetValues<SimdWidth>())
        {
            using Simd.Scope scope = Simd.Use(width);
            (int[] sameIndices, float[] sameDistances) = Find(points, queries, Size, 9, metric, false, Workers.Single);
            Assert.Equal(indices, sameIndices);
            Close.Identical(distances, sameDistances, $"{width}");
        }
    }

    [Theory]
    [MemberData(nameof(MetricsAndWidths))]
    public void Rank_OfNeighbors_IsTheirPlaceInTheExactOrder(Metric metric, SimdWidth width)
    {
        using Simd.Scope scope = Simd.Use(width);
        foreach (string kind in new[] { "grid", "duplicates", "shifted", "last bits", "zeros", "wide range" })
        {
            float[] points = Hard(kind, 11, 90), queries = Hard(kind, 12, 35);

            CheckRanks(points, queries, Dimensions, metric, isSelf: false, Workers.Single);
            CheckRanks(points, points, Dimensions, metric, isSelf: true, Workers.Single);
        }

        using Workers three = new(3);
        CheckRanks(Draw.Normal(13, 600 * 3), Draw.Normal(14, 70 * 3), 3, metric, isSelf: false, three);
        CheckRanks(Draw.Normal(15, 40 * 300), Draw.Normal(16, 3 * 300), 300, metric, isSelf: false, Workers.Single);
    }

    [Fact]
    public void Rank_OfNoPoint_IsRefused()
    {
        MatrixView points = Matrix(Draw.Normal(17, 8), 2);

        Assert.Throws<ArgumentException>(
            () => NeighborSearch.Rank(points, points, Metric.Euclidean, [], [0, 1, 2, 4], new int[4], Workers.Single, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Find_OfFarPoints_KeepsSmallDistancesExact()
    {
        // Near 1e6 the floats lie 1/16 apart: norms and products alone would lose the differences, which are whole sixteenths.
        float[] points = [1e6f, 1e6f + 0.0625f, 1e6f + 0.1875f, -1e6f], queries = [1e6f + 0.125f];

        (int[] indices, float[] distances) = Find(points, queries, 1, 3, Metric.Euclidean, false, Workers.Single);

        Assert.Equal([1, 2, 0], indices);
        Assert.Equal([0.0625f, 0.0625f, 0.125f], distances);
    }

    [Fact]
    public void Find_OfPointsInTheSameDirection_IsACosineDistanceOfZero()
    {
        (int[] indices, float[] distances) = Find([2, 4, -3, -6, 0, 0, 2, -1], [1, 2], 2, 4, Metric.Cosine, false, Workers.Single);

        Assert.Equal([0, 2, 3, 1], indices);
        Assert.Equal([0, 1, 1, 2], distances);
    }

    [Fact]
    public void Find_ThatIsCancelled_Stops()
    {
        CancellationToken cancelled = new(canceled: true);
        MatrixView points = Matrix(Draw.Normal(7, 100), 5);

        Assert.Throws<OperationCanceledException>(
            () => NeighborSearch.Find(points, points, Metric.Euclidean, [], new int[20], new float[20], Workers.Single, cancelled));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void Find_OfNumbersThatAreNotFinite_IsRefused(float bad)
    {
        float[] values = Draw.Normal(8, 3 * 20);
        MatrixView good = Matrix(values, 20);
        foreach (int place in new[] { 21, 39 })
        {
            MatrixView broken = Matrix(values, 20);
            broken.Buffer.Span[place] = bad;
            string ofPoints = Assert.Throws<ArgumentException>(() => Find(broken, good)).Message;
            string ofQueries = Assert.Throws<ArgumentException>(() => Find(good, broken)).Message;
            Assert.Contains("row 1 that is not finite", ofPoints, StringComparison.Ordinal);
            Assert.Contains("'queries'", ofQueries, StringComparison.Ordinal);
        }

        static void Find(MatrixView points, MatrixView queries) =>
            NeighborSearch.Find(points, queries, Metric.Euclidean, [], new int[3], new float[3], Workers.Single, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(3, 2, false, 8)]
    [InlineData(3, 3, false, 8)]
    [InlineData(2, 2, true, 8)]
    [InlineData(2, 4, false, 8)]
    [InlineData(2, 2, false, 7)]
    public void Find_OfSizesThatDoNotFit_IsRefused(int queryCount, int dimensions, bool isSelf, int room)
    {
        MatrixView points = Matrix(Draw.Normal(9, 8), 2), queries = Matrix(Draw.Normal(10, queryCount * dimensions), dimensions);

        Assert.Throws<ArgumentException>(
            () => NeighborSearch.Find(points, queries, Metric.Euclidean, isSelf ? [1, 0] : [], new int[room], new float[room], Workers.Single, TestContext.Current.CancellationToken));
    }

    private static void Check(float[] points, float[] queries, int dimensions, int neighbors, Metric metric, bool isSelf, Workers workers)
    {
        (int[] indices, float[] distances) = Find(points, queries, dimensions, neighbors, metric, isSelf, workers);
        NeighborOracle oracle = new(points, dimensions, metric);
        for (int query = 0; query < queries.Length / dimensions; query++)
        {
            float[] from = queries[(query * dimensions)..((query + 1) * dimensions)];
            int[] expected = oracle.Sort(from, isSelf ? query : -1)[..neighbors];
            Assert.Equal(expected, indices[(query * neighbors)..((query + 1) * neighbors)]);
            for (int i = 0; i < neighbors; i++)
            {
                double distance = NeighborOracle.Distance(from, points.AsSpan(expected[i] * dimensions, dimensions), metric);

                // Half a step of a float, and what one minus a cosine loses in double precision.
                Assert.Equal(distance, distances[(query * neighbors) + i], (1e-7 * distance) + (metric == Metric.Cosine ? 1e-15 : 1e-45));
            }
        }
    }

    private static void CheckRanks(float[] points, float[] queries, int dimensions, Metric metric, bool isSelf, Workers workers)
    {
        const int Targets = 6;
        int count = points.Length / dimensions, queryCount = queries.Length / dimensions;
        int[] targets = [.. Enumerable.Range(0, queryCount * Targets).Select(i => ((i * 31) + (i / Targets) + 1) % count)];
        int[] ranks = new int[targets.Length], selves = isSelf ? [.. Enumerable.Range(0, queryCount)] : [];

        NeighborSearch.Rank(
            Matrix(points, dimensions), Matrix(queries, dimensions), metric, selves, targets, ranks, workers, TestContext.Current.CancellationToken);

        NeighborOracle oracle = new(points, dimensions, metric);
        for (int query = 0; query < queryCount; query++)
        {
            int[] order = oracle.Sort(queries.AsSpan(query * dimensions, dimensions), isSelf ? query : -1);
            for (int i = query * Targets; i < (query + 1) * Targets; i++)
                if (!isSelf || targets[i] != query) Assert.Equal(Array.IndexOf(order, targets[i]) + 1, ranks[i]);
        }
    }

    private static (int[] Indices, float[] Distances) Find(
        float[] points, float[] queries, int dimensions, int neighbors, Metric metric, bool isSelf, Workers workers)
    {
        int[] indices = new int[queries.Length / dimensions * neighbors];
        float[] distances = new float[indices.Length];
        NeighborSearch.Find(Matrix(points, dimensions), Matrix(queries, dimensions), metric, isSelf ? [.. Enumerable.Range(0, queries.Length / dimensions)] : [], indices, distances, workers, TestContext.Current.CancellationToken);
        return (indices, distances);
    }

    private static MatrixView Matrix(float[] values, int columns)
    {
        FloatBuffer buffer = new(values.Length);
        values.CopyTo(buffer.Span);
        return new MatrixView(buffer, values.Length / columns, columns);
    }

    private static float[] Hard(string kind, ulong seed, int count)
    {
        float[] normal = Draw.Normal(seed, count * Dimensions);
        return kind switch
        {
            "grid" => [.. normal.Select(static x => MathF.Round(x))],
            "duplicates" => [.. Enumerable.Range(0, count).SelectMany(i => normal[(i % 17 * Dimensions)..((i % 17 * Dimensions) + Dimensions)])],
            "all alike" => [.. Enumerable.Repeat(0.1f, count * Dimensions)],
            "shifted" => [.. normal.Select(static x => 1000 + (x / 100))],
            "huge" => [.. normal.Select(static x => x * 1e38f / 4)],
            "tiny" => [.. normal.Select(static x => x * 1e-42f)],
            "wide range" => [.. normal.Select(static (x, i) => x * MathF.Pow(10, (i * 7 % 60) - 30))],
            "outlier" => [.. normal[..^1], 1e12f],
            "turned" => [.. Enumerable.Range(0, count).SelectMany(i => Turn([0.1f, 0.7f, -1.3f, 0.9f, 0.3f], (int)seed + i))],
            "zeros" => [.. normal.Select((x, i) => i / Dimensions % 3 == 0 ? 0 : x)],
            "last bits" => [.. normal.Select(static x => 1 + (MathF.Round(x) * MathF.ScaleB(1, -23)))],
            "doubled" => [.. Enumerable.Range(0, count).SelectMany(i => normal[..Dimensions].Select(x => x * MathF.ScaleB(1, i % 5)))],
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    /// <summary>Turns the numbers of a point round, which leaves the distances from points of equal numbers alike but for rounding.</summary>
    private static float[] Turn(float[] values, int by) => [.. values.Select((_, k) => values[(k + by) % values.Length])];
}
