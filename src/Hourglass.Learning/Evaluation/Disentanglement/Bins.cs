using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Numbers sorted into bins: what is left of codes and factors before they are compared.</summary>
/// <param name="Count">The number of bins.</param>
/// <param name="Numbers">The bin of each sample.</param>
internal sealed record Bins(int Count, byte[] Numbers)
{
    /// <summary>Enough to tell a shape, few enough that 10,000 samples fill 20 x 20 pairs of bins.</summary>
    public const int Most = 20;

    /// <summary>Sorts numbers into bins that hold as many samples as can be; equal numbers share a bin.</summary>
    /// <remarks>Bins of equal width would leave most samples of a long-tailed code in one of them. Only the order counts, so a code and any
    /// monotonic function of it have the same bins.</remarks>
    public static Bins OfQuantiles(float[] values)
    {
        float[] sorted = [.. values];
        Array.Sort(sorted);
        List<float> borders = [];
        for (int i = 1; i < Most; i++)
        {
            // A border is the least number of its bin, so the first bin needs none.
            float border = sorted[(int)((long)i * sorted.Length / Most)];
            if (border > sorted[0] && (borders.Count == 0 || border > borders[^1])) borders.Add(border);
        }

        byte[] numbers = new byte[values.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            int place = borders.BinarySearch(values[i]);
            numbers[i] = (byte)(place >= 0 ? place + 1 : ~place);
        }

        return new Bins(borders.Count + 1, numbers);
    }

    /// <summary>Takes classes as they are.</summary>
    public static Bins OfClasses(IReadOnlyList<float> classes)
    {
        float[] values = [.. classes.Distinct().Order()];
        return new Bins(values.Length, [.. classes.Select(value => (byte)Array.BinarySearch(values, value))]);
    }

    /// <summary>Sorts each unit of codes.</summary>
    public static Bins[] OfUnits(Points codes, Workers workers)
    {
        Bins[] bins = new Bins[codes.Dimensions];
        workers.For(bins.Length, 1, new UnitJob { Codes = codes, Bins = bins });
        return bins;
    }

    /// <summary>Gets the entropy of the bins in nats.</summary>
    public double Entropy()
    {
        long[] counts = new long[Count];
        foreach (byte number in Numbers) counts[number]++;
        return EntropyOf(counts, Numbers.Length);
    }

    /// <summary>Gets the mutual information of the bins of two quantities in nats.</summary>
    public double InformationOn(Bins other)
    {
        long[] counts = new long[Count * other.Count];
        for (int i = 0; i < Numbers.Length; i++) counts[(Numbers[i] * other.Count) + other.Numbers[i]]++;
        return Math.Max(0, Entropy() + other.Entropy() - EntropyOf(counts, Numbers.Length));
    }

    private static double EntropyOf(long[] counts, int total)
    {
        double sum = 0;
        foreach (long count in counts)
            if (count > 0) sum -= count / (double)total * Math.Log(count / (double)total);
        return sum;
    }

    private struct UnitJob : IRangeJob
    {
        public Points Codes;
        public Bins[] Bins;

        public readonly void Run(int start, int end, int worker)
        {
            for (int unit = start; unit < end; unit++)
            {
                float[] values = new float[Codes.Count];
                for (int i = 0; i < values.Length; i++) values[i] = Codes.Values[(i * Codes.Dimensions) + unit];
                Bins[unit] = OfQuantiles(values);
            }
        }
    }
}
