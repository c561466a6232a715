namespace Hourglass.Architecture.Tests;

/// <summary>Every text that the code says has its translation, and every translation is of such a text.</summary>
public sealed class PhraseTests
{
    private const string Language = "es";

    /// <summary>Texts that are the same in both languages: names, and words that they share.</summary>
    private static readonly HashSet<string> Same =
    [
        "error", "total", "original", "Original {0}", "bits", "{0} bits", "{0} bytes", "{0}, {1} bytes",
    ];

    private static readonly PhraseKeys Keys = PhraseKeys.In(SourceFile.In("src"));
    private static readonly PhraseEntry[] Entries = PhraseEntry.Read(Language);

    [Fact]
    public void Phrases_OfTheSource_CanBeTranslated() => ExpectNone("Texts that cannot be translated", Keys.Problems);

    [Fact]
    public void Phrases_OfTheSource_HaveTranslations()
    {
        HashSet<string> known = [.. Entries.Select(static entry => entry.English)];

        ExpectNone(
            "Texts without a translation, to be added to src/PROJECT/Phrases/AREA.es.json",
            Keys.Places.Where(pair => !known.Contains(pair.Key)).OrderBy(static pair => pair.Value, StringComparer.Ordinal)
                .GroupBy(static pair => pair.Value.Split(':')[0])
                .SelectMany(static file => (IEnumerable<string>)[$"{file.Key}:", .. file.Select(static pair => PhraseEntry.Line(pair.Key, ""))]));
    }

    [Fact]
    public void Translations_OfAllFiles_AreUsed() => ExpectNone(
        "Translations of texts that no code says",
        Entries.Where(static entry => !Keys.Places.ContainsKey(entry.English)).Select(static entry => $"{entry.File}: {entry.English}"));

    [Fact]
    public void Translations_OfAllFiles_StandOnce() => ExpectNone(
        "Texts that are translated more than once",
        Entries.GroupBy(static entry => entry.English).Where(static group => group.Count() > 1)
            .Select(static group => $"{string.Join(", ", group.Select(static entry => entry.File))}: {group.Key}"));

    [Fact]
    public void Translations_OfAllFiles_HaveTheHolesOfTheirTexts() => ExpectNone(
        "Translations with other holes",
        Entries.Where(static entry => !PhraseEntry.Holes(entry.English).SequenceEqual(PhraseEntry.Holes(entry.Text)))
            .Select(static entry => $"{entry.File}: {PhraseEntry.Line(entry.English, entry.Text)}"));

    [Fact]
    public void Translations_OfAllFiles_SayTheTextInTheirLanguage()
    {
        ExpectNone("Empty translations", Entries.Where(static entry => string.IsNullOrWhiteSpace(entry.Text)).Select(static entry => $"{entry.File}: {entry.English}"));
        ExpectNone(
            $"Translations equal to the English text; if that is meant, add them to {nameof(PhraseTests)}.{nameof(Same)}",
            Entries.Where(static entry => entry.Text == entry.English && !Same.Contains(entry.English)).Select(static entry => $"{entry.File}: {entry.English}"));
    }

    private static void ExpectNone(string title, IEnumerable<string> found)
    {
        string[] lines = [.. found];
        Assert.True(lines.Length == 0, $"{title}:\n{string.Join('\n', lines)}");
    }
}
