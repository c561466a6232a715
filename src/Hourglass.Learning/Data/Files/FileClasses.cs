using System.Globalization;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Finds the classes that labels name.</summary>
internal static class FileClasses
{
    /// <summary>The most classes: more are no classes but numbers.</summary>
    public const int Most = 1000;

    /// <summary>Lists the classes of sets in their order: by number where all are numbers, otherwise by their letters.</summary>
    /// <param name="sets">The sets.</param>
    /// <exception cref="InvalidDataException">There are too many.</exception>
    public static IReadOnlyList<string> Of(params ReadOnlySpan<FileSamples> sets)
    {
        HashSet<string> classes = [];
        foreach (FileSamples set in sets)
        {
            foreach (string label in set.Labels ?? [])
            {
                classes.Add(label);
                if (classes.Count > Most)
                    throw new InvalidDataException(Phrase.Of($"{set.Name}: found more than {Most:N0} different labels, expected classes. Are the labels numbers that were measured?"));
            }
        }

        return classes.All(static text => Number(text) is not null)
            ? [.. classes.OrderBy(static text => Number(text)!.Value).ThenBy(static text => text, StringComparer.Ordinal)]
            : [.. classes.Order(StringComparer.Ordinal)];
    }

    private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;
}
