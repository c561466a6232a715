using System.Runtime.Intrinsics;

namespace Hourglass.Numerics;

/// <summary>Sorts candidates of a query by their distances as exact arithmetic has them.</summary>
/// <remarks>Double precision decides where its bound on rounding allows; <see cref="ExactSum"/> where it does not.</remarks>
internal sealed unsafe class ExactOrder(Metric metric, MatrixView points, MatrixView queries) : IComparer<ExactOrder.Item>
{
    /// <summary>The bound on relative rounding in double precision.</summary>
    private const double Unit = 1.0 / (1L << 53);

    private readonly int _dimensions = points.Columns;
    private readonly double _roundings = (points.Columns + 16) * Unit;
    private Item[] _items = [];
    private ExactKey?[] _keys = [];
    private float* _query;
    private double _queryLength;

    /// <summary>Sums the squares of a point in double precision, in a fixed order.</summary>
    public static double SquaredLength(float* point, int dimensions)
    {
        Vector512<double> sums = Vector512<double>.Zero;
        int k = 0;
        for (; k <= dimensions - Vector512<float>.Count; k += Vector512<float>.Count)
        {
            (Vector512<double> low, Vector512<double> high) = Vector512.Widen(Vector512.Load(point + k));
            sums += (low * low) + (high * high);
        }

        double sum = SumInOrder(sums);
        for (; k < dimensions; k++) sum += (double)point[k] * point[k];
        return sum;
    }

    /// <summary>Sorts candidates, nearest first, those equally far by their index.</summary>
    /// <param name="query">The index of the query.</param>
    /// <param name="candidates">The candidates, in any order.</param>
    public void Sort(int query, ReadOnlySpan<CandidateLists.Entry> candidates)
    {
        Begin(query, candidates.Length);
        for (int i = 0; i < candidates.Length; i++) _items[i] = ItemOf(candidates[i].Index, i);
        _items.AsSpan(0, candidates.Length).Sort(this);
    }

    /// <summary>Tells whether one point comes before another.</summary>
    /// <param name="query">The index of the query.</param>
    /// <param name="point">The one point.</param>
    /// <param name="than">The other.</param>
    public bool IsNearer(int query, int point, int than)
    {
        Begin(query, 2);
        return Compare(ItemOf(point, 0), ItemOf(than, 1)) < 0;
    }

    /// <summary>Gets where the candidate of a rank stood before it was sorted.</summary>
    public int PlaceOf(int rank) => _items[rank].Place;

    /// <summary>Writes the nearest candidates.</summary>
    public void Write(Span<int> indices, Span<float> distances)
    {
        float previous = 0;
        for (int i = 0; i < indices.Length; i++)
        {
            double squared = _items[i].Squared;
            float distance = (float)(metric == Metric.Cosine ? squared / 2 : Math.Sqrt(squared));

            // Two distances that are alike to the last bit of a double may be rounded in the wrong order.
            previous = MathF.Max(previous, distance);
            indices[i] = _items[i].Index;
            distances[i] = previous;
        }
    }

    /// <inheritdoc/>
    public int Compare(Item x, Item y)
    {
        if (Math.Abs(x.Squared - y.Squared) > DoubtOf(x.Squared) + DoubtOf(y.Squared)) return x.Squared.CompareTo(y.Squared);
        int exact = x.Index == y.Index || AreAlike(x.Index, y.Index) ? 0 : KeyOf(x).CompareTo(KeyOf(y));
        return exact != 0 ? exact : x.Index.CompareTo(y.Index);
    }

    private static double SumInOrder(Vector512<double> sums)
    {
        double sum = sums[0];
        for (int lane = 1; lane < Vector512<double>.Count; lane++) sum += sums[lane];
        return sum;
    }

    private void Begin(int query, int count)
    {
        _query = queries.Pointer + ((nint)query * queries.RowStride);
        _queryLength = metric == Metric.Cosine ? Math.Sqrt(SquaredLength(_query, _dimensions)) : 0;
        if (_items.Length < count)
        {
            _items = new Item[count];
            _keys = new ExactKey?[count];
        }

        Array.Clear(_keys, 0, count);
    }

    private Item ItemOf(int index, int place)
    {
        float* point = PointOf(index);
        return new Item(metric == Metric.Cosine ? SquaredChord(point) : SquaredDistance(_query, point, 1, 1), index, place);
    }

    private float* PointOf(int index) => points.Pointer + ((nint)index * points.RowStride);

    private bool AreAlike(int x, int y) =>
        new ReadOnlySpan<float>(PointOf(x), _dimensions).SequenceEqual(new ReadOnlySpan<float>(PointOf(y), _dimensions));

    private ExactKey KeyOf(Item item) => _keys[item.Place] ??= ExactKey.Of(metric, _query, PointOf(item.Index), _dimensions);

    /// <summary>Bounds the error of a squared distance, or of a squared chord of the unit sphere: the lengths that scale it are uncertain too.</summary>
    private double DoubtOf(double squared) =>
        _roundings * (metric == Metric.Euclidean ? squared : squared + (4 * Math.Sqrt(squared)) + (4 * _roundings));

    /// <summary>Gets the squared distance of the points on the unit sphere, twice one minus the cosine.</summary>
    private double SquaredChord(float* point)
    {
        double length = Math.Sqrt(SquaredLength(point, _dimensions));
        return length == 0 || _queryLength == 0 ? 2 : SquaredDistance(_query, point, 1 / _queryLength, 1 / length);
    }

    private double SquaredDistance(float* x, float* y, double scaleX, double scaleY)
    {
        Vector512<double> sums = Vector512<double>.Zero;
        int k = 0;
        for (; k <= _dimensions - Vector512<float>.Count; k += Vector512<float>.Count)
        {
            (Vector512<double> lowX, Vector512<double> highX) = Vector512.Widen(Vector512.Load(x + k));
            (Vector512<double> lowY, Vector512<double> highY) = Vector512.Widen(Vector512.Load(y + k));
            Vector512<double> low = (lowX * scaleX) - (lowY * scaleY), high = (highX * scaleX) - (highY * scaleY);
            sums += (low * low) + (high * high);
        }

        double sum = SumInOrder(sums);
        for (; k < _dimensions; k++)
        {
            double difference = (x[k] * scaleX) - (y[k] * scaleY);
            sum += difference * difference;
        }

        return sum;
    }

    /// <summary>A candidate with its squared distance.</summary>
    internal readonly record struct Item(double Squared, int Index, int Place);
}
