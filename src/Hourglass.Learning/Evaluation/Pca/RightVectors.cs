using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>The largest singular values of a matrix and their right singular vectors.</summary>
/// <param name="Squares">The squares of the values, the largest first.</param>
/// <param name="Vectors">The vectors, orthonormal.</param>
internal sealed record RightVectors(double[] Squares, IReadOnlyList<double[]> Vectors)
{
    /// <summary>Finds them from the smaller of the products <c>X'X</c> and <c>X X'</c>.</summary>
    /// <remarks><b>Units</b> Products are of single precision added up in double: values below a thousandth of the largest lose digits.</remarks>
    public static RightVectors Of(Points rows, int count, Workers workers, CancellationToken cancellation = default) =>
        rows.Dimensions <= rows.Count ? OfColumns(rows, count, workers, cancellation) : OfRows(rows, count, workers, cancellation);

    private static RightVectors OfColumns(Points rows, int count, Workers workers, CancellationToken cancellation)
    {
        ScatterMatrix sums = new(rows.Dimensions);
        foreach (Tensor batch in SampleBatches.Of(new PointSet(rows), workers, cancellation)) sums.Add(batch, workers);
        SymmetricEigen eigen = SymmetricEigen.Largest(sums.AboutOrigin(), count, workers, cancellation);
        return new RightVectors(NotNegative(eigen), eigen.Vectors);
    }

    /// <summary>Columns take the place of samples; the vectors follow from the left ones by <c>X'u</c>.</summary>
    private static RightVectors OfRows(Points rows, int count, Workers workers, CancellationToken cancellation)
    {
        ScatterMatrix sums = new(rows.Count);
        int[] columns = [.. Enumerable.Range(0, rows.Dimensions)];
        Tensor batch = new(new Shape(rows.Count), Math.Min(SampleBatches.Usual, columns.Length));
        for (int start = 0; start < columns.Length; start += SampleBatches.Usual)
        {
            Tensor part = batch.WithColumns(Math.Min(SampleBatches.Usual, columns.Length - start));
            Gathering.Gather(rows.Matrix.Transposed, columns.AsSpan(start, part.Columns), part, workers);
            sums.Add(part, workers);
        }

        SymmetricEigen eigen = SymmetricEigen.Largest(sums.AboutOrigin(), count, workers, cancellation);
        Points left = new(count, rows.Count), right = new(count, rows.Dimensions);
        for (int i = 0; i < count; i++)
            for (int j = 0; j < rows.Count; j++) left[i][j] = (float)eigen.Vectors[i][j];
        Gemm.Multiply(left.Matrix, rows.Matrix, right.Matrix, workers);
        double[][] vectors = [.. Enumerable.Range(0, count).Select(i => Doubles(right[i]))];
        OrthonormalRows.MakeFrom(vectors, workers);
        return new RightVectors(NotNegative(eigen), vectors);
    }

    private static double[] NotNegative(SymmetricEigen eigen) => [.. eigen.Values.Select(static value => Math.Max(value, 0))];

    private static double[] Doubles(ReadOnlySpan<float> values)
    {
        double[] result = new double[values.Length];
        for (int i = 0; i < result.Length; i++) result[i] = values[i];
        return result;
    }
}
