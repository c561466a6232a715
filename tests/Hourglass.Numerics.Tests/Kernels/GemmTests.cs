using Hourglass.Testing;

namespace Hourglass.Numerics.Tests;

public class GemmTests
{
    private static readonly int[] Cube = [1, 2, 7, 8, 9, 16, 17, 31, 33];

    public static MatrixTheoryData<SimdWidth, bool, bool> Cases => new(Enum.GetValues<SimdWidth>(), [false, true], [false, true]);

    /// <summary>Sizes on both sides of the blocks of 256 rows, 512 columns and 256 of depth.</summary>
    public static TheoryData<int, int, int> LargeSizes => new()
    {
        { 257, 255, 513 }, { 8, 600, 40 }, { 300, 16, 1030 }, { 513, 257, 31 }, { 1, 1000, 1 }, { 256, 256, 512 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Multiply_OverTheCubeOfSizes_EqualsTheOracle(SimdWidth width, bool transposeA, bool transposeB)
    {
        using Simd.Scope scope = Simd.Use(width);
        foreach (int rows in Cube)
            foreach (int depth in Cube)
                foreach (int columns in Cube)
                    Check(new Sizes(rows, depth, columns, transposeA, transposeB), (Mode)((rows + depth + columns) % 3), Workers.Single);
    }

    [Theory]
    [MemberData(nameof(LargeSizes))]
    public void Multiply_AcrossBlocks_EqualsTheOracleWithAnyTeam(int rows, int depth, int columns)
    {
        foreach (bool transposed in new[] { false, true })
        {
            foreach (Mode mode in Enum.GetValues<Mode>())
            {
                float[] alone = Check(new Sizes(rows, depth, columns, transposed, !transposed), mode, Workers.Single);
                foreach (int team in new[] { 2, 3, 7 })
                {
                    using Workers workers = new(team);
                    Close.Identical(alone, Product(new Sizes(rows, depth, columns, transposed, !transposed), mode, workers), $"{team} workers");
                }
            }
        }
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void Multiply_AcrossBlocks_EqualsTheOracleAtEveryWidth(SimdWidth width)
    {
        using Simd.Scope scope = Simd.Use(width);

        Check(new Sizes(257, 258, 515, false, false), Mode.Bias, Workers.Single);
        Check(new Sizes(257, 258, 515, true, true), Mode.Accumulate, Workers.Single);
    }

    [Theory]
    [InlineData(ActivationKind.Sigmoid)]
    [InlineData(ActivationKind.Tanh)]
    [InlineData(ActivationKind.Relu)]
    [InlineData(ActivationKind.LeakyRelu)]
    [InlineData(ActivationKind.Elu)]
    [InlineData(ActivationKind.Softplus)]
    public void Multiply_AppliesTheActivationOnceAtTheEnd(ActivationKind activation)
    {
        const int Rows = 9, Depth = 700, Columns = 33;
        float[] a = Draw.Normal(1, Rows * Depth, 0.05), b = Draw.Normal(2, Depth * Columns);
        GuardedMemory memory = new(Rows * Columns);
        MatrixView c = memory.Matrix(Rows, Columns, Columns);

        Gemm.Multiply(Matrix(a, Rows, Depth), Matrix(b, Depth, Columns), c, Workers.Single, activation: activation);

        double[] sums = ProductOracle.Multiply(a.Doubles(), b.Doubles(), Rows, Depth, Columns);
        Close.Equal([.. sums.Select(z => ActivationOracle.Apply(activation, z))], Elements(c), 2e-6, 2e-6, $"{activation}");
        memory.Verify("activation");
    }

    [Fact]
    public void Multiply_OfNothing_IsTheStart()
    {
        MatrixView c = Matrix(Draw.Normal(3, 6), 2, 3);
        float[] before = Elements(c);

        Gemm.Multiply(new MatrixView(new FloatBuffer(0), 2, 0), new MatrixView(new FloatBuffer(0), 0, 3), c, Workers.Single, accumulate: true);
        Assert.Equal(before, Elements(c));

        Gemm.Multiply(new MatrixView(new FloatBuffer(0), 2, 0), new MatrixView(new FloatBuffer(0), 0, 3), c, Workers.Single);
        Assert.All(Elements(c), static value => Assert.Equal(0, value));

        Gemm.Multiply(new MatrixView(new FloatBuffer(0), 0, 5), Matrix(new float[15], 5, 3), new MatrixView(new FloatBuffer(0), 0, 3), Workers.Single);
    }

    [Fact]
    public void Multiply_KeepsWhatIsNotANumberInItsRowAndColumn()
    {
        MatrixView a = Matrix(Draw.Normal(4, 9 * 9), 9, 9), b = Matrix(Draw.Normal(5, 9 * 9), 9, 9), c = Matrix(new float[81], 9, 9);
        a[3, 4] = float.NaN;
        b[1, 7] = float.PositiveInfinity;

        Gemm.Multiply(a, b, c, Workers.Single);

        for (int i = 0; i < 9; i++)
            for (int j = 0; j < 9; j++) Assert.Equal(i != 3 && j != 7, float.IsFinite(c[i, j]));
    }

    [Fact]
    public void Multiply_OfBadArguments_IsRefused()
    {
        MatrixView a = Matrix(new float[6], 2, 3), b = Matrix(new float[12], 3, 4), c = Matrix(new float[8], 2, 4);
        BufferRange bias = new(new FloatBuffer(2)), shortBias = new(new FloatBuffer(1));

        Refused("c", () => Gemm.Multiply(a, b.Transposed, c, Workers.Single));
        Refused("c", () => Gemm.Multiply(a, b, c.Transposed, Workers.Single));
        Refused("c", () => Gemm.Multiply(b.Transposed, a.Transposed, c.Transposed, Workers.Single));
        Refused("a", () => Gemm.Multiply(a with { RowStride = 4 }, b, c, Workers.Single));
        Refused("b", () => Gemm.Multiply(a, b with { Offset = 1 }, c, Workers.Single));
        Refused("c", () => Gemm.Multiply(a, b, c with { Offset = -1 }, Workers.Single));
        Refused("bias", () => Gemm.Multiply(a, b, c, Workers.Single, bias: shortBias));
        Refused("accumulate", () => Gemm.Multiply(a, b, c, Workers.Single, accumulate: true, bias: bias));
        Refused("accumulate", () => Gemm.Multiply(a, b, c, Workers.Single, accumulate: true, activation: ActivationKind.Relu));
        Refused("kind", () => Gemm.Multiply(a, b, c, Workers.Single, activation: ActivationKind.Softmax));
    }

    [Fact]
    public void Multiply_AfterWarmUp_AllocatesNothing()
    {
        MatrixView a = Matrix(new float[900], 30, 30), c = Matrix(new float[900], 30, 30);

        Assert.Equal(0, Allocation.Least(() => Gemm.Multiply(a, a, c, Workers.Single)));
    }

    private static void Refused(string parameter, Action action) =>
        Assert.Equal(parameter, Assert.ThrowsAny<ArgumentException>(action).ParamName);

    private static MatrixView Matrix(float[] values, int rows, int columns)
    {
        MatrixView matrix = new(new FloatBuffer(values.Length), rows, columns);
        values.CopyTo(matrix.Buffer.Span);
        return matrix;
    }

    private static float[] Elements(MatrixView matrix)
    {
        float[] values = new float[matrix.Rows * matrix.Columns];
        for (int i = 0; i < values.Length; i++) values[i] = matrix[i / matrix.Columns, i % matrix.Columns];
        return values;
    }

    private static float[] Check(Sizes sizes, Mode mode, Workers workers)
    {
        float[] actual = Product(sizes, mode, workers);

        (int rows, int depth, int columns) = (sizes.Rows, sizes.Depth, sizes.Columns);
        double[] expected = ProductOracle.Multiply(sizes.A().Doubles(), sizes.B().Doubles(), rows, depth, columns);
        for (int i = 0; i < expected.Length; i++)
        {
            if (mode == Mode.Accumulate) expected[i] += sizes.Start()[i];
            if (mode == Mode.Bias) expected[i] = ActivationOracle.Apply(ActivationKind.LeakyRelu, expected[i] + sizes.Bias()[i / columns]);
        }

        // One rounding of half an ulp per term, of partial sums of about sqrt(depth), in random directions.
        double tolerance = 4e-7 * Math.Max(1, depth / 4.0);
        Close.Equal(expected, actual, tolerance, 1e-6, $"{sizes} {mode}");
        return actual;
    }

    private static float[] Product(Sizes sizes, Mode mode, Workers workers)
    {
        (int rows, int depth, int columns) = (sizes.Rows, sizes.Depth, sizes.Columns);
        GuardedMemory memory = new((3 * rows * (depth + 3)) + (2 * depth * (columns + 5)) + (rows * (columns + 7)) + rows);

        // A has gaps between its elements, B between its rows; both may be views of a transposed matrix.
        MatrixView a = sizes.TransposeA ? memory.Matrix(depth, rows, (2 * rows) + 1, 2).Transposed : memory.Matrix(rows, depth, depth + 3);
        MatrixView b = sizes.TransposeB ? memory.Matrix(columns, depth, depth + 1).Transposed : memory.Matrix(depth, columns, columns + 5);
        MatrixView c = memory.Matrix(rows, columns, columns + 7);
        BufferRange bias = memory.Range(sizes.Bias());
        Fill(a, sizes.A());
        Fill(b, sizes.B());
        if (mode == Mode.Accumulate) Fill(c, sizes.Start());

        if (mode == Mode.Bias) Gemm.Multiply(a, b, c, workers, bias: bias, activation: ActivationKind.LeakyRelu);
        else Gemm.Multiply(a, b, c, workers, mode == Mode.Accumulate);

        memory.Verify($"{sizes} {mode}");
        return Elements(c);
    }

    private static void Fill(MatrixView matrix, float[] values)
    {
        Span<float> buffer = matrix.Buffer.Span;
        for (int i = 0; i < values.Length; i++)
            buffer[matrix.Offset + (i / matrix.Columns * matrix.RowStride) + (i % matrix.Columns * matrix.ColumnStride)] = values[i];
    }

    private enum Mode
    {
        Overwrite,
        Accumulate,
        Bias,
    }

    private sealed record Sizes(int Rows, int Depth, int Columns, bool TransposeA, bool TransposeB)
    {
        private readonly float[] _a = Draw.Normal(11, Rows * Depth);
        private readonly float[] _b = Draw.Normal(12, Depth * Columns);
        private readonly float[] _start = Draw.Normal(13, Rows * Columns);
        private readonly float[] _bias = Draw.Normal(14, Rows);

        public float[] A() => _a;

        public float[] B() => _b;

        public float[] Start() => _start;

        public float[] Bias() => _bias;
    }
}
