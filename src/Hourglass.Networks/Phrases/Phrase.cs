namespace Hourglass.Networks;

/// <summary>Texts for people, in the language that was chosen: English as it stands in the code, or a translation of it.</summary>
/// <remarks>The English text with its holes, <c>{0} of {1} epochs</c>, is the key of its translation. So the code reads as what it says, a text without a
/// translation is shown in English, and a test can find every text that has none. Numbers are written the same in every language, so that they can be
/// copied into options and files.</remarks>
public static class Phrase
{
    private static readonly AsyncLocal<Translation?> Chosen = new();

    /// <summary>Gets or sets the translation; null, the default, for English. What is set holds for this flow of calls and what it starts.</summary>
    public static Translation? Translation
    {
        get => Chosen.Value;
        set => Chosen.Value = value;
    }

    /// <summary>Gets the code of the language: <c>en</c> or that of the translation.</summary>
    public static string Language => Translation?.Language ?? "en";

    /// <summary>Says a text.</summary>
    /// <param name="english">The English text: a literal, or one that was marked by <see cref="Mark"/>.</param>
    public static string Of(string english) => Translation?.Find(english) ?? english;

    /// <summary>Says a text with holes.</summary>
    /// <param name="phrase">The English text as an interpolated string; what stands in its holes is written as in the invariant culture.</param>
    public static string Of(ref PhraseBuilder phrase) => phrase.Say(Translation);

    /// <summary>Marks a text that is kept, such as one in a table, and said later by <see cref="Of(string)"/>; it stays English here.</summary>
    /// <param name="english">The English text: a literal.</param>
    public static string Mark(string english) => english;
}
