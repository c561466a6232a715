using Hourglass.Testing;

namespace Hourglass.Numerics.Tests;

public class SoftmaxTests
{
    [Theory]
    [ClassData(typeof(Widths))]
    public void Forward_EqualsTheOracle(SimdWidth width)
    {
        using Simd.Scope scope = Simd.Use(width);
        foreach ((int rows, int columns) in new[] { (1, 1), (2, 31), (10, 33), (300, 70) })
        {
            float[] x = Draw.Normal(1, rows * columns, 5);
            GuardedMemory memory = new(Tensor.LengthOf(new Shape(rows), columns));
            Tensor y = memory.Tensor(new Shape(rows), columns, x);

            Softmax.Forward(y, Workers.Single);

            // Probabilities are at most 1; exp errs by 2e-7.
            double[] expected = [.. x.Chunk(rows).SelectMany(static sample => ActivationOracle.Apply(ActivationKind.Softmax, sample.Doubles()))];
            Close.Equal(expected, y.Samples(), 1e-7, 2e-6, $"{rows} x {columns}");
            memory.Verify("softmax");
        }
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void Backward_EqualsDifferences(SimdWidth width)
    {
        using Simd.Scope scope = Simd.Use(width);
        const int Rows = 7, Columns = 37;
        float[] x = Draw.Normal(2, Rows * Columns), upstream = Draw.Normal(3, Rows * Columns);
        GuardedMemory memory = new(2 * Tensor.LengthOf(new Shape(Rows), Columns));
        Tensor y = memory.Tensor(new Shape(Rows), Columns, x), dy = memory.Tensor(new Shape(Rows), Columns, upstream);

        Softmax.Forward(y, Workers.Single);
        Softmax.Backward(y, dy, Workers.Single);

        double[] sums = x.Doubles();
        double[] expected = GradientCheck.Differences(sums, () => sums.Chunk(Rows)
            .SelectMany(static sample => ActivationOracle.Apply(ActivationKind.Softmax, sample))
            .Select((value, i) => value * upstream[i]).Sum());
        Close.Equal(expected, dy.Samples(), 1e-6, 1e-6, "softmax gradient");
        memory.Verify("softmax gradient");
    }

    [Fact]
    public void Forward_OfLargeSums_NeitherOverflowsNorLosesTheLargest()
    {
        Tensor y = new(new Shape(3), 2);
        y.CopyFromSamples([1e4f, 1e4f - 1, -1e4f, -3e38f, 3e38f, 0]);

        Softmax.Forward(y, Workers.Single);

        Close.Equal([0.7310585786, 0.2689414214, 0, 0, 1, 0], y.Samples(), 1e-6, 0, "large sums");
    }

    [Fact]
    public void Forward_OfWhatIsNotANumber_SpoilsItsSampleAlone()
    {
        Tensor y = new(new Shape(3), 2);
        y.CopyFromSamples([1, float.NaN, 2, 1, 2, 3]);

        Softmax.Forward(y, Workers.Single);

        Assert.Equal([true, true, true, false, false, false], y.Samples().Select(float.IsNaN));
    }

    [Fact]
    public void Backward_OfDifferentSizes_IsRefused()
    {
        Tensor y = new(new Shape(3), 40);

        Assert.Throws<ArgumentException>(() => Softmax.Backward(y, new Tensor(new Shape(4), 40), Workers.Single));
        Assert.Throws<ArgumentException>(() => Softmax.Backward(y, y.WithColumns(39), Workers.Single));
    }
}
