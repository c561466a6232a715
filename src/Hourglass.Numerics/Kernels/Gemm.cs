namespace Hourglass.Numerics;

/// <summary>The general matrix product: packed, cache-blocked, with a fused start and activation.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>C = f(A B + bias)</c> or <c>C += A B</c>. Transposed operands are views.</para>
/// <para><b>Memory</b> Packed blocks live in a workspace per thread that grows to about 1.6 MiB once and is kept.</para>
/// <para><b>Determinism</b> Each element is one ordered sum over k; same bits for any number of workers.</para>
/// <para><b>Source</b> The blocking follows Goto and van de Geijn, Anatomy of High-Performance Matrix Multiplication, 2008.</para>
/// </remarks>
public static class Gemm
{
    /// <summary>Multiplies two matrices.</summary>
    /// <param name="a">m x k.</param>
    /// <param name="b">k x n.</param>
    /// <param name="c">m x n with unit column stride; overwritten, or added to.</param>
    /// <param name="workers">The team.</param>
    /// <param name="accumulate">Whether to add to C. The default overwrites.</param>
    /// <param name="bias">One start value per row of C, or empty for zero.</param>
    /// <param name="activation">f, elementwise. The default is linear.</param>
    /// <exception cref="ArgumentException">Sizes do not fit, a view leaves its buffer, or C has a column stride other than 1.</exception>
    public static unsafe void Multiply(
        MatrixView a,
        MatrixView b,
        MatrixView c,
        Workers workers,
        bool accumulate = false,
        BufferRange bias = default,
        ActivationKind activation = ActivationKind.Linear)
    {
        Check(a, b, c, accumulate, bias, activation);
        if (c.Rows == 0 || c.Columns == 0) return;

        GemmJob job = new()
        {
            A = a,
            B = b,
            C = c,
            Bias = bias.Pointer,
            Activation = activation,
            Accumulate = accumulate,
            RowBlocks = DenseKernel.CeilingDivide(c.Rows, GemmJob.BlockRows),
        };
        int columnBlocks = DenseKernel.CeilingDivide(c.Columns, GemmJob.BlockColumns);
        workers.ForVectors(job.RowBlocks * columnBlocks, 1, job);
        GC.KeepAlive(a.Buffer);
        GC.KeepAlive(b.Buffer);
        GC.KeepAlive(c.Buffer);
    }

    private static void Check(MatrixView a, MatrixView b, MatrixView c, bool accumulate, BufferRange bias, ActivationKind activation)
    {
        a.Check(nameof(a));
        b.Check(nameof(b));
        c.Check(nameof(c));
        if (a.Columns != b.Rows || c.Rows != a.Rows || c.Columns != b.Columns)
            Throw.Argument(nameof(c), $"Received {a.Rows}x{a.Columns} times {b.Rows}x{b.Columns} into {c.Rows}x{c.Columns}; the inner sizes must agree and C must be rows of A by columns of B.");
        if (c.ColumnStride != 1) Throw.Argument(nameof(c), $"Received column stride {c.ColumnStride}, expected 1.");
        if (bias.Length != 0 && bias.Length < c.Rows) Throw.Argument(nameof(bias), $"Received {bias.Length} floats, expected {c.Rows}.");
        if (accumulate && (bias.Length != 0 || activation != ActivationKind.Linear))
            Throw.Argument(nameof(accumulate), "A bias or an activation cannot be combined with accumulation.");
    }
}
