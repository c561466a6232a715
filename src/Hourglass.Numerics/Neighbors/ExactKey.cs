using System.Numerics;

namespace Hourglass.Numerics;

/// <summary>What orders points by their distance from one query without any rounding.</summary>
/// <param name="Value">The squared distance, or minus the product with the query.</param>
/// <param name="SquaredLength">One, or the squared length of the point.</param>
internal sealed record ExactKey(BigInteger Value, BigInteger SquaredLength) : IComparable<ExactKey>
{
    /// <summary>Computes the key of a point.</summary>
    public static unsafe ExactKey Of(Metric metric, float* query, float* point, int dimensions)
    {
        ExactSum value = default, squares = default;
        for (int k = 0; k < dimensions; k++)
        {
            if (metric == Metric.Euclidean)
            {
                value.Add(query[k], query[k], 1);
                value.Add(query[k], point[k], -2);
                value.Add(point[k], point[k], 1);
            }
            else
            {
                value.Add(query[k], point[k], -1);
                squares.Add(point[k], point[k], 1);
            }
        }

        BigInteger length = squares.ToInteger();
        return new ExactKey(value.ToInteger(), length.IsZero ? BigInteger.One : length);
    }

    /// <inheritdoc/>
    public int CompareTo(ExactKey? other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (SquaredLength == other.SquaredLength || Value.Sign != other.Value.Sign) return Value.CompareTo(other.Value);

        // v / sqrt(n) against w / sqrt(m) of one sign is v^2 m against w^2 n with that sign.
        return Value.Sign * (Value * Value * other.SquaredLength).CompareTo(other.Value * other.Value * SquaredLength);
    }
}
