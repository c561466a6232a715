using Hourglass.Testing;

namespace Hourglass.Numerics.Tests;

public class NormKernelTests
{
    /// <summary>A mean a thousand times the deviation: mean square minus squared mean would keep no digit of the variance.</summary>
    [Theory]
    [ClassData(typeof(Widths))]
    public void Moments_OfALargeMean_KeepTheVariance(SimdWidth width)
    {
        using Simd.Scope scope = Simd.Use(width);
        Shape shape = new(3, 5, 2);
        float[] samples = Draw.Normal(1, shape.Size * 70, deviation: 0.5, mean: 500);
        GuardedMemory memory = new(10_000);
        Tensor x = memory.Tensor(shape, 70, samples, padding: float.NaN);
        ChannelStatistics statistics = new(memory.Range(3), memory.Range(3));

        BatchNormKernel.Moments(x, memory.Range(BatchNormKernel.PartialLength(3, x.Panels)), statistics, Workers.Single);

        for (int channel = 0; channel < 3; channel++)
        {
            double[] values = [.. samples.Where((_, i) => i % 3 == channel).Select(static value => (double)value)];
            double mean = values.Average(), variance = values.Average(value => (value - mean) * (value - mean));
            Assert.Equal(mean, statistics.Mean.Span[channel], 1e-4);
            Assert.Equal(variance, statistics.Variance.Span[channel], 1e-5);
        }

        memory.Verify("moments");
    }

    [Fact]
    public void InputGradient_OfPadding_IsZeroWhateverStandsThere()
    {
        Shape shape = new(2, 2, 1);
        GuardedMemory memory = new(10_000);
        Tensor x = memory.Tensor(shape, 5, Draw.Normal(1, 20), padding: float.NaN), dy = memory.Tensor(shape, 5, Draw.Normal(2, 20));
        Tensor dx = memory.Tensor(shape, 5);
        BufferRange partials = memory.Range(BatchNormKernel.PartialLength(2, 1)), gamma = memory.Range([1, 2]);
        BufferRange dgamma = memory.Range(2), dbeta = memory.Range(2);
        ChannelStatistics statistics = new(memory.Range(2), memory.Range(2));

        BatchNormKernel.Moments(x, partials, statistics, Workers.Single);
        BatchNormKernel.ParameterGradients(x, dy, statistics, 0.001f, partials, dgamma.Span, dbeta.Span, Workers.Single);
        BatchNormKernel.InputGradient(x, dy, statistics, gamma, 0.001f, dgamma, dbeta, dx, Workers.Single);

        Assert.All(dx.Samples(), static value => Assert.True(float.IsFinite(value)));
        for (int column = 5; column < 32; column++)
            for (int row = 0; row < 4; row++) Assert.Equal(0, dx[row, column]);
    }

    [Fact]
    public void Kernels_OfOtherSizes_AreRefused()
    {
        Tensor x = new(new Shape(3), 40), taller = new(new Shape(4), 40);
        BufferRange two = new(new FloatBuffer(2)), three = new(new FloatBuffer(3)), many = new(new FloatBuffer(1000));
        ChannelStatistics statistics = new(three, three), few = new(two, three);

        Assert.Throws<ArgumentException>(() => BatchNormKernel.Moments(x, many, few, Workers.Single));
        Assert.Throws<ArgumentException>(() => BatchNormKernel.Moments(x, three, statistics, Workers.Single));
        Assert.Throws<ArgumentException>(() => BatchNormKernel.Normalize(x, statistics, two, three, 0, x, Workers.Single));
        Assert.Throws<ArgumentException>(() => BatchNormKernel.Normalize(x, statistics, three, three, 0, taller, Workers.Single));
        Assert.Throws<ArgumentException>(
            () => BatchNormKernel.InputGradient(x, taller, statistics, three, 0, three, three, x, Workers.Single));
        Assert.Throws<ArgumentException>(() => LayerNormKernel.Forward(x, three, two, 0, x, default, Workers.Single));
        Assert.Throws<ArgumentException>(() => LayerNormKernel.Forward(x, three, three, 0, x, three, Workers.Single));
        Assert.Throws<ArgumentException>(() => LayerNormKernel.Backward(x, x, three, many, null, two, Workers.Single));
        Assert.Throws<ArgumentException>(() => SumKernel.Add(x, taller, x, Workers.Single));
    }
}
