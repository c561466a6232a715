using System.Text.Json;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>A place in which two JSON texts differ.</summary>
/// <param name="Path">The place.</param>
/// <param name="Found">What the one has; null for nothing.</param>
/// <param name="Received">What the other has; null for nothing.</param>
internal sealed record JsonDifference(string Path, string? Found, string? Received)
{
    private const int Longest = 60;

    /// <summary>Lists all places in which two texts differ, the innermost ones.</summary>
    public static IEnumerable<JsonDifference> Between(JsonElement found, JsonElement received, string path = "")
    {
        if (found.ValueKind == JsonValueKind.Object && received.ValueKind == JsonValueKind.Object) return BetweenObjects(found, received, path);
        if (found.ValueKind == JsonValueKind.Array && received.ValueKind == JsonValueKind.Array && found.GetArrayLength() == received.GetArrayLength())
            return found.EnumerateArray().Zip(received.EnumerateArray()).SelectMany((pair, i) => Between(pair.First, pair.Second, FormattableString.Invariant($"{path}[{i}]")));
        return JsonElement.DeepEquals(found, received) ? [] : [new JsonDifference(path, Word(found), Word(received))];
    }

    /// <inheritdoc/>
    public override string ToString() => Phrase.Of($"{Path}: found {Found ?? Phrase.Of("nothing")}, received {Received ?? Phrase.Of("nothing")}");

    private static IEnumerable<JsonDifference> BetweenObjects(JsonElement found, JsonElement received, string path)
    {
        string prefix = path.Length == 0 ? "" : $"{path}.";
        string[] names = [.. found.EnumerateObject().Concat(received.EnumerateObject()).Select(static property => property.Name).Distinct()];
        foreach (string name in names)
        {
            bool has = found.TryGetProperty(name, out JsonElement one), gets = received.TryGetProperty(name, out JsonElement other);
            if (has && gets)
            {
                foreach (JsonDifference difference in Between(one, other, prefix + name)) yield return difference;
            }
            else
            {
                yield return new JsonDifference(prefix + name, has ? Word(one) : null, gets ? Word(other) : null);
            }
        }
    }

    private static string Word(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => Phrase.Of("something"),
        _ when value.GetRawText().Length > Longest => Phrase.Of("something else"),
        _ => value.GetRawText(),
    };
}
