using System.Numerics;
using Hourglass.Numerics;

namespace Hourglass.Testing;

/// <summary>Nearest neighbours by the definition, in whole numbers without any rounding.</summary>
public sealed class NeighborOracle(float[] points, int dimensions, Metric metric)
{
    private readonly BigInteger[][] _points = [.. points.Chunk(dimensions).Select(static point => Whole(point))];

    /// <summary>Sorts all points by their distance from a query, those equally far by their index.</summary>
    public int[] Sort(ReadOnlySpan<float> query, int self = -1)
    {
        BigInteger[] from = Whole(query);
        (int Index, BigInteger Up, BigInteger Down)[] keys =
            [.. Enumerable.Range(0, _points.Length).Where(i => i != self).Select(i => Key(i, _points[i], from, metric))];
        Array.Sort(keys, static (x, y) => (x.Up * y.Down).CompareTo(y.Up * x.Down) is var order && order != 0 ? order : x.Index.CompareTo(y.Index));
        return [.. keys.Select(static key => key.Index)];
    }

    /// <summary>Computes a distance in double precision.</summary>
    public static double Distance(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Metric metric)
    {
        double product = 0, squaresX = 0, squaresY = 0, squares = 0;
        for (int k = 0; k < x.Length; k++)
        {
            product += (double)x[k] * y[k];
            squaresX += (double)x[k] * x[k];
            squaresY += (double)y[k] * y[k];
            squares += ((double)x[k] - y[k]) * ((double)x[k] - y[k]);
        }

        if (metric == Metric.Euclidean) return Math.Sqrt(squares);
        return squaresX == 0 || squaresY == 0 ? 1 : 1 - (product / Math.Sqrt(squaresX) / Math.Sqrt(squaresY));
    }

    /// <summary>Makes a fraction that is smaller where a point is nearer: the squared distance, or minus the cosine times its size, squared.</summary>
    private static (int Index, BigInteger Up, BigInteger Down) Key(int index, BigInteger[] point, BigInteger[] query, Metric metric)
    {
        if (metric == Metric.Euclidean) return (index, Sum(point.Zip(query, static (x, y) => (x - y) * (x - y))), 1);
        BigInteger product = Sum(point.Zip(query, static (x, y) => x * y)), length = Sum(point.Select(static x => x * x));
        return (index, -product * BigInteger.Abs(product), length.IsZero ? 1 : length);
    }

    private static BigInteger Sum(IEnumerable<BigInteger> values) => values.Aggregate(BigInteger.Zero, static (sum, value) => sum + value);

    /// <summary>Multiplies floats by 2^149, which makes all of them whole numbers.</summary>
    private static BigInteger[] Whole(ReadOnlySpan<float> values)
    {
        BigInteger[] whole = new BigInteger[values.Length];
        for (int i = 0; i < whole.Length; i++)
        {
            int exponent = Math.Max(Math.ILogB(values[i] == 0 ? 1 : values[i]) - 23, -149);
            whole[i] = new BigInteger(Math.ScaleB((double)values[i], -exponent)) << (exponent + 149);
        }

        return whole;
    }
}
