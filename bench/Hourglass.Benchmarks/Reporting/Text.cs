using System.Globalization;

namespace Hourglass.Benchmarks;

/// <summary>Figures as they stand in the tables.</summary>
internal static class Text
{
    /// <summary>What stands where there is no figure.</summary>
    public const string None = "-";

    public static string Count(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Fixed(double value, int digits) => value.ToString($"F{digits}", CultureInfo.InvariantCulture);

    public static string Short(double value) => value.ToString("G3", CultureInfo.InvariantCulture);

    public static string Percent(double share) => $"{Fixed(100 * share, 0)} %";

    public static string Ratio(double value) => Fixed(value, 2);

    public static string Range(Spread spread, Func<double, string> format) => $"{format(spread.Least)} to {format(spread.Most)}";

    public static string AtLeast(double? target) => target is { } value ? $">= {Ratio(value)}" : None;

    public static string YesNo(bool met) => met ? "yes" : "no";

    public static string Met(double value, double? target) => target is { } least ? YesNo(value >= least) : None;

    public static string Plural(int count, string noun) => FormattableString.Invariant($"{count} {noun}{(count == 1 ? "" : "s")}");
}
