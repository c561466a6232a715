using System.Globalization;

namespace Hourglass.Learning;

/// <summary>Places the ticks of an axis on round numbers: 1, 2 or 5 times a power of ten.</summary>
public static class ChartTicks
{
    /// <summary>Finds the round step that gives about a number of ticks.</summary>
    /// <param name="range">The length of the axis; positive.</param>
    /// <param name="target">The number of steps aimed at; the answer gives at most 1.25 times and at least half as many.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range or the target is not positive.</exception>
    public static double Step(double range, int target)
    {
        if (!(range > 0)) throw new ArgumentOutOfRangeException(nameof(range), range, "Expected a positive range.");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(target);
        double rough = range / target;
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double digit = rough / power;
        return power * (digit <= 1.25 ? 1 : digit <= 2.5 ? 2 : digit <= 6.25 ? 5 : 10);
    }

    /// <summary>Finds the multiples of a step within a range.</summary>
    /// <param name="min">The start of the axis.</param>
    /// <param name="max">The end of the axis.</param>
    /// <param name="step">The step; positive.</param>
    public static double[] Linear(double min, double max, double step)
    {
        // A tick that misses the end by rounding alone still belongs to the axis.
        const double Slack = 1e-6;
        double first = Math.Ceiling((min / step) - Slack), last = Math.Floor((max / step) + Slack);
        double[] ticks = new double[(int)Math.Max(last - first + 1, 0)];
        for (int i = 0; i < ticks.Length; i++) ticks[i] = (first + i) * step;
        return ticks;
    }

    /// <summary>Finds ticks for a logarithmic axis: powers of ten, with 2 and 5 between them while there is room.</summary>
    /// <param name="min">The start of the axis; positive.</param>
    /// <param name="max">The end of the axis.</param>
    /// <param name="target">The number of ticks aimed at.</param>
    /// <exception cref="ArgumentOutOfRangeException">The start is not positive or the end lies before it.</exception>
    public static double[] Logarithmic(double min, double max, int target)
    {
        if (!(min > 0)) throw new ArgumentOutOfRangeException(nameof(min), min, "Expected a positive start.");
        if (!(max >= min)) throw new ArgumentOutOfRangeException(nameof(max), max, $"Expected at least {min}.");
        int low = (int)Math.Floor(Math.Log10(min)), high = (int)Math.Ceiling(Math.Log10(max));
        int[] digits = (high - low) * 2 <= target ? [1, 2, 5] : [1];
        int stride = Math.Max(1, (high - low + target - 1) / target);

        List<double> ticks = [];
        for (int power = low; power <= high; power += stride)
        {
            foreach (int digit in digits)
            {
                double tick = digit * Math.Pow(10, power);
                if (tick >= min * 0.999999 && tick <= max * 1.000001) ticks.Add(tick);
            }
        }

        return [.. ticks];
    }

    /// <summary>Writes ticks with the same number of decimals where they are of like size, in powers of ten where they are not.</summary>
    /// <param name="ticks">The ticks, ascending.</param>
    /// <param name="step">The distance of neighbours; 0 on a logarithmic axis, where each tick gets its own decimals.</param>
    public static string[] Label(IReadOnlyList<double> ticks, double step)
    {
        ArgumentNullException.ThrowIfNull(ticks);
        double largest = ticks.Count == 0 ? 0 : ticks.Max(Math.Abs);
        string format = step <= 0 ? "#,##0.######" : "#,##0" + Decimals(step);
        bool powers = largest >= 1e7 || (step > 0 ? step < 1e-6 : ticks.Any(tick => tick < 1e-5));
        return [.. ticks.Select(tick => Write(tick, powers ? "0.####e0" : format))];
    }

    private static string Write(double tick, string format) => tick == 0 ? "0" : tick.ToString(format, CultureInfo.InvariantCulture);

    private static string Decimals(double step)
    {
        int decimals = (int)Math.Ceiling(-Math.Log10(step) - 1e-9);
        return decimals > 0 ? "." + new string('0', Math.Min(decimals, 7)) : "";
    }
}
