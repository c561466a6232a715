namespace Hourglass.Numerics;

/// <summary>Turns vectors into an orthonormal basis of what they span.</summary>
public static class OrthonormalRows
{
    /// <summary>What is left of a vector below this part of its length is rounding.</summary>
    private const double Dependent = 1e-10;

    /// <summary>Makes vectors orthonormal in place, one after the other.</summary>
    /// <remarks>
    /// <para>A vector that depends on those before it is replaced by another direction, so that there are always as many as before.</para>
    /// <para><b>Determinism</b> Same bits for any number of workers.</para>
    /// </remarks>
    /// <param name="vectors">The vectors; no more than each has elements.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">There are more vectors than elements.</exception>
    public static void MakeFrom(IReadOnlyList<double[]> vectors, Workers workers)
    {
        if (vectors.Count == 0) return;
        int size = vectors[0].Length, stride = (size + DoubleSimd.Widest - 1) / DoubleSimd.Widest * DoubleSimd.Widest;
        if (vectors.Count > size) Throw.Argument(nameof(vectors), $"Received {vectors.Count} vectors of {size} elements, expected at most {size} vectors.");
        DoubleBuffer rows = new(checked(vectors.Count * stride));
        for (int i = 0; i < vectors.Count; i++)
        {
            Span<double> row = rows.Span.Slice(i * stride, size);
            vectors[i].CopyTo(row);
            RandomKey key = new RandomKey(1).Fold((ulong)i);
            while (!Normalize(row) || !IsLeft(rows, i, stride, row, workers))
            {
                for (int k = 0; k < size; k++) row[k] = key.Normal(k);
                key = key.Fold(0);
            }

            row.CopyTo(vectors[i]);
        }
    }

    private static bool IsLeft(DoubleBuffer rows, int index, int stride, Span<double> row, Workers workers)
    {
        GramSchmidt.Orthogonalize(rows, 0, index, stride, workers);
        double square = 0;
        foreach (double value in row) square += value * value;
        return square > Dependent * Dependent && Normalize(row);
    }

    private static bool Normalize(Span<double> row)
    {
        double largest = 0, sum = 0;
        foreach (double value in row) largest = Math.Max(largest, Math.Abs(value));
        if (!(largest > 0)) return false;
        foreach (double value in row) sum += value / largest * (value / largest);
        double scale = 1 / (Math.Sqrt(sum) * largest);
        foreach (ref double value in row) value *= scale;
        return true;
    }
}
