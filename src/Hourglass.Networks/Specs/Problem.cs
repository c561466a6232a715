using System.Globalization;
using System.Numerics;
using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Words the problems that several specs share, so that the same mistake reads the same everywhere.</summary>
internal static class Problem
{
    public static string Text(double value) => value.ToString("G", CultureInfo.InvariantCulture);

    public static string Text(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Plain(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Prefix(string path) => path.Length == 0 ? "" : $"{path}.";

    public static SpecProblem Range(string path, IFormattable received, string expected) =>
        Range(path, received.ToString(null, CultureInfo.InvariantCulture), expected);

    public static SpecProblem Range(string path, string received, string expected) => new(path, Range(received, expected));

    public static string Range(string received, string expected) => Phrase.Of($"received {received}, expected {expected}.");

    public static SpecProblem Nothing(string path, string expected) => new(path, Nothing(expected));

    public static string Nothing(string expected) => Phrase.Of($"received nothing, expected {expected}.");

    public static string OneOf(IEnumerable<string> words) => Phrase.Of($"one of {string.Join(", ", words)}");

    public static IEnumerable<SpecProblem> Unless(bool good, string path, IFormattable received, string expected) =>
        good ? [] : [Range(path, received, expected)];

    public static IEnumerable<SpecProblem> Positive(string path, double value) =>
        Unless(double.IsFinite(value) && value > 0, path, value, Phrase.Of("a positive number"));

    public static IEnumerable<SpecProblem> NotNegative(string path, double value) =>
        Unless(double.IsFinite(value) && value >= 0, path, value, Phrase.Of("zero or a positive number"));

    public static IEnumerable<SpecProblem> Fraction(string path, double value) =>
        Unless(value is >= 0 and < 1, path, value, Phrase.Of("0 or more and less than 1"));

    public static IEnumerable<SpecProblem> Factor(string path, double value) =>
        Unless(value is > 0 and <= 1, path, value, Phrase.Of("above 0 and at most 1"));

    public static IEnumerable<SpecProblem> AtLeast<T>(string path, T value, T least)
        where T : INumber<T> => Unless(value >= least, path, value, Phrase.Of($"{least} or more"));

    public static IEnumerable<SpecProblem> Enum<T>(string path, T value)
        where T : struct, Enum => System.Enum.IsDefined(value)
            ? []
            : [new(path, Phrase.Of($"received {value}, expected one of {string.Join(", ", SpecNames.All<T>())}."))];

    public static IEnumerable<SpecProblem> Shape(string path, Shape shape)
    {
        if (shape.Channels < 1) yield return Range($"{path}.channels", shape.Channels, Phrase.Of("1 or more"));
        if (shape.Height < 1) yield return Range($"{path}.height", shape.Height, Phrase.Of("1 or more"));
        if (shape.Width < 1) yield return Range($"{path}.width", shape.Width, Phrase.Of("1 or more"));
        if (SpecLimits.FeaturesOf(shape) < 0)
        {
            yield return new(path, Phrase.Of($"received {shape}, expected at most {SpecLimits.Features:N0} features."));
        }
    }
}
