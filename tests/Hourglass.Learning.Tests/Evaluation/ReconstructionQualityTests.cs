using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public class ReconstructionQualityTests
{
    /// <summary>Sums of 64 squares in single precision, relative.</summary>
    private const double Tolerance = 1e-5;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(31, 1)]
    [InlineData(255, 1)]
    [InlineData(256, 3)]
    [InlineData(257, 1)]
    [InlineData(600, 2)]
    public void Measure_AnyCount_IsWhatTheDefinitionsSay(int count, int team)
    {
        using Workers workers = new(team);
        Network network = Network.Build(TinyRun.Model(3), new RandomKey(4));
        FloatSet set = Noise(count, TinyRun.Shape);

        ReconstructionQuality quality = ReconstructionQuality.Measure(network, set, workers);

        double[] expected = Naive.SquaredErrors(network, set);
        Assert.Equal((count, 64), (quality.Count, quality.Features));
        Assert.Equal(count, quality.SquaredErrors.Count);
        for (int i = 0; i < count; i++) Assert.Equal(expected[i], quality.SquaredErrors[i], expected[i] * Tolerance);
        Assert.Equal(expected.Average(), quality.SsePerImage, expected.Average() * Tolerance);
        Assert.Equal(expected.Average() / 64, quality.Mse, expected.Average() / 64 * Tolerance);
        double bce = Naive.Bce(network, set);
        Assert.Equal(bce, quality.Bce, bce * Tolerance);
    }

    [Fact]
    public void Measure_TeamOfAnySize_GivesTheSameBits()
    {
        using Workers two = new(2), seven = new(7);
        Network network = Network.Build(TinyRun.Model(3), new RandomKey(4));
        FloatSet set = Noise(300, TinyRun.Shape);
        ReconstructionQuality one = ReconstructionQuality.Measure(network, set, Workers.Single);

        foreach (Workers team in new[] { two, seven })
        {
            ReconstructionQuality other = ReconstructionQuality.Measure(network, set, team);
            Assert.Equal(one.SquaredErrors, other.SquaredErrors);
            Assert.Equal(one.Bce, other.Bce);
            Assert.Equal(ReconstructionQuality.OfMean(set, set, Workers.Single), ReconstructionQuality.OfMean(set, set, team));
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(300, 77)]
    [InlineData(256, 513)]
    public void OfMean_IsWhatTheDefinitionSays(int train, int test)
    {
        FloatSet learned = Noise(train, TinyRun.Shape, 1), asked = Noise(test, TinyRun.Shape, 2);

        double expected = Naive.MseOfMean(learned, asked);

        Assert.Equal(expected, ReconstructionQuality.OfMean(learned, asked, Workers.Single), expected * Tolerance);
    }

    [Fact]
    public void OfMean_OfAViewOfImages_IsWhatTheDefinitionSays()
    {
        IDataset view = TinyRun.Split.Train.Take(77);

        Assert.Equal(Naive.MseOfMean(view, TinyRun.Split.Test), ReconstructionQuality.OfMean(view, TinyRun.Split.Test, Workers.Single), 1e-7);
    }

    private static FloatSet Noise(int count, Shape shape, ulong seed = 3)
    {
        float[] values = new float[count * shape.Size];
        new RandomKey(seed).FillUniform(values, 0, 1);
        return new FloatSet("noise", shape, values);
    }
}
