using System.Runtime.InteropServices;

namespace Hourglass.Numerics;

/// <summary>What may still be among the nearest of some queries: a short list for each.</summary>
/// <remarks>A point is a candidate where its score may be, for all that is known of rounding, among the best.</remarks>
internal sealed unsafe class CandidateLists
{
    private readonly int _neighbors;
    private readonly int _capacity;
    private readonly Entry[] _entries;
    private readonly int[] _counts;
    private readonly double[] _doubts;
    private readonly float[] _lows;
    private readonly Entry[] _best;
    private readonly ExactOrder _order;
    private readonly FloatBuffer _thresholds;
    private int _firstQuery;
    private int* _selves;

    /// <summary>Makes room.</summary>
    /// <param name="queries">The number of queries.</param>
    /// <param name="neighbors">The number of neighbours of each.</param>
    /// <param name="doubts">What each query adds to the error of its scores.</param>
    /// <param name="order">Settles what scores leave open.</param>
    public CandidateLists(int queries, int neighbors, double[] doubts, ExactOrder order)
    {
        _neighbors = neighbors;
        _capacity = CapacityOf(neighbors);
        _entries = new Entry[checked(queries * _capacity)];
        _counts = new int[queries];
        _doubts = doubts;
        _lows = new float[_capacity];
        _best = new Entry[neighbors];
        _order = order;
        _thresholds = new FloatBuffer(queries);
    }

    /// <summary>Gets what a score must exceed, for each query.</summary>
    public float* Thresholds => _thresholds.Pointer;

    /// <summary>Gets the bytes that the list of one query takes.</summary>
    public static long BytesPerQuery(int neighbors) => (long)CapacityOf(neighbors) * sizeof(Entry);

    /// <summary>Begins with empty lists.</summary>
    /// <param name="firstQuery">The index of the first query.</param>
    /// <param name="count">The number of queries; places beyond take nothing.</param>
    /// <param name="selves">Which point each query is; null where queries are no points.</param>
    public void Begin(int firstQuery, int count, int* selves)
    {
        _firstQuery = firstQuery;
        _selves = selves;
        Array.Clear(_counts);
        _thresholds.Span[..count].Fill(float.NegativeInfinity);
        _thresholds.Span[count..].Fill(float.PositiveInfinity);
    }

    /// <summary>Takes a candidate.</summary>
    /// <param name="query">The place of the query in the lists.</param>
    /// <param name="point">The index of the point.</param>
    /// <param name="high">The most that its score may be, but for the doubt of the query.</param>
    /// <param name="low">The least that its score may be, but for the doubt of the query.</param>
    public void Add(int query, int point, float high, float low)
    {
        if (_selves != null && _selves[_firstQuery + query] == point) return;
        int count = _counts[query];
        _entries[(query * _capacity) + count] = new Entry(high, low, point);
        _counts[query] = ++count;
        if (count == _capacity) Shrink(query);
    }

    /// <summary>Settles which points are the nearest of a query.</summary>
    /// <param name="query">The place of the query in the lists.</param>
    /// <param name="indices">Receives the indices of the points.</param>
    /// <param name="distances">Receives their distances.</param>
    public void Settle(int query, Span<int> indices, Span<float> distances)
    {
        Filter(query);
        _order.Sort(_firstQuery + query, ListOf(query));
        _order.Write(indices, distances);
    }

    private static int CapacityOf(int neighbors) => checked((2 * neighbors) + 32);

    private Span<Entry> ListOf(int query) => _entries.AsSpan(query * _capacity, _counts[query]);

    /// <summary>Makes room in a full list.</summary>
    private void Shrink(int query)
    {
        Filter(query);
        if (_counts[query] <= _capacity - (_capacity / 4)) return;

        // So many are alike to rounding that only the exact order tells them apart.
        Span<Entry> list = ListOf(query);
        _order.Sort(_firstQuery + query, list);
        for (int i = 0; i < _neighbors; i++) _best[i] = list[_order.PlaceOf(i)];
        _best.CopyTo(list);
        _counts[query] = _neighbors;
    }

    /// <summary>Raises the threshold to what the best so far allow, and drops what falls below it.</summary>
    private void Filter(int query)
    {
        Span<Entry> list = ListOf(query);
        if (list.Length < _neighbors) return;
        Span<float> lows = _lows.AsSpan(0, list.Length);
        for (int i = 0; i < list.Length; i++) lows[i] = list[i].Low;
        lows.Sort();
        float threshold = MathF.BitDecrement((float)(lows[^_neighbors] - (2 * _doubts[query])));
        if (!(threshold > Thresholds[query])) return;
        Thresholds[query] = threshold;
        int kept = 0;
        foreach (Entry entry in list)
            if (entry.High > threshold) list[kept++] = entry;
        _counts[query] = kept;
    }

    /// <summary>A candidate.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Entry(float High, float Low, int Index);
}
