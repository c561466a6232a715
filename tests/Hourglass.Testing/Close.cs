using System.Globalization;
using Xunit;

namespace Hourglass.Testing;

/// <summary>Compares results with a tolerance that the case declares.</summary>
public static class Close
{
    /// <summary>Demands <c>|expected - actual| &lt;= absolute + relative * max(|expected|, |actual|)</c> of every element.</summary>
    public static void Equal(
        ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double absolute, double relative, string what)
    {
        Assert.True(expected.Length == actual.Length, $"{what}: expected {expected.Length} numbers, got {actual.Length}.");
        int worst = -1;
        double excess = 0, largest = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            if (double.IsNaN(expected[i]) && double.IsNaN(actual[i])) continue;
            if (expected[i] == actual[i]) continue;
            double difference = Math.Abs(expected[i] - actual[i]);
            double allowed = absolute + (relative * Math.Max(Math.Abs(expected[i]), Math.Abs(actual[i])));
            largest = Math.Max(largest, difference);
            if (difference <= allowed || difference / allowed <= excess) continue;
            excess = double.IsFinite(difference) ? difference / allowed : double.PositiveInfinity;
            worst = i;
            if (!double.IsFinite(difference)) break;
        }

        if (worst < 0) return;
        Assert.Fail(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: at {worst} of {expected.Length} expected {expected[worst]:R}, got {actual[worst]:R}; {excess:G3} times the tolerance, largest difference {largest:G3}."));
    }

    /// <summary>The same of single-precision results.</summary>
    public static void Equal(
        ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, double absolute, double relative, string what) =>
        Equal(expected, actual.Doubles(), absolute, relative, what);

    /// <summary>Demands the same bits; a number that is not a number equals any other.</summary>
    public static void Identical(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string what)
    {
        Assert.True(expected.Length == actual.Length, $"{what}: expected {expected.Length} numbers, got {actual.Length}.");
        for (int i = 0; i < expected.Length; i++)
        {
            if (BitConverter.SingleToInt32Bits(expected[i]) == BitConverter.SingleToInt32Bits(actual[i])) continue;
            if (float.IsNaN(expected[i]) && float.IsNaN(actual[i])) continue;
            Assert.Fail(string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: at {i} of {expected.Length} expected exactly {expected[i]:R}, got {actual[i]:R}."));
        }
    }
}
