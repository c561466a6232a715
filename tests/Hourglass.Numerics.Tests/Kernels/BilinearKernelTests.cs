using Hourglass.Testing;

namespace Hourglass.Numerics.Tests;

public class BilinearKernelTests
{
    /// <summary>The figures of Keras' UpSampling2D(2, interpolation="bilinear") on one row of three pixels.</summary>
    [Theory]
    [ClassData(typeof(Widths))]
    public void Enlarge_OfARow_HasHalfPixelCentres(SimdWidth width)
    {
        using Simd.Scope scope = Simd.Use(width);
        Tensor x = Filled(new Shape(1, 1, 3), [0, 4, 8]), y = new(new Shape(1, 2, 6), 1);

        BilinearKernel.Enlarge(2, 2, x, y, Workers.Single);

        Assert.Equal([0, 1, 3, 5, 7, 8, 0, 1, 3, 5, 7, 8], y.Samples());
    }

    [Theory]
    [InlineData(1, 1, 2, 2)]
    [InlineData(3, 4, 2, 3)]
    [InlineData(5, 2, 7, 1)]
    [InlineData(2, 6, 4, 5)]
    public void Adjoint_IsTheAdjoint(int height, int width, int factorY, int factorX)
    {
        Shape small = new(2, height, width), large = new(2, height * factorY, width * factorX);
        float[] x = Draw.Normal(1, small.Size * 40), v = Draw.Normal(2, large.Size * 40);
        Tensor y = new(large, 40), back = new(small, 40);

        BilinearKernel.Enlarge(factorY, factorX, Filled(small, x), y, Workers.Single);
        BilinearKernel.Adjoint(factorY, factorX, Filled(large, v), back, Workers.Single);

        // <A x, v> = <x, A' v>: two sums of up to 20,000 products of size 1.
        Assert.Equal(Dot(y.Samples(), v), Dot(x, back.Samples()), 2e-3);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(6, 1)]
    [InlineData(4, 2)]
    [InlineData(3, 7)]
    public void Reached_HoldsEveryCellWithAWeight_AndWeightsSumToOne(int input, int factor)
    {
        BilinearAxis axis = new(input, factor);

        for (int output = 0; output < axis.Output; output++)
        {
            int cell = axis.At(output, out int next, out float weight);
            double place = Math.Clamp(((output + 0.5) / factor) - 0.5, 0, input - 1);
            Assert.Equal(place, cell + weight, 1e-6);
            Assert.Equal(Math.Min(cell + 1, input - 1), next);
            for (int i = 0; i < input; i++)
            {
                (int first, int end) = axis.Reached(i);
                double expected = Math.Max(0, 1 - Math.Abs(place - i));
                if (output >= first && output < end) Assert.Equal(expected, axis.Weight(output, i), 1e-6);
                else Assert.Equal(0, expected);
            }
        }
    }

    [Fact]
    public void Kernels_OfOtherSizes_AreRefused()
    {
        Tensor x = new(new Shape(1, 2, 2), 1), y = new(new Shape(1, 4, 6), 1);

        Assert.Throws<ArgumentException>(() => BilinearKernel.Enlarge(2, 2, x, y, Workers.Single));
        Assert.Throws<ArgumentException>(() => BilinearKernel.Adjoint(2, 2, y, x, Workers.Single));
        Assert.Throws<ArgumentException>(() => BilinearKernel.Enlarge(2, 3, x, new Tensor(y.Shape, 2), Workers.Single));
    }

    private static double Dot(float[] x, float[] y) => x.Zip(y, static (a, b) => (double)a * b).Sum();

    private static Tensor Filled(Shape shape, float[] samples)
    {
        Tensor tensor = new(shape, samples.Length / shape.Size);
        tensor.CopyFromSamples(samples);
        return tensor;
    }
}
