using Hourglass.Numerics;

namespace Hourglass.Benchmarks;

/// <summary>Which of the operands is stored transposed.</summary>
internal enum ProductForm
{
    /// <summary>C = A B.</summary>
    Plain,

    /// <summary>C = A' B.</summary>
    LeftTransposed,

    /// <summary>C = A B'.</summary>
    RightTransposed,
}

/// <summary>A product of square matrices, timed.</summary>
internal sealed class MatrixProduct
{
    // Long enough for the clock, short enough for many turns.
    private const double OperationsPerTurn = 4e9;

    private readonly MatrixView _a;
    private readonly MatrixView _b;
    private readonly MatrixView _c;
    private readonly Workers _workers;
    private readonly int _repeats;
    private readonly double _operations;

    /// <summary>Makes the matrices and multiplies them once.</summary>
    public MatrixProduct(int size, ProductForm form, Workers workers)
    {
        MatrixView a = Random(size, 1), b = Random(size, 2);
        _a = form == ProductForm.LeftTransposed ? a.Transposed : a;
        _b = form == ProductForm.RightTransposed ? b.Transposed : b;
        _c = new MatrixView(new FloatBuffer(size * size), size, size);
        _workers = workers;
        _operations = 2.0 * size * size * size;
        _repeats = (int)Math.Ceiling(OperationsPerTurn * workers.Count / _operations);
        Gemm.Multiply(_a, _b, _c, workers);
    }

    /// <summary>Multiplies for some hundredths of a second.</summary>
    /// <returns>GFLOP/s.</returns>
    public double Measure()
    {
        long start = TimeProvider.System.GetTimestamp();
        for (int i = 0; i < _repeats; i++) Gemm.Multiply(_a, _b, _c, _workers);
        return _operations * _repeats / TimeProvider.System.GetElapsedTime(start).TotalSeconds / 1e9;
    }

    private static MatrixView Random(int size, ulong seed)
    {
        FloatBuffer buffer = new(size * size);
        new RandomKey(seed).FillUniform(buffer.Span, -1, 1);
        return new MatrixView(buffer, size, size);
    }
}
