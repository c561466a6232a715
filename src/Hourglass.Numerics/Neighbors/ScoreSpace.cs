using System.Runtime.Intrinsics;

namespace Hourglass.Numerics;

/// <summary>The space in which points are compared by products in single precision, and how wrong these may be.</summary>
/// <remarks>
/// <para><b>Computes</b> Points are moved (by a centre, so that lengths are no longer than they must be) and scaled (by a power of two, so that
/// nothing overflows), or brought to length one. With the score <c>S = x . y - |y|^2 / 2</c>, for the cosine <c>S = x . y</c>, a point is nearer
/// where its score is larger. The score that the tile computes is within <c>Doubt(x) + Doubt(y)</c> of that.</para>
/// <para><b>Source</b> The bound is derived in docs/math/nearest-neighbors.md.</para>
/// </remarks>
internal sealed unsafe class ScoreSpace
{
    /// <summary>The most numbers of a point: up to a quarter of 2^24 the bound on rounding holds.</summary>
    public const int MaxDimensions = (1 << 22) - 8;

    private const int SampledPoints = 1024;

    /// <summary>The bound on relative rounding in single precision.</summary>
    private const double Unit = 1.0 / (1 << 24);

    /// <summary>The sum of what products below the smallest float may lose, per dimension.</summary>
    private const double Tiny = 4 * float.Epsilon;

    private readonly double[] _centre;
    private readonly double _scale;
    private readonly double _growth;

    private ScoreSpace(Metric metric, double[] centre, double scale)
    {
        Metric = metric;
        _centre = centre;
        _scale = scale;
        Dimensions = centre.Length;
        double roundings = (Dimensions + 8) * Unit;
        _growth = roundings * (1 + (8 * roundings));
    }

    public Metric Metric { get; }

    public int Dimensions { get; }

    /// <summary>Chooses the space for points and queries.</summary>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    public static ScoreSpace Of(Metric metric, MatrixView points, MatrixView queries)
    {
        float largest = MathF.Max(LargestSize(points, nameof(points)), LargestSize(queries, nameof(queries)));
        if (metric == Metric.Cosine || largest == 0) return new ScoreSpace(metric, new double[points.Columns], 1);
        return new ScoreSpace(metric, CentreOf(points), Math.ScaleB(1, -Math.ILogB(largest) - 2));
    }

    /// <summary>Gets a bound on what a point or query adds to the error of a score.</summary>
    /// <param name="squaredLength">Its squared length in this space.</param>
    public double Doubt(double squaredLength) => (_growth * squaredLength) + ((Dimensions + 8) * Tiny);

    /// <summary>Moves a point into the space.</summary>
    /// <param name="source">The point.</param>
    /// <param name="placed">Receives its numbers.</param>
    /// <returns>The squared length.</returns>
    public double Place(float* source, float* placed)
    {
        double scale = ScaleOf(source);
        fixed (double* centre = _centre)
        {
            Vector512<double> sums = Vector512<double>.Zero;
            int k = 0;
            for (; k <= Dimensions - Vector512<float>.Count; k += Vector512<float>.Count)
            {
                (Vector512<double> low, Vector512<double> high) = Vector512.Widen(Vector512.Load(source + k));
                low = (low - Vector512.Load(centre + k)) * scale;
                high = (high - Vector512.Load(centre + k + Vector512<double>.Count)) * scale;
                sums += (low * low) + (high * high);
                Vector512.Narrow(low, high).Store(placed + k);
            }

            double sum = Vector512.Sum(sums);
            for (; k < Dimensions; k++)
            {
                double value = (source[k] - centre[k]) * scale;
                sum += value * value;
                placed[k] = (float)value;
            }

            return sum;
        }
    }

    /// <summary>Gets what the tile starts the score of a point from.</summary>
    public double Start(double squaredLength) => Metric == Metric.Euclidean ? -squaredLength / 2 : 0;

    /// <summary>Computes a score in double precision.</summary>
    /// <param name="query">The query.</param>
    /// <param name="point">The point.</param>
    /// <param name="error">Receives a bound on its error.</param>
    public double Score(float* query, float* point, out double error)
    {
        double scaleX = ScaleOf(query), scaleY = ScaleOf(point), product = 0, squaresX = 0, squaresY = 0;
        for (int k = 0; k < Dimensions; k++)
        {
            double x = (query[k] - _centre[k]) * scaleX, y = (point[k] - _centre[k]) * scaleY;
            product += x * y;
            squaresX += x * x;
            squaresY += y * y;
        }

        // Double precision is 2^29 times as fine as that which the doubts are of.
        error = (Doubt(squaresX) + Doubt(squaresY)) / (1 << 20);
        return product + Start(squaresY);
    }

    /// <summary>Gets what the numbers of a point are multiplied by.</summary>
    private double ScaleOf(float* point)
    {
        if (Metric == Metric.Euclidean) return _scale;
        double length = Math.Sqrt(ExactOrder.SquaredLength(point, Dimensions));
        return length == 0 ? 0 : 1 / length;
    }

    /// <summary>Averages some points: any centre will do, one in their midst keeps lengths small.</summary>
    private static double[] CentreOf(MatrixView points)
    {
        double[] centre = new double[points.Columns];
        int step = DenseKernel.CeilingDivide(points.Rows, SampledPoints), count = DenseKernel.CeilingDivide(points.Rows, step);
        for (int row = 0; row < points.Rows; row += step)
        {
            float* point = points.Pointer + ((nint)row * points.RowStride);
            for (int k = 0; k < centre.Length; k++) centre[k] += (double)point[k] / count;
        }

        return centre;
    }

    /// <summary>Gets the largest size of a number, and refuses numbers that are not finite.</summary>
    public static float LargestSize(MatrixView matrix, string parameter)
    {
        float largest = 0;
        for (int row = 0; row < matrix.Rows; row++)
        {
            float* values = matrix.Pointer + ((nint)row * matrix.RowStride);
            Vector512<float> sizes = Vector512<float>.Zero;
            int k = 0;
            for (; k <= matrix.Columns - Vector512<float>.Count; k += Vector512<float>.Count)
                sizes = Vector512.Max(sizes, Vector512.Abs(Vector512.Load(values + k)));
            for (; k < matrix.Columns; k++) largest = MathF.Max(largest, MathF.Abs(values[k]));
            for (int lane = 0; lane < Vector512<float>.Count; lane++) largest = MathF.Max(largest, sizes[lane]);
            if (!float.IsFinite(largest)) Throw.Argument(parameter, $"Received a number in row {row} that is not finite, expected finite numbers.");
        }

        return largest;
    }
}
