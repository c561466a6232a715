namespace Hourglass.Benchmarks;

/// <summary>The middle and the ends of repeated measurements.</summary>
internal readonly record struct Spread(double Median, double Least, double Most)
{
    /// <summary>Summarizes one measurement or more; the median of an even number is the mean of the middle two.</summary>
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new Spread((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, sorted[0], sorted[^1]);
    }
}
