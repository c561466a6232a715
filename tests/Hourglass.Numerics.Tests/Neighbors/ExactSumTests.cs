using System.Numerics;

namespace Hourglass.Numerics.Tests;

public class ExactSumTests
{
    [Theory]
    [InlineData(float.MaxValue, float.MaxValue, float.Epsilon, -float.Epsilon)]
    [InlineData(1e30f, 1e-30f, -1e-30f, 1e30f)]
    [InlineData(0.1f, -0.3f, 16777217f, 3)]
    [InlineData(0, 5, -0f, 7)]
    public void Sum_OfTwoProducts_IsExact(float a, float b, float c, float d)
    {
        ExactSum sum = default;
        sum.Add(a, b, 1);
        sum.Add(c, d, -2);

        Assert.Equal((Whole(a) * Whole(b)) - (2 * Whole(c) * Whole(d)), sum.ToInteger());
    }

    [Fact]
    public void Sum_OfManyProducts_CarriesAtTheEnd()
    {
        ExactSum sum = default;
        for (int i = 0; i < 100_000; i++) sum.Add(float.MaxValue, -float.MaxValue, 1);

        Assert.Equal(-100_000 * Whole(float.MaxValue) * Whole(float.MaxValue), sum.ToInteger());
    }

    // Every float times 2^149 is whole, and doubles hold it while they multiply it by powers of two.
    private static BigInteger Whole(float value) => new BigInteger(Math.ScaleB((double)value, 149));
}
