namespace Hourglass.Learning;

/// <summary>A column of the table of a comparison.</summary>
/// <param name="Name">Its name in files; empty for one that files leave out.</param>
/// <param name="Heading">What people read; an English text that is said later.</param>
/// <param name="Unit">The unit, or what the numbers mean; such a text, empty where there is nothing to say.</param>
/// <param name="Value">The number of a run; null where it has none.</param>
/// <param name="Format">Words a number, given the largest of the column, so that a column lines up.</param>
internal sealed record ComparisonColumn(
    string Name, string Heading, string Unit, Func<ComparedRun, double?> Value, Func<double, double, string> Format)
{
    private const int Digits = 4;

    /// <summary>Makes a column of figures with four digits of the largest.</summary>
    public static ComparisonColumn Of(string name, string heading, string unit = "") =>
        new(name, heading, unit, run => run.Find(name), static (value, largest) => Numbers.Aligned(value, largest, Digits));

    /// <summary>Makes a column of shares, as per cent.</summary>
    public static ComparisonColumn OfShares(string name, string heading) =>
        new(name, heading, "%", run => run.Find(name), static (value, _) => FormattableString.Invariant($"{100 * value:0.00}"));

    /// <summary>Makes a column of times.</summary>
    public static ComparisonColumn OfTimes(string name, string heading, string hint, Func<ComparedRun, double?> value) =>
        new(name, heading, hint, value, static (value, _) => Numbers.Duration(value));

    /// <summary>Makes a column of numbers that every run has.</summary>
    public static ComparisonColumn OfFacts(string name, string heading, string unit, Func<ComparedRun, double> value) =>
        new(name, heading, unit, run => value(run), static (value, _) => Numbers.Format(value));
}
