using Hourglass.Testing;

namespace Hourglass.Numerics.Tests;

public class PoolKernelTests
{
    private static readonly PoolGeometry Halves = new(1, new PoolAxis(2, 2, 2, Same: false), new PoolAxis(4, 2, 2, Same: false));

    [Theory]
    [InlineData(28, 2, 2, false, 14, true)]
    [InlineData(7, 2, 2, false, 3, false)]
    [InlineData(7, 2, 2, true, 4, true)]
    [InlineData(5, 3, 2, false, 2, false)]
    [InlineData(6, 3, 2, true, 3, false)]
    [InlineData(3, 4, 1, true, 3, false)]
    [InlineData(3, 4, 1, false, 0, false)]
    [InlineData(4, 1, 1, false, 4, true)]
    [InlineData(4, 1, int.MaxValue, false, 1, false)]
    [InlineData(4, 2, 0, false, 0, false)]
    [InlineData(0, 2, 2, true, 0, true)]
    public void Output_CountsTheWindows(int input, int size, int stride, bool same, int expected, bool tiles)
    {
        PoolAxis axis = new(input, size, stride, same);

        Assert.Equal(expected, axis.Output);
        Assert.Equal(tiles, axis.Tiles);
    }

    /// <summary>Keras pads 0 before and 1 after a side of 6 with windows of 3 and stride 2, 1 and 2 around one of 3 with windows of 4 and stride 1.</summary>
    [Theory]
    [InlineData(6, 3, 2, new[] { 0, 2, 4 }, new[] { 3, 3, 2 })]
    [InlineData(5, 3, 2, new[] { 0, 1, 3 }, new[] { 2, 3, 2 })]
    [InlineData(3, 4, 1, new[] { 0, 0, 1 }, new[] { 3, 3, 2 })]
    [InlineData(7, 2, 2, new[] { 0, 2, 4, 6 }, new[] { 2, 2, 2, 1 })]
    public void Window_WithSamePadding_StandsWhereKerasPutsIt(int input, int size, int stride, int[] first, int[] count)
    {
        PoolAxis axis = new(input, size, stride, Same: true);

        for (int i = 0; i < axis.Output; i++)
        {
            Assert.Equal(count[i], axis.Window(i, out int start));
            Assert.Equal(first[i], start);
        }
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void MaxGradient_OfEqualMaxima_GoesToTheFirstAlone(SimdWidth width)
    {
        using Simd.Scope scope = Simd.Use(width);
        Tensor x = Image(4, 2, [1, 7, 0, 0, 7, 7, 0, -0f]), y = Image(2, 1), dy = Image(2, 1, [5, 3]), dx = Image(4, 2);

        PoolKernel.Max(Halves, x, y, Workers.Single);
        PoolKernel.MaxGradient(Halves, x, y, dy, dx, Workers.Single);

        Assert.Equal([7, 0], y.Samples());
        Assert.Equal([0, 5, 3, 0, 0, 0, 0, 0], dx.Samples());
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void Max_OfWhatIsNotFinite_KeepsIt(SimdWidth width)
    {
        using Simd.Scope scope = Simd.Use(width);
        for (int place = 0; place < 4; place++)
        {
            float[] pixels = [1, 2, 3, 4, 5, 6, 7, float.NegativeInfinity];
            pixels[new[] { 0, 1, 4, 5 }[place]] = float.NaN;
            Tensor x = Image(4, 2, pixels), y = Image(2, 1);

            PoolKernel.Max(Halves, x, y, Workers.Single);

            Assert.Equal([float.NaN, 7], y.Samples());
        }

        Tensor low = Image(4, 2, [.. Enumerable.Repeat(float.NegativeInfinity, 8)]), lowest = Image(2, 1);
        PoolKernel.Max(Halves, low, lowest, Workers.Single);
        Assert.Equal([float.NegativeInfinity, float.NegativeInfinity], lowest.Samples());
    }

    [Fact]
    public void Spread_IsTheAdjointOfGather()
    {
        foreach (bool same in new[] { false, true })
        {
            PoolGeometry geometry = new(3, new PoolAxis(7, 3, 2, same), new PoolAxis(5, 2, 1, same));
            float[] x = Draw.Normal(1, geometry.Input.Size * 40), v = Draw.Normal(2, geometry.Output.Size * 40);
            Tensor image = Filled(geometry.Input, x), pooled = new(geometry.Output, 40), spread = new(geometry.Input, 40);

            PoolKernel.Gather(geometry, mean: true, image, pooled, Workers.Single);
            PoolKernel.Spread(geometry, mean: true, Filled(geometry.Output, v), spread, Workers.Single);

            // <A x, v> = <x, A' v>: two sums of about 3,000 products of size 1.
            Assert.Equal(Dot(pooled.Samples(), v), Dot(x, spread.Samples()), 1e-3);
        }
    }

    [Fact]
    public void Kernels_OfOtherSizes_AreRefused()
    {
        Tensor x = Image(4, 2), y = Image(2, 1), more = new(y.Shape, 2);

        Assert.Throws<ArgumentException>(() => PoolKernel.Max(Halves, y, y, Workers.Single));
        Assert.Throws<ArgumentException>(() => PoolKernel.Max(Halves, x, x, Workers.Single));
        Assert.Throws<ArgumentException>(() => PoolKernel.Gather(Halves, mean: false, x, more, Workers.Single));
        Assert.Throws<ArgumentException>(() => PoolKernel.Spread(Halves, mean: false, more, x, Workers.Single));
        Assert.Throws<ArgumentException>(() => PoolKernel.MaxGradient(Halves, x, y, more, new Tensor(x.Shape, 2), Workers.Single));
    }

    private static double Dot(float[] x, float[] y) => x.Zip(y, static (a, b) => (double)a * b).Sum();

    private static Tensor Image(int width, int height, float[]? pixels = null) =>
        Filled(new Shape(1, height, width), pixels ?? new float[height * width]);

    private static Tensor Filled(Shape shape, float[] samples)
    {
        Tensor tensor = new(shape, samples.Length / shape.Size);
        tensor.CopyFromSamples(samples);
        return tensor;
    }
}
