namespace Hourglass.Learning;

/// <summary>The nearest neighbours of some queries, the same number for each.</summary>
public sealed class Neighbors
{
    private readonly int[] _indices;
    private readonly float[] _distances;

    internal Neighbors(int count, int neighborsPerPoint)
    {
        Count = count;
        NeighborsPerPoint = neighborsPerPoint;
        _indices = new int[count * neighborsPerPoint];
        _distances = new float[count * neighborsPerPoint];
    }

    /// <summary>Gets the number of queries.</summary>
    public int Count { get; }

    /// <summary>Gets the number of neighbours of each query.</summary>
    public int NeighborsPerPoint { get; }

    internal Span<int> AllIndices => _indices;

    internal Span<float> AllDistances => _distances;

    /// <summary>Gets which points are the neighbours of a query, nearest first, those equally far by their index.</summary>
    /// <param name="query">Which query.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such query.</exception>
    public ReadOnlySpan<int> Indices(int query) => _indices.AsSpan(StartOf(query), NeighborsPerPoint);

    /// <summary>Gets how far the neighbours of a query are, nearest first.</summary>
    /// <param name="query">Which query.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such query.</exception>
    public ReadOnlySpan<float> Distances(int query) => _distances.AsSpan(StartOf(query), NeighborsPerPoint);

    private int StartOf(int query)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)query, (uint)Count, nameof(query));
        return query * NeighborsPerPoint;
    }
}
