namespace Hourglass.Numerics;

/// <summary>The largest eigenvalues of a symmetric matrix and their eigenvectors, in double precision.</summary>
/// <remarks>
/// <para><b>Computes</b> Householder's reduction to a tridiagonal matrix, its eigenvalues by bisection on Sturm counts, the eigenvectors wanted by inverse
/// iteration with orthogonalisation inside clusters, and their way back through the reflections.</para>
/// <para><b>Shapes</b> Vectors has one eigenvector per row, of length 1; its sign is arbitrary.</para>
/// <para><b>Memory</b> A copy of the matrix, and 8 bytes x size for each vector.</para>
/// <para><b>Determinism</b> Same bits for any number of workers.</para>
/// <para><b>Source</b> Golub and Van Loan, Matrix Computations, 4th edition, sections 8.3.1, 8.4.1 and 8.2.2; Jessup and Ipsen, Improving the
/// Accuracy of Inverse Iteration, 1992. docs/math/pca.md</para>
/// </remarks>
public sealed class SymmetricEigen
{
    private SymmetricEigen(double[] values, double[][] vectors)
    {
        Values = values;
        Vectors = vectors;
    }

    /// <summary>Gets the eigenvalues, the largest first.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>Gets the eigenvector of each value.</summary>
    public IReadOnlyList<double[]> Vectors { get; }

    /// <summary>Finds the largest eigenvalues and their eigenvectors.</summary>
    /// <param name="matrix">The matrix; left as it is.</param>
    /// <param name="count">How many; 1 to the size of the matrix.</param>
    /// <param name="workers">The team.</param>
    /// <param name="cancellation">Ends the work between two steps of the reduction.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is out of range.</exception>
    /// <exception cref="ArgumentException">An element is not finite.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static SymmetricEigen Largest(SymmetricMatrix matrix, int count, Workers workers, CancellationToken cancellation = default)
    {
        if (count < 1 || count > matrix.Size) Throw.OutOfRange(nameof(count), count, $"1 to {matrix.Size}, the size of the matrix");
        double largest = 0;
        for (int i = 0; i < matrix.Size; i++)
        {
            foreach (double value in matrix[i])
            {
                if (!double.IsFinite(value)) Throw.Argument(nameof(matrix), $"Received {value} in row {i}, expected finite numbers.");
                largest = Math.Max(largest, Math.Abs(value));
            }
        }

        // Elements near 1 keep squares away from the ends of the range of doubles.
        double scale = largest > 0 ? largest : 1;
        Tridiagonal tridiagonal = Tridiagonal.Reduce(matrix, 1 / scale, workers, cancellation);
        double[] values = SturmBisection.Largest(tridiagonal, count, workers);
        DoubleBuffer rows = InverseIteration.Vectors(tridiagonal, values, tridiagonal.Stride, workers, cancellation);
        tridiagonal.TransformBack(rows, count, workers);
        double[][] vectors = new double[count][];
        for (int i = 0; i < count; i++) vectors[i] = rows.Span.Slice(i * tridiagonal.Stride, matrix.Size).ToArray();
        for (int i = 0; i < values.Length; i++) values[i] *= scale;
        return new SymmetricEigen(values, vectors);
    }
}
