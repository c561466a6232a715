using System.Globalization;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>An array that a file holds.</summary>
/// <param name="Name">The name; empty where the format has none.</param>
/// <param name="Type">The type of its elements, as the format calls it.</param>
/// <param name="Sizes">The size of each dimension; none for a single number.</param>
/// <param name="Problem">Why it cannot be read, in words that follow its name; null where it can.</param>
public sealed record ArrayEntry(string Name, string Type, IReadOnlyList<long> Sizes, string? Problem = null)
{
    /// <summary>Gets the sizes as people write them: <c>60000 x 28 x 28</c>.</summary>
    public string Shape => Sizes.Count == 0
        ? Phrase.Of("a single number")
        : string.Join(" x ", Sizes.Select(static size => size.ToString(CultureInfo.InvariantCulture)));
}
