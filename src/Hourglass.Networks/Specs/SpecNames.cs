using System.Text.Json;

namespace Hourglass.Networks;

/// <summary>Turns the words of spec files and of the command line into values and back: <c>leaky-relu</c>, <c>bce-logits</c>.</summary>
public static class SpecNames
{
    /// <summary>Gets the word for a value.</summary>
    /// <typeparam name="T">The kind of value.</typeparam>
    /// <param name="value">A defined value.</param>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>Gets all words in the order of their definition.</summary>
    /// <typeparam name="T">The kind of value.</typeparam>
    public static IReadOnlyList<string> All<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(Of)];

    /// <summary>Finds the value of a word.</summary>
    /// <typeparam name="T">The kind of value.</typeparam>
    /// <param name="text">The word, exactly as <see cref="All"/> lists it.</param>
    /// <param name="value">The value, where there is one.</param>
    /// <returns>Whether there is a value of that name.</returns>
    public static bool TryParse<T>(string text, out T value)
        where T : struct, Enum
    {
        foreach (T candidate in Enum.GetValues<T>())
        {
            value = candidate;
            if (Of(candidate) == text) return true;
        }

        value = default;
        return false;
    }
}
