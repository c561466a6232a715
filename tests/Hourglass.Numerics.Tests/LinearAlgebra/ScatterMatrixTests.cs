using Hourglass.Testing;

namespace Hourglass.Numerics.Tests;

public class ScatterMatrixTests
{
    public static MatrixTheoryData<SimdWidth, int, int> Sizes => new(Enum.GetValues<SimdWidth>(), [1, 5, 63, 64, 70, 97], [1, 33, 300, 600]);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Add_AgainstDoubles_AgreesAboutMeanAndOrigin(SimdWidth width, int features, int samples)
    {
        // Far from zero: without the shift seven digits of products would be three of the variance.
        float[] values = Draw.Normal(7, samples * features, 0.5, 40);
        using Simd.Scope scope = Simd.Use(width);
        ScatterMatrix sums = Of(values, features, Workers.Single);

        double[] mean = [.. Enumerable.Range(0, features).Select(j => Enumerable.Range(0, samples).Average(i => (double)values[(i * features) + j]))];

        // A block of 256 is added up in single precision: 256 terms of about 0.25.
        Assert.Equal(samples, sums.Count);
        Close.Equal(mean, sums.Mean(), 2e-6, 0, "mean");
        Verify(values, features, mean, sums.AboutMean(), 2e-5 + (samples * 1e-7));
        Verify(values, features, new double[features], sums.AboutOrigin(), 1e-4 * samples);
    }

    [Fact]
    public void Add_InBatchesOfWholeBlocks_GivesTheSameBits()
    {
        float[] values = Draw.Uniform(9, 600 * 70);
        ScatterMatrix expected = Of(values, 70, Workers.Single), actual = new(70);

        actual.Add(Batch(values.AsSpan(0, 256 * 70), 70), Workers.Single);
        actual.Add(Batch(values.AsSpan(256 * 70), 70), Workers.Single);

        Same(expected, actual);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(130)]
    public void Add_AnyNumberOfWorkers_GivesTheSameBits(int features)
    {
        float[] values = Draw.Uniform(9, 300 * features);
        ScatterMatrix expected = Of(values, features, Workers.Single);

        foreach (int count in (int[])[2, 3, 7])
        {
            using Workers workers = new(count);
            Same(expected, Of(values, features, workers));
        }
    }

    [Fact]
    public void AboutMean_OfConstantFeatures_IsZero()
    {
        float[] values = [.. Enumerable.Repeat(0.1f, 300 * 80)];

        SymmetricMatrix about = Of(values, 80, Workers.Single).AboutMean();

        for (int i = 0; i < 80; i++) Assert.Equal(0, about[i].ToArray().Max(Math.Abs));
    }

    [Fact]
    public void Add_OfOtherFeatures_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new ScatterMatrix(3).Add(Batch(new float[8], 4), Workers.Single));

    private static void Verify(float[] values, int features, double[] about, SymmetricMatrix actual, double tolerance)
    {
        int samples = values.Length / features;
        for (int i = 0; i < features; i += 7)
        {
            for (int j = 0; j < features; j += 5)
            {
                double sum = 0;
                for (int k = 0; k < samples; k++) sum += (values[(k * features) + i] - about[i]) * (values[(k * features) + j] - about[j]);
                Assert.Equal(sum, actual[i, j], tolerance);
            }
        }
    }

    private static void Same(ScatterMatrix expected, ScatterMatrix actual)
    {
        Assert.Equal(expected.Mean(), actual.Mean());
        SymmetricMatrix x = expected.AboutMean(), y = actual.AboutMean();
        for (int i = 0; i < expected.Features; i++) Assert.Equal(x[i].ToArray(), y[i].ToArray());
    }

    private static ScatterMatrix Of(float[] values, int features, Workers workers)
    {
        ScatterMatrix sums = new(features);
        sums.Add(Batch(values, features), workers);
        return sums;
    }

    private static Tensor Batch(ReadOnlySpan<float> values, int features)
    {
        Tensor batch = new(new Shape(features), values.Length / features);
        Draw.Set(batch, values, padding: float.NaN);
        return batch;
    }
}
