using System.Globalization;
using Hourglass.Networks;

namespace Hourglass.Cli;

/// <summary>Writes numbers for people, the same way everywhere.</summary>
internal static class Figures
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>Writes the digits that matter, by default four: 0.009771, 7.660, 27.59, 1.2e-05.</summary>
    public static string Significant(double value, int digits = 4)
    {
        double size = Math.Abs(value);
        if (!double.IsFinite(value)) return double.IsNaN(value) ? Phrase.Of("not a number") : Phrase.Of("infinite");
        if (size == 0) return "0";
        if (size is < 1e-4 or >= 1e7) return value.ToString("0.000e0", Culture);
        int decimals = Math.Max(0, digits - 1 - (int)Math.Floor(Math.Log10(size)));
        return value.ToString("F" + decimals.ToString(Culture), Culture);
    }

    /// <summary>Writes errors with their units.</summary>
    public static string Errors(double mse, double ssePerImage) => Phrase.Of($"{Significant(mse)} per pixel, {Significant(ssePerImage)} per image");

    /// <summary>Writes a part of one as per cent: 1.85 %.</summary>
    public static string Percent(double share) =>
        double.IsFinite(share) ? string.Create(Culture, $"{100 * share:0.00} %") : Significant(share);

    /// <summary>Writes a whole number with commas.</summary>
    public static string Count(double value) => value.ToString("#,##0", Culture);

    /// <summary>Writes a number of samples: 1 sample, 10,000 samples.</summary>
    public static string Samples(int count) => count == 1 ? Phrase.Of("1 sample") : Phrase.Of($"{Count(count)} samples");

    /// <summary>Writes a size: 1 number, 784 numbers.</summary>
    public static string Numbers(int count) => count == 1 ? Phrase.Of("1 number") : Phrase.Of($"{Count(count)} numbers");

    /// <summary>Writes a ratio: 24.5, 392, 1.</summary>
    public static string Ratio(double value) => value.ToString("#,##0.##", Culture);

    /// <summary>Writes bytes: 950 B, 2.6 MB, 1.2 GB.</summary>
    public static string Bytes(double value) => value switch
    {
        < 1e3 => $"{Count(value)} B",
        < 1e6 => string.Create(Culture, $"{value / 1e3:0.0} kB"),
        < 1e9 => string.Create(Culture, $"{value / 1e6:0.0} MB"),
        _ => string.Create(Culture, $"{value / 1e9:0.0} GB"),
    };

    /// <summary>Writes a time: 0.8 s, 12 s, 4 min 05 s, 2 h 07 min.</summary>
    public static string Duration(TimeSpan time)
    {
        double seconds = time.TotalSeconds;
        if (seconds < 9.95) return string.Create(Culture, $"{seconds:0.0} s");
        long whole = (long)Math.Round(seconds);
        if (whole < 60) return string.Create(Culture, $"{whole} s");
        return whole < 3600
            ? string.Create(Culture, $"{whole / 60} min {whole % 60:00} s")
            : string.Create(Culture, $"{whole / 3600} h {whole / 60 % 60:00} min");
    }

    /// <summary>Writes a time that may be very short: 12.3 µs, 1.23 ms, 0.8 s.</summary>
    public static string Brief(double seconds) => seconds switch
    {
        < 0.99995e-3 => string.Create(Culture, $"{seconds * 1e6:0.0} µs"),
        < 0.0995 => string.Create(Culture, $"{seconds * 1e3:0.00} ms"),
        _ => Duration(TimeSpan.FromSeconds(seconds)),
    };

    /// <summary>Writes the time that is left, in whole seconds so that it does not flicker.</summary>
    public static string Left(TimeSpan time)
    {
        TimeSpan whole = TimeSpan.FromSeconds(Math.Max(0, Math.Ceiling(time.TotalSeconds)));
        return Phrase.Of($"{Duration(whole).Replace(".0 s", " s", StringComparison.Ordinal)} left");
    }
}
