namespace Hourglass.Numerics.Tests;

public class RandomKeyTests
{
    /// <summary>The vectors that Random123 publishes for philox4x32 with 10 rounds: zeros, ones, the digits of pi.</summary>
    [Theory]
    [InlineData(0ul, 0ul, 0ul, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x85a308d3_243f6a88ul, 0x03707344_13198a2eul, 0x299f31d0_a4093822ul, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Philox_OfPublishedCounters_GivesPublishedNumbers(ulong low, ulong high, ulong key, uint x, uint y, uint z, uint w)
    {
        new RandomKey(key).Philox(low, high, out uint actualX, out uint actualY, out uint actualZ, out uint actualW);

        Assert.Equal((x, y, z, w), (actualX, actualY, actualZ, actualW));
    }

    [Fact]
    public void Bits_AreTheFirstTwoWordsOfTheCounterIndexZero() =>
        Assert.Equal(0xe169c58d_6627e8d5ul, new RandomKey(0).Bits(0));

    [Fact]
    public void Word_IsAWordOfTheCounterOfSampleAndFeature()
    {
        RandomKey key = new(0xd16cfe09_94fdccebul);
        key.Philox(5 | (3ul << 32), 2, out uint x, out uint y, out uint z, out uint w);

        Assert.Equal([x, y, z, w], Enumerable.Range(12, 4).Select(feature => key.Word(5, feature)));
        Assert.Equal((y >> 8) / 16777216f, key.Uniform(5, 13));
        Assert.Equal((int)(((ulong)z * 1000) >> 32), key.Below(5, 14, 1000));
    }

    [Fact]
    public void Uniform_HasTheMomentsOfItsDistribution()
    {
        RandomKey key = new(1);
        double sum = 0, square = 0, product = 0;
        const int Count = 100_000;
        for (int i = 0; i < Count; i++)
        {
            float u = key.Uniform(i);
            Assert.InRange(u, 0f, MathF.BitDecrement(1f));
            sum += u;
            square += u * u;
            product += u * key.Uniform(i + 1);
        }

        // Five standard errors: 0.289 / sqrt(n) of the mean, 0.298 / sqrt(n) of the square, 0.22 / sqrt(n) of the product of neighbours.
        Assert.Equal(0.5, sum / Count, 5 * 0.289 / Math.Sqrt(Count));
        Assert.Equal(1 / 3.0, square / Count, 5 * 0.298 / Math.Sqrt(Count));
        Assert.Equal(0.25, product / Count, 5 * 0.22 / Math.Sqrt(Count));
    }

    [Fact]
    public void Normal_HasTheMomentsOfItsDistribution()
    {
        RandomKey key = new(2);
        const int Count = 100_000;
        double[] moments = new double[5];
        for (int i = 0; i < Count; i++)
        {
            double z = key.Normal(i);
            for (int power = 1; power <= 4; power++) moments[power] += Math.Pow(z, power) / Count;
        }

        // Five standard errors: the moments 1 to 4 have the variances 1, 2, 15 and 96.
        Assert.Equal(0, moments[1], 5 / Math.Sqrt(Count));
        Assert.Equal(1, moments[2], 5 * Math.Sqrt(2.0 / Count));
        Assert.Equal(0, moments[3], 5 * Math.Sqrt(15.0 / Count));
        Assert.Equal(3, moments[4], 5 * Math.Sqrt(96.0 / Count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    [InlineData(int.MaxValue)]
    public void Below_IsInRangeAndReachesBothHalves(int bound)
    {
        RandomKey key = new(3);
        int[] drawn = [.. Enumerable.Range(0, 1000).Select(i => key.Below(i, bound))];

        Assert.All(drawn, value => Assert.InRange(value, 0, bound - 1));
        Assert.Equal((bound - 1) / 2.0, drawn.Average(), 5 * bound * 0.289 / Math.Sqrt(drawn.Length));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1000)]
    public void FillPermutation_HoldsEveryNumberOnce(int length)
    {
        int[] order = new int[length];

        new RandomKey(4).FillPermutation(order);

        Assert.Equal(Enumerable.Range(0, length), order.Order());
    }

    [Fact]
    public void FillPermutation_GivesEveryOrderOfFourAboutAsOften()
    {
        Dictionary<string, int> seen = [];
        int[] order = new int[4];
        const int Draws = 24_000;
        for (int i = 0; i < Draws; i++)
        {
            new RandomKey(5).Fold((ulong)i).FillPermutation(order);
            string text = string.Concat(order);
            seen[text] = seen.GetValueOrDefault(text) + 1;
        }

        // Each count is binomial with mean 1,000 and deviation 31.
        Assert.Equal(24, seen.Count);
        Assert.All(seen.Values, static count => Assert.InRange(count, 845, 1155));
    }

    [Fact]
    public void Fold_GivesIndependentKeys()
    {
        RandomKey key = new(6);
        HashSet<RandomKey> keys = [key];
        for (ulong i = 0; i < 1000; i++)
        {
            Assert.True(keys.Add(key.Fold(i)));
            Assert.True(keys.Add(key.Fold(i).Fold(0)));
        }

        double correlation = 0;
        const int Count = 10_000;
        for (int i = 0; i < Count; i++) correlation += key.Fold(1).Normal(i) * key.Fold(2).Normal(i) / Count;
        Assert.Equal(0, correlation, 5 / Math.Sqrt(Count));
    }

    [Fact]
    public void Fold_OrderMatters() => Assert.NotEqual(new RandomKey(7).Fold(1).Fold(2), new RandomKey(7).Fold(2).Fold(1));

    [Fact]
    public void SameKey_GivesSameNumbersInAnyOrder()
    {
        float[] values = new float[100];
        new RandomKey(8).FillUniform(values, 0, 1);

        for (int i = 99; i >= 0; i--) Assert.Equal(values[i], new RandomKey(8).Uniform(i));
        Assert.NotEqual(values[0], new RandomKey(9).Uniform(0));
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(1000, 1001)]
    [InlineData(-1001, -1000)]
    public void FillUniform_StaysBelowTheUpperBound(float low, float high)
    {
        // Near 1000 floats are so coarse that one number in 30,000 would round up to the bound.
        float[] values = new float[300_000];

        new RandomKey(10).FillUniform(values, low, high);

        Assert.All(values, value => Assert.True(value >= low && value < high, $"Received {value}."));
    }

    [Fact]
    public void FillNormal_ScalesAndShifts()
    {
        float[] values = new float[20_000];

        new RandomKey(11).FillNormal(values, 3, 0.5f);

        Assert.Equal(3, values.Average(), 5 * 0.5 / Math.Sqrt(values.Length));
        Assert.Equal(0.25, values.Average(static v => (v - 3) * (v - 3)), 5 * 0.25 * Math.Sqrt(2.0 / values.Length));
    }
}
