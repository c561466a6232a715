using Hourglass.Testing;

namespace Hourglass.Numerics.Tests;

/// <summary>The products of a dense layer against the double oracle over ragged sizes, in guarded memory.</summary>
public class DenseKernelTests
{
    private static readonly int[] Features = [1, 2, 7, 8, 15, 16, 17, 33, 64, 100, 300];
    private static readonly int[] Batches = [1, 2, 31, 32, 33, 64, 70];

    public static TheoryData<int> Inputs => new(Features);

    public static TheoryData<ActivationKind> Elementwise => new(Enum.GetValues<ActivationKind>().Where(static kind => kind != ActivationKind.Softmax));

    [Theory]
    [MemberData(nameof(Inputs))]
    public void EveryProduct_OverRaggedSizesAtEveryWidth_EqualsTheOracle(int inputs)
    {
        foreach (int outputs in Features)
        {
            foreach (int columns in Batches)
            {
                DenseCase dense = new(inputs, outputs, columns);
                foreach (SimdWidth width in Enum.GetValues<SimdWidth>())
                {
                    using Simd.Scope scope = Simd.Use(width);
                    dense.Verify(Workers.Single);
                }
            }
        }
    }

    [Theory]
    [InlineData(17, 33, 1)]
    [InlineData(300, 7, 70)]
    [InlineData(33, 300, 130)]
    [InlineData(270, 530, 200)]
    public void EveryProduct_WithAnyTeam_HasTheSameBits(int inputs, int outputs, int columns)
    {
        DenseCase dense = new(inputs, outputs, columns);
        float[][] alone = dense.Verify(Workers.Single);
        foreach (int team in new[] { 2, 3, 7 })
        {
            using Workers workers = new(team);
            float[][] together = dense.Run(workers);
            for (int i = 0; i < alone.Length; i++) Close.Identical(alone[i], together[i], $"{team} workers, product {i}");
        }
    }

    [Theory]
    [InlineData(300, 33, 70)]
    [InlineData(33, 300, 96)]
    public void EveryProduct_AtEveryWidth_Agrees(int inputs, int outputs, int columns)
    {
        DenseCase dense = new(inputs, outputs, columns);
        float[][] widest = dense.Run(Workers.Single);
        foreach (SimdWidth width in Enum.GetValues<SimdWidth>())
        {
            using Simd.Scope scope = Simd.Use(width);
            float[][] narrower = dense.Run(Workers.Single);
            for (int i = 0; i < widest.Length; i++) Close.Equal(widest[i].Doubles(), narrower[i], 2e-6, 2e-6, $"{width}, product {i}");
        }
    }

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void Forward_WithEveryActivation_EqualsTheOracle(ActivationKind activation)
    {
        foreach (SimdWidth width in Enum.GetValues<SimdWidth>())
        {
            using Simd.Scope scope = Simd.Use(width);
            foreach ((int inputs, int outputs, int columns) in new[] { (3, 5, 33), (40, 17, 1), (300, 70, 64) })
                new DenseCase(inputs, outputs, columns, activation).Verify(Workers.Single);
        }
    }

    [Fact]
    public void Forward_WithoutBias_StartsAtZero()
    {
        DenseGeometry geometry = new(20, 18);
        float[] x = Draw.Normal(1, 20 * 40), matrix = Draw.Normal(2, 18 * 20);
        GuardedMemory memory = new(20_000);
        BufferRange weight = memory.Range(geometry.WeightLength);
        geometry.FromMatrix(matrix, weight.Span);
        Tensor y = memory.Tensor(new Shape(18), 40);

        DenseKernel.Forward(geometry, memory.Tensor(new Shape(20), 40, x), weight, default, ActivationKind.Linear, y, Workers.Single);

        double[] expected = ProductOracle.Multiply(x.Doubles(), ProductOracle.Transpose(matrix.Doubles(), 18, 20), 40, 20, 18);
        Close.Equal(expected, y.Samples(), 4e-6, 1e-6, "no bias");
        memory.Verify("no bias");
    }

    [Fact]
    public void Products_OfBadSizes_AreRefused()
    {
        DenseGeometry geometry = new(20, 18);
        Tensor x = new(new Shape(20), 40), y = new(new Shape(18), 40);
        BufferRange weight = new(new FloatBuffer(geometry.WeightLength)), bias = new(new FloatBuffer(geometry.BiasLength));
        BufferRange deltas = new(new FloatBuffer(geometry.DeltaLength * 2)), none = bias.Slice(0, 0);

        Refused("x", () => DenseKernel.Forward(geometry, y, weight, none, ActivationKind.Linear, y, Workers.Single));
        Refused("x", () => DenseKernel.Forward(geometry, x, weight, none, ActivationKind.Linear, y.WithColumns(39), Workers.Single));
        Refused("weight", () => DenseKernel.Forward(geometry, x, bias, none, ActivationKind.Linear, y, Workers.Single));
        Refused("bias", () => DenseKernel.Forward(geometry, x, weight, bias.Slice(0, 17), ActivationKind.Linear, y, Workers.Single));
        Refused("kind", () => DenseKernel.Forward(geometry, x, weight, bias, ActivationKind.Softmax, y, Workers.Single));
        Refused("x", () => DenseKernel.InputGradient(geometry, x, weight, x, Workers.Single));
        Refused("dy", () => DenseKernel.OutputGradient(geometry, ActivationKind.Tanh, y, x, deltas, Workers.Single));
        Refused("dy", () => DenseKernel.OutputGradient(geometry, ActivationKind.Tanh, y.WithColumns(30), y, deltas, Workers.Single));
        Refused("deltas", () => DenseKernel.OutputGradient(geometry, ActivationKind.Tanh, y, y, deltas.Slice(0, geometry.DeltaLength), Workers.Single));
        Refused("x", () => DenseKernel.WeightGradient(geometry, y, deltas, weight, false, Workers.Single));
        Refused("deltas", () => DenseKernel.WeightGradient(geometry, x, deltas.Slice(0, 100), weight, false, Workers.Single));
        Refused("gradient", () => DenseKernel.WeightGradient(geometry, x, deltas, weight.Slice(0, 16), false, Workers.Single));
        Refused("gradient", () => DenseKernel.WeightGradient(geometry, x, deltas, weight.Slice(0, 16), 0, new Recorder(1000), Workers.Single));
    }

    [Fact]
    public void Geometry_PlacesEveryWeightOnceAndPaddingElsewhere()
    {
        DenseGeometry geometry = new(7, 35);
        float[] matrix = Draw.Uniform(1, 35 * 7, 1, 2), stored = new float[geometry.WeightLength], back = new float[35 * 7];
        Array.Fill(stored, float.NaN);

        geometry.FromMatrix(matrix, stored);
        geometry.ToMatrix(stored, back);

        Assert.Equal(matrix, back);
        Assert.Equal(48 * 7, stored.Length);
        Assert.Equal((48 - 35) * 7, stored.Count(static value => value == 0));
        Assert.Equal(matrix[(20 * 7) + 3], stored[geometry.IndexOf(20, 3)]);
        Assert.Throws<OverflowException>(static () => new DenseGeometry(1 << 20, 1 << 12).WeightLength);
    }

    private static void Refused(string parameter, Action action) =>
        Assert.Equal(parameter, Assert.ThrowsAny<ArgumentException>(action).ParamName);
}
