using Hourglass.Testing;

namespace Hourglass.Numerics.Tests;

public class ActivationKernelTests
{
    public static MatrixTheoryData<SimdWidth, ActivationKind> Cases => new(Enum.GetValues<SimdWidth>(), Enum.GetValues<ActivationKind>());

    [Theory]
    [MemberData(nameof(Cases))]
    public void Forward_EqualsTheOracle(SimdWidth width, ActivationKind activation)
    {
        using Simd.Scope scope = Simd.Use(width);
        foreach ((int rows, int columns) in new[] { (1, 1), (5, 33), (200, 70) })
        {
            float[] x = Draw.Normal(1, rows * columns, 3);
            GuardedMemory memory = new(2 * Tensor.LengthOf(new Shape(rows), columns));
            Tensor y = memory.Tensor(new Shape(rows), columns);

            ActivationKernel.Forward(activation, memory.Tensor(new Shape(rows), columns, x), y, Workers.Single);

            double[] expected = [.. x.Chunk(rows).SelectMany(sample => ActivationOracle.Apply(activation, sample.Doubles()))];
            Close.Equal(expected, y.Samples(), 5e-7, 1e-6, $"{activation} {rows} x {columns}");
            memory.Verify($"{activation}");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Backward_EqualsDifferences_InPlaceAsWell(SimdWidth width, ActivationKind activation)
    {
        using Simd.Scope scope = Simd.Use(width);
        const int Rows = 9, Columns = 37;
        float[] x = [.. Draw.Normal(2, Rows * Columns, 2).Select(static v => v + (0.01f * MathF.Sign(v)))];
        float[] upstream = Draw.Normal(3, Rows * Columns);
        GuardedMemory memory = new(3 * Tensor.LengthOf(new Shape(Rows), Columns));
        Tensor y = memory.Tensor(new Shape(Rows), Columns, x), dy = memory.Tensor(new Shape(Rows), Columns, upstream);
        Tensor dx = memory.Tensor(new Shape(Rows), Columns);
        ActivationKernel.Forward(activation, y, y, Workers.Single);

        ActivationKernel.Backward(activation, y, dy, dx, Workers.Single);
        Assert.Equal(upstream, dy.Samples());
        ActivationKernel.Backward(activation, y, dy, dy, Workers.Single);

        double[] sums = x.Doubles();
        double[] expected = GradientCheck.Differences(sums, () => sums.Chunk(Rows)
            .SelectMany(sample => ActivationOracle.Apply(activation, sample)).Select((value, i) => value * upstream[i]).Sum());

        // The slope is computed from an output that errs by 3e-7.
        Close.Equal(expected, dx.Samples(), 5e-6, 1e-6, $"{activation}");
        Close.Identical(dx.Span, dy.Span, "in place");
        memory.Verify($"{activation}");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Forward_OfWhatIsNotANumber_IsNotANumber(SimdWidth width, ActivationKind activation)
    {
        using Simd.Scope scope = Simd.Use(width);
        Tensor x = new(new Shape(1), 40);
        x[0, 33] = float.NaN;

        ActivationKernel.Forward(activation, x, x, Workers.Single);

        Assert.True(float.IsNaN(x[0, 33]));
        Assert.True(float.IsFinite(x[0, 32]));
    }

    [Fact]
    public void Kernels_OfDifferentSizes_AreRefused()
    {
        Tensor x = new(new Shape(3), 40), taller = new(new Shape(4), 40), longer = new(new Shape(3), 70);

        Assert.Throws<ArgumentException>(() => ActivationKernel.Forward(ActivationKind.Tanh, x, taller, Workers.Single));
        Assert.Throws<ArgumentException>(() => ActivationKernel.Forward(ActivationKind.Tanh, longer, x, Workers.Single));
        Assert.Throws<ArgumentException>(() => ActivationKernel.Backward(ActivationKind.Tanh, x, longer, longer, Workers.Single));
        Assert.Throws<ArgumentException>(() => ActivationKernel.Backward(ActivationKind.Tanh, x, x, taller, Workers.Single));
    }
}
