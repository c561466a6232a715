namespace Hourglass.Numerics;

/// <summary>A symmetric tridiagonal matrix and the reflections that lead to it.</summary>
/// <remarks>Each step's change of rank 2 waits for the next step, which makes it while it multiplies the matrix by its own reflection: the
/// matrix is read and written once per step.</remarks>
internal sealed class Tridiagonal
{
    /// <summary>Below so many rows a team costs more than it gains.</summary>
    private const int Grain = 32;

    private readonly SymmetricMatrix _reflections;
    private readonly double[] _factors;

    private Tridiagonal(SymmetricMatrix copy)
    {
        _reflections = copy;
        _factors = new double[copy.Size];
        Diagonal = new double[copy.Size];
        OffDiagonal = new double[copy.Size];
    }

    /// <summary>Gets the number of rows.</summary>
    public int Size => _reflections.Size;

    /// <summary>Gets the doubles from row to row, which vectors have too.</summary>
    public int Stride => _reflections.Stride;

    /// <summary>Gets the diagonal.</summary>
    public double[] Diagonal { get; }

    /// <summary>Gets the element between rows i and i + 1; the last is zero.</summary>
    public double[] OffDiagonal { get; }

    /// <summary>Reduces a matrix, multiplied by a scale.</summary>
    public static unsafe Tridiagonal Reduce(SymmetricMatrix matrix, double scale, Workers workers, CancellationToken cancellation)
    {
        SymmetricMatrix a = matrix.Copy();
        foreach (ref double value in a.Buffer.Span) value *= scale;
        Tridiagonal result = new(a);
        int size = a.Size, stride = a.Stride;
        DoubleBuffer scratch = new(3 * stride);
        double* product = scratch.Pointer, previousW = product + stride, previousV = previousW + stride;
        for (int k = 0; k < size; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            double* row = a.Buffer.Pointer + ((nint)k * stride);
            for (int i = k; i < size; i++) row[i] -= (previousV[k] * previousW[i]) + (previousW[k] * previousV[i]);
            result.Reflect(k, new Span<double>(row, size));
            int first = k + 1, aligned = first / DoubleSimd.Widest * DoubleSimd.Widest;
            TridiagonalStepJob job = new()
            {
                A = a.Buffer.Pointer + ((nint)first * stride) + aligned,
                Stride = stride,
                Length = stride - aligned,
                PreviousV = previousV + aligned,
                PreviousW = previousW + aligned,
                RowV = previousV + first,
                RowW = previousW + first,
                Next = row + aligned,
                Product = product + first,
            };
            workers.ForDoubles(size - first, Grain, job);
            SecondVector(new Span<double>(row, size), result._factors[k], first, new Span<double>(product, size), new Span<double>(previousW, stride));
            previousV = row;
        }

        GC.KeepAlive(scratch);
        return result;
    }

    /// <summary>Replaces vectors of the tridiagonal matrix by those of the matrix itself.</summary>
    /// <param name="vectors">The vectors, <see cref="Stride"/> doubles apart.</param>
    /// <param name="count">How many.</param>
    /// <param name="workers">The team.</param>
    public unsafe void TransformBack(DoubleBuffer vectors, int count, Workers workers)
    {
        fixed (double* factors = _factors)
        {
            ReflectionJob job = new()
            {
                Reflections = _reflections.Buffer.Pointer,
                Factors = factors,
                Size = Size,
                Stride = Stride,
                Vectors = vectors.Pointer,
            };
            workers.ForDoubles(count, ReflectionJob.Group, job);
        }

        GC.KeepAlive(_reflections);
        GC.KeepAlive(vectors);
    }

    /// <summary>Turns what is right of the diagonal into the vector v of <c>I - factor v v'</c>, which leaves its first element alone.</summary>
    private void Reflect(int k, Span<double> row)
    {
        Diagonal[k] = row[k];
        row[..(k + 1)].Clear();
        Span<double> x = row[(k + 1)..];
        if (x.Length == 0) return;
        double alpha = x[0], tail = 0;
        foreach (double value in x[1..]) tail += value * value;
        if (tail == 0)
        {
            OffDiagonal[k] = alpha;
            x.Clear();
            return;
        }

        double beta = -Math.CopySign(Math.Sqrt((alpha * alpha) + tail), alpha);
        OffDiagonal[k] = beta;
        _factors[k] = (beta - alpha) / beta;
        double inverse = 1 / (alpha - beta);
        foreach (ref double value in x) value *= inverse;
        x[0] = 1;
    }

    /// <summary>Computes w of the change <c>- v w' - w v'</c>.</summary>
    private static void SecondVector(ReadOnlySpan<double> v, double factor, int first, ReadOnlySpan<double> product, Span<double> w)
    {
        double dot = 0;
        for (int i = first; i < v.Length; i++) dot += product[i] * v[i];
        double half = factor * factor * dot / 2;
        w.Clear();
        for (int i = first; i < v.Length; i++) w[i] = (factor * product[i]) - (half * v[i]);
    }
}
