using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hourglass.Testing;

namespace Hourglass.Architecture.Tests;

/// <summary>An entry of a file of translations.</summary>
/// <param name="File">The file, from the root.</param>
/// <param name="English">The key.</param>
/// <param name="Text">The translation.</param>
internal sealed partial record PhraseEntry(string File, string English, string Text)
{
    /// <summary>Reads the entries of all files of a language.</summary>
    public static PhraseEntry[] Read(string language)
    {
        List<PhraseEntry> entries = [];
        foreach (string project in Directory.GetDirectories(Path.Combine(Repository.Root, "src")))
        {
            string folder = Path.Combine(project, "Phrases");
            if (!Directory.Exists(folder)) continue;
            foreach (string path in Directory.GetFiles(folder, $"*.{language}.json").Order(StringComparer.Ordinal))
            {
                string name = Path.GetRelativePath(Repository.Root, path).Replace('\\', '/');
                using JsonDocument document = JsonDocument.Parse(System.IO.File.ReadAllText(path));
                entries.AddRange(document.RootElement.EnumerateObject().Select(text => new PhraseEntry(name, text.Name, text.Value.GetString() ?? "")));
            }
        }

        return [.. entries];
    }

    /// <summary>Writes a line of a file of translations.</summary>
    public static string Line(string english, string text) => $"  {Quote(english)}: {Quote(text)},";

    /// <summary>Lists the holes of a text, each once and in their order.</summary>
    public static IEnumerable<string> Holes(string text) =>
        Hole().Matches(Braces().Replace(text, "")).Select(static match => match.Value).Distinct().Order(StringComparer.Ordinal);

    private static string Quote(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"\{\{|\}\}")]
    private static partial Regex Braces();
}
