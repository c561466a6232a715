using System.Globalization;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Writes numbers the same way in every part of a report.</summary>
internal static class Numbers
{
    /// <summary>Writes a number with four digits that matter, whole numbers in full with commas: 0.00977, 24.5, 50,992, 3.2e-6.</summary>
    public static string Format(double value)
    {
        if (double.IsNaN(value)) return Phrase.Of("not a number");
        if (double.IsInfinity(value)) return value > 0 ? Phrase.Of("infinite") : Phrase.Of("-infinite");
        double size = Math.Abs(value);
        if (size is not 0 and (< 1e-4 or >= 1e12)) return value.ToString("0.###e0", CultureInfo.InvariantCulture);
        if (size >= 1000 || value == Math.Floor(value)) return value.ToString("#,##0", CultureInfo.InvariantCulture);

        int decimals = 3 - (int)Math.Floor(Math.Log10(size));
        return value.ToString("0." + new string('#', decimals), CultureInfo.InvariantCulture);
    }

    /// <summary>Writes a number with the decimals that another needs for its digits, so that a column lines up: 0.00977, 0.01020.</summary>
    public static string Aligned(double value, double model, int digits)
    {
        if (!double.IsFinite(value) || !double.IsFinite(model) || model is < 1e-4 or >= 1000) return Format(value);
        int decimals = Math.Max(digits - 1 - (int)Math.Floor(Math.Log10(model)), 0);
        return value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>Writes seconds as people say them: 12.3 µs, 1.23 ms, 850 ms, 12.3 s, 4 min 05 s, 2 h 07 min.</summary>
    public static string Duration(double seconds)
    {
        if (!double.IsFinite(seconds) || seconds < 0) return Format(seconds);
        // The borders are where rounding would show 1000 ms or 60.0 s.
        if (seconds is > 0 and < 0.99995e-3) return string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e6:0.0} µs");
        if (seconds is > 0 and < 9.995e-3) return string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:0.00} ms");
        if (seconds < 0.9995) return string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:0} ms");
        if (seconds < 59.95) return string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s");
        long whole = (long)Math.Min(Math.Round(seconds), 1e15);
        return whole < 3600
            ? string.Create(CultureInfo.InvariantCulture, $"{whole / 60} min {whole % 60:00} s")
            : string.Create(CultureInfo.InvariantCulture, $"{whole / 3600} h {whole / 60 % 60:00} min");
    }
}
