using Hourglass.Testing;

namespace Hourglass.Numerics.Tests;

public class PerplexityKernelTests
{
    [Theory]
    [ClassData(typeof(Widths))]
    public void Run_GivesTheProbabilitiesOfOnePrecision_AndThePerplexity(SimdWidth width)
    {
        using Simd.Scope scope = Simd.Use(width);
        const int Neighbors = 91, Points = 70;
        foreach ((double perplexity, double unit) in new[] { (30.0, 1.0), (5, 1e-6), (60, 1e4), (90.9, 1) })
        {
            float[] distances = Draw.Uniform(1, Neighbors * Points, 2 * unit, 9 * unit), p = new float[distances.Length];
            PerplexityKernel.Run(distances, Neighbors, perplexity, p, Workers.Single);

            foreach ((float[] d, float[] row) in distances.Chunk(Neighbors).Zip(p.Chunk(Neighbors)))
            {
                // The tolerance of the search, and single precision.
                Assert.Equal(Math.Log(perplexity), -row.Where(static x => x > 0).Sum(static x => x * Math.Log(x)), 3e-5);
                Assert.Equal(1, row.Sum(static x => (double)x), 1e-5);
                int near = Array.IndexOf(d, d.Min()), far = Array.IndexOf(d, d.Max());
                if (row[far] < 1e-20f) continue;
                double precision = Math.Log((double)row[near] / row[far]) / (((double)d[far] * d[far]) - ((double)d[near] * d[near]));
                double[] expected = [.. d.Select(x => row[near] * Math.Exp(-precision * (((double)x * x) - ((double)d[near] * d[near]))))];
                Close.Equal(expected, row, 1e-9, 1e-3, $"perplexity {perplexity}");
            }
        }
    }

    [Fact]
    public void Run_OfEqualDistances_IsEven()
    {
        float[] p = new float[12];
        PerplexityKernel.Run([.. Enumerable.Repeat(0f, 6), .. Enumerable.Repeat(3f, 6)], 6, 2, p, Workers.Single);
        Close.Equal([.. Enumerable.Repeat(1 / 6.0, 12)], p, 0, 1e-6, "even");
    }

    [Fact]
    public void Run_OfMoreEqualNearestThanThePerplexity_SharesAmongThem()
    {
        float[] p = new float[6];
        PerplexityKernel.Run([0, 0, 0, 0, 5, 6], 6, 2, p, Workers.Single);
        Close.Equal([0.25, 0.25, 0.25, 0.25, 0, 0], p, 1e-6, 1e-6, "four in one place");
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(6.5)]
    [InlineData(double.NaN)]
    public void Run_OfAnImpossiblePerplexity_IsRefused(double perplexity) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PerplexityKernel.Run(new float[6], 6, perplexity, new float[6], Workers.Single));
}
