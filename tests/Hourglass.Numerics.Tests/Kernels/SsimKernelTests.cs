using Hourglass.Testing;

namespace Hourglass.Numerics.Tests;

public class SsimKernelTests
{
    /// <summary>Variances are differences of means of squares in single precision: errors of 1e-7 beside a constant of 9e-4.</summary>
    private const double Tolerance = 5e-5;

    [Theory]
    [ClassData(typeof(Widths))]
    public void Run_EqualsTheOracle(SimdWidth width)
    {
        using Simd.Scope scope = Simd.Use(width);
        using Workers workers = new(3);
        foreach ((Shape shape, int columns) in new[] { (new Shape(1, 11, 11), 1), (new Shape(1, 13, 17), 33), (new Shape(3, 16, 12), 70), (new Shape(2, 28, 28), 5) })
        {
            float[] x = Draw.Uniform(1, shape.Size * columns), noise = Draw.Uniform(2, shape.Size * columns);
            float[] y = [.. x.Zip(noise, static (a, b) => (0.7f * a) + (0.3f * b))];
            GuardedMemory memory = new(2 * Tensor.LengthOf(shape, columns));
            double[] indices = new double[columns + 1];
            indices[^1] = 77;

            SsimKernel.Run(memory.Tensor(shape, columns, x, 9), memory.Tensor(shape, columns, y, float.NaN), indices, workers);

            for (int i = 0; i < columns; i++)
            {
                double expected = SsimOracle.Run(x.AsSpan(i * shape.Size, shape.Size), y.AsSpan(i * shape.Size, shape.Size), shape);
                Assert.Equal(expected, indices[i], Tolerance);
            }

            Assert.Equal(77, indices[^1]);
            memory.Verify("structural similarity");
        }
    }

    /// <summary>What the steps of scikit-image's <c>structural_similarity(x, y, gaussian_weights=True, sigma=1.5, use_sample_covariance=False,
    /// data_range=1, channel_axis=2)</c> give: <c>scipy.ndimage.gaussian_filter(.., 1.5, truncate=3.5)</c> and a border of 5 pixels left out.</summary>
    [Theory]
    [InlineData(11, 11, 1, 0.9377299511219948)]
    [InlineData(13, 17, 1, 0.9143805330022675)]
    [InlineData(28, 28, 1, 0.9274155536405049)]
    [InlineData(16, 12, 3, 0.9260769275022983)]
    public void Run_EqualsWhatScikitImageDefines(int height, int width, int channels, double expected)
    {
        Shape shape = new(channels, height, width);
        float[] x = [.. Enumerable.Range(0, shape.Size).Select(static i => i * 37 % 101 / 100f)];
        float[] y = [.. Enumerable.Range(0, shape.Size).Select(i => (0.75f * x[i]) + (0.25f * (((i * 53) + 7) % 97) / 96f))];

        Assert.Equal(expected, SsimOracle.Run(x, y, shape), 1e-6);
        Assert.Equal(expected, Of(x, y, shape, Workers.Single), Tolerance);
    }

    [Fact]
    public void Run_OfEqualImages_IsOne_AndOfOppositeOnes_IsNegative()
    {
        Shape shape = new(1, 20, 20);
        float[] x = Draw.Uniform(3, shape.Size), opposite = [.. x.Select(static v => 1 - v)];

        Assert.Equal(1, Of(x, x, shape, Workers.Single), 1e-6);
        Assert.Equal(1, Of(new float[shape.Size], new float[shape.Size], shape, Workers.Single));
        Assert.InRange(Of(x, opposite, shape, Workers.Single), -1, -0.5);
    }

    [Fact]
    public void Run_OfTeamsOfAnySize_GivesTheSameBits()
    {
        Shape shape = new(1, 14, 15);
        const int Columns = 200;
        Tensor x = new(shape, Columns), y = new(shape, Columns);
        x.CopyFromSamples(Draw.Uniform(4, shape.Size * Columns));
        y.CopyFromSamples(Draw.Uniform(5, shape.Size * Columns));
        double[] one = new double[Columns];
        SsimKernel.Run(x, y, one, Workers.Single);

        foreach (int count in new[] { 2, 3, 7 })
        {
            using Workers workers = new(count);
            double[] other = new double[Columns];
            SsimKernel.Run(x, y, other, workers);
            Assert.Equal(one, other);
        }
    }

    [Fact]
    public void Run_OfWrongSizes_IsRefused()
    {
        Tensor x = new(new Shape(1, 12, 12), 40);

        Assert.Throws<ArgumentException>(() => SsimKernel.Run(x, new Tensor(new Shape(1, 12, 13), 40), new double[40], Workers.Single));
        Assert.Throws<ArgumentException>(() => SsimKernel.Run(x, x.WithColumns(39), new double[40], Workers.Single));
        Assert.Throws<ArgumentException>(() => SsimKernel.Run(x, x, new double[39], Workers.Single));
        Tensor small = new(new Shape(1, 10, 28), 4);
        Assert.False(SsimKernel.Fits(small.Shape));
        ArgumentException error = Assert.Throws<ArgumentException>(() => SsimKernel.Run(small, small, new double[4], Workers.Single));
        Assert.Contains("at least 11 x 11", error.Message, StringComparison.Ordinal);
    }

    private static double Of(float[] x, float[] y, Shape shape, Workers workers)
    {
        Tensor a = new(shape, 1), b = new(shape, 1);
        a.CopyFromSamples(x);
        b.CopyFromSamples(y);
        double[] index = new double[1];
        SsimKernel.Run(a, b, index, workers);
        return index[0];
    }
}
