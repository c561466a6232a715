namespace Hourglass.Numerics;

/// <summary>Finds the eigenvectors of a tridiagonal matrix that belong to known eigenvalues.</summary>
/// <remarks>Vectors whose eigenvalues lie close are made orthogonal to each other in every iteration: where eigenvalues coincide, any orthogonal
/// basis of their space is right, and this is one.</remarks>
internal sealed class InverseIteration
{
    /// <summary>Eigenvalues nearer than this part of the norm belong to one cluster, as in LAPACK's dstein.</summary>
    private const double ClusterGap = 1e-3;

    /// <summary>One iteration gains some ten digits where eigenvalues lie apart; the others are for those inside clusters.</summary>
    private const int Iterations = 4;

    private const double Epsilon = 2.220446049250313e-16;

    private readonly double[] _diagonal;
    private readonly double[] _offDiagonal;
    private readonly double[] _inversePivot;
    private readonly double[] _first;
    private readonly double[] _second;
    private readonly double[] _factor;
    private readonly bool[] _swapped;
    private readonly double _norm;

    private InverseIteration(Tridiagonal matrix)
    {
        _diagonal = matrix.Diagonal;
        _offDiagonal = [.. matrix.OffDiagonal];
        double norm = 0;
        for (int i = 0; i < matrix.Size; i++) norm = Math.Max(norm, Math.Abs(_diagonal[i]) + (2 * Math.Abs(_offDiagonal[i])));
        _norm = norm > 0 ? norm : 1;

        // An element that is rounding error alone takes the matrix apart: solutions then cannot grow from one part into the next.
        for (int i = 0; i < matrix.Size; i++)
            if (Math.Abs(_offDiagonal[i]) <= Epsilon * _norm) _offDiagonal[i] = 0;
        _inversePivot = new double[matrix.Size];
        _first = new double[matrix.Size];
        _second = new double[matrix.Size];
        _factor = new double[matrix.Size];
        _swapped = new bool[matrix.Size];
    }

    /// <summary>Finds the vectors.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="values">Its eigenvalues, the largest first.</param>
    /// <param name="stride">The doubles from one vector to the next in the result.</param>
    /// <param name="workers">The team.</param>
    /// <param name="cancellation">Ends the work between two vectors.</param>
    /// <returns>One vector after the other.</returns>
    public static DoubleBuffer Vectors(Tridiagonal matrix, double[] values, int stride, Workers workers, CancellationToken cancellation)
    {
        InverseIteration solver = new(matrix);
        DoubleBuffer vectors = new(values.Length * stride);
        int cluster = 0;
        double previous = double.PositiveInfinity;
        for (int i = 0; i < values.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (i > 0 && values[i - 1] - values[i] > ClusterGap * solver._norm) cluster = i;

            // Coinciding eigenvalues are taken a little apart, so that their matrices differ.
            double value = Math.Min(values[i], previous - (10 * Epsilon * Math.Max(Math.Abs(values[i]), Epsilon * solver._norm)));
            previous = value;
            solver.Factorize(value);
            solver.Iterate(vectors, cluster, i, stride, workers);
        }

        return vectors;
    }

    private void Iterate(DoubleBuffer vectors, int cluster, int index, int stride, Workers workers)
    {
        Span<double> x = vectors.Span.Slice(index * stride, _diagonal.Length);
        RandomKey key = new RandomKey(0).Fold((ulong)index);
        for (int i = 0; i < x.Length; i++) x[i] = key.Uniform(i) - 0.5;
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            Solve(x);
            Normalize(x);
            GramSchmidt.Orthogonalize(vectors, cluster, index, stride, workers);
            Normalize(x);
        }
    }

    /// <summary>Takes the matrix less a value apart, with exchanges of neighbouring rows.</summary>
    private void Factorize(double value)
    {
        int size = _diagonal.Length;
        double pivot = _diagonal[0] - value, next = _offDiagonal[0];
        for (int i = 1; i < size; i++)
        {
            double below = _offDiagonal[i - 1], diagonal = _diagonal[i] - value, beside = _offDiagonal[i];
            _swapped[i - 1] = Math.Abs(below) > Math.Abs(pivot);
            if (_swapped[i - 1])
            {
                SetRow(i - 1, below, diagonal, beside, pivot / below);
                pivot = next - (_factor[i - 1] * diagonal);
                next = -_factor[i - 1] * beside;
            }
            else
            {
                SetRow(i - 1, pivot, next, 0, below == 0 ? 0 : below / pivot);
                pivot = diagonal - (_factor[i - 1] * next);
                next = beside;
            }
        }

        SetRow(size - 1, pivot, 0, 0, 0);
    }

    private void SetRow(int row, double pivot, double first, double second, double factor)
    {
        double least = Epsilon * _norm;
        _inversePivot[row] = 1 / (Math.Abs(pivot) < least ? Math.CopySign(least, pivot) : pivot);
        _first[row] = first;
        _second[row] = second;
        _factor[row] = factor;
    }

    private void Solve(Span<double> x)
    {
        for (int i = 1; i < x.Length; i++)
        {
            if (_swapped[i - 1]) (x[i - 1], x[i]) = (x[i], x[i - 1] - (_factor[i - 1] * x[i]));
            else x[i] -= _factor[i - 1] * x[i - 1];
        }

        double after = 0, afterThat = 0;
        for (int i = x.Length - 1; i >= 0; i--)
        {
            double solved = (x[i] - (_first[i] * after) - (_second[i] * afterThat)) * _inversePivot[i];
            afterThat = after;
            after = x[i] = solved;
        }
    }

    private static void Normalize(Span<double> x)
    {
        double largest = 0, sum = 0;
        foreach (double value in x) largest = Math.Max(largest, Math.Abs(value));
        foreach (double value in x) sum += value / largest * (value / largest);
        double scale = 1 / (Math.Sqrt(sum) * largest);
        foreach (ref double value in x) value *= scale;
    }
}
