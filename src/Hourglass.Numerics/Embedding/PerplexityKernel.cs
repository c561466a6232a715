namespace Hourglass.Numerics;

/// <summary>Turns distances to neighbours into probabilities whose perplexity is given.</summary>
/// <remarks>
/// <para><b>Computes</b> For each point <c>p_j = exp(-b d_j^2) / sum over k of exp(-b d_k^2)</c>, with b found by bisection so that the entropy
/// <c>- sum of p log p</c> is the logarithm of the perplexity within 1e-5, as scikit-learn has it; with at most 100 halvings.</para>
/// <para>Where all neighbours are equally far, every b gives the same; where more than the perplexity share the smallest distance, no b is
/// large enough, and the probabilities come as near as they can.</para>
/// <para><b>Determinism</b> Same bits for any number of workers.</para>
/// <para><b>Source</b> van der Maaten and Hinton, Visualizing data using t-SNE, 2008.</para>
/// </remarks>
public static class PerplexityKernel
{
    private const int Grain = 64;

    /// <summary>Computes the probabilities of each point's neighbours.</summary>
    /// <param name="distances">The distances, point after point; finite.</param>
    /// <param name="neighbors">The neighbours of each point.</param>
    /// <param name="perplexity">The perplexity; above 0 and at most <paramref name="neighbors"/>.</param>
    /// <param name="probabilities">Receives the probabilities; may be the distances.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentOutOfRangeException">The perplexity is out of range.</exception>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static unsafe void Run(
        ReadOnlySpan<float> distances, int neighbors, double perplexity, Span<float> probabilities, Workers workers)
    {
        if (neighbors < 1) Throw.OutOfRange(nameof(neighbors), neighbors, "1 or more");
        if (!(perplexity > 0 && perplexity <= neighbors)) Throw.OutOfRange(nameof(perplexity), perplexity, $"above 0 and at most {neighbors}, the number of neighbours");
        if (distances.Length % neighbors != 0 || probabilities.Length != distances.Length)
            Throw.Argument(nameof(probabilities), $"Received room for {probabilities.Length}, expected {distances.Length}, whole points of {neighbors} neighbours.");
        fixed (float* d = distances, p = probabilities)
        {
            workers.ForVectors(distances.Length / neighbors, Grain, new PerplexityJob
            {
                Distances = d,
                Neighbors = neighbors,
                Entropy = Math.Log(perplexity),
                Probabilities = p,
            });
        }
    }
}

/// <summary>Items are points.</summary>
internal unsafe struct PerplexityJob : IVectorJob
{
    private const int MostSteps = 100;
    private const double Tolerance = 1e-5;

    public float* Distances;
    public int Neighbors;
    public double Entropy;
    public float* Probabilities;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        int padded = DenseKernel.CeilingDivide(Neighbors, SparseRows.Alignment) * SparseRows.Alignment;
        FloatBuffer scratch = new(2 * padded);
        float* squares = scratch.Pointer, weights = squares + padded;
        for (int point = start; point < end; point++)
        {
            nint at = (nint)point * Neighbors;
            float scale = Prepare(Distances + at, squares, padded);
            float total = scale > 0 ? Search<TWidth, TVec>(squares, weights, padded) : Even(weights);
            for (int j = 0; j < Neighbors; j++) Probabilities[at + j] = weights[j] / total;
        }

        GC.KeepAlive(scratch);
    }

    /// <summary>Squares the distances, less the smallest and over their mean: neither changes the probabilities, and bisection begins near its end.</summary>
    /// <returns>The mean; 0 where all are the same.</returns>
    private readonly float Prepare(float* distances, float* squares, int padded)
    {
        double least = double.PositiveInfinity, sum = 0;
        for (int j = 0; j < Neighbors; j++) least = Math.Min(least, (double)distances[j] * distances[j]);
        for (int j = 0; j < Neighbors; j++) sum += ((double)distances[j] * distances[j]) - least;
        double mean = sum / Neighbors;
        for (int j = 0; j < Neighbors; j++) squares[j] = mean > 0 ? (float)((((double)distances[j] * distances[j]) - least) / mean) : 0;
        for (int j = Neighbors; j < padded; j++) squares[j] = float.PositiveInfinity;
        return (float)mean;
    }

    private readonly float Even(float* weights)
    {
        for (int j = 0; j < Neighbors; j++) weights[j] = 1;
        return Neighbors;
    }

    private readonly float Search<TWidth, TVec>(float* squares, float* weights, int padded)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        double low = 0, high = double.PositiveInfinity, precision = 1;
        float total = 0;
        for (int step = 0; step < MostSteps; step++)
        {
            total = Weigh<TWidth, TVec>(squares, weights, padded, (float)precision, out float mean);
            double excess = Math.Log(total) + (precision * mean / total) - Entropy;
            if (Math.Abs(excess) <= Tolerance) break;
            if (excess > 0) low = precision;
            else high = precision;
            double next = double.IsInfinity(high) ? 2 * precision : (low + high) / 2;
            if ((float)next == (float)precision || next > float.MaxValue) break;
            precision = next;
        }

        return total;
    }

    /// <summary>Computes <c>exp(-b s)</c> of each neighbour, their sum, and the sum of <c>s exp(-b s)</c>.</summary>
    private static float Weigh<TWidth, TVec>(float* squares, float* weights, int padded, float precision, out float weighted)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec minus = TWidth.Broadcast(-precision), sum = TWidth.Broadcast(0), product = sum, zero = sum;
        TVec most = TWidth.Broadcast(float.MaxValue), limit = TWidth.Broadcast(-87);
        for (int j = 0; j < padded; j += TWidth.Count)
        {
            TVec square = TWidth.Min(TWidth.Load(squares + j), most), power = TWidth.Multiply(minus, square);

            // What is too small for a float counts as nothing, and so does the filling up to whole vectors.
            TVec weight = TWidth.Select(TWidth.LessThan(power, limit), zero, VectorMath.Exp<TWidth, TVec>(power));
            TWidth.Store(weights + j, weight);
            sum = TWidth.Add(sum, weight);
            product = TWidth.Fma(TWidth.Select(TWidth.LessThan(power, limit), zero, square), weight, product);
        }

        weighted = TWidth.Sum(product);
        return TWidth.Sum(sum);
    }
}
