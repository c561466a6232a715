namespace Hourglass.Cli;

/// <summary>Breaks text into lines.</summary>
internal static class Paragraph
{
    /// <summary>Breaks between words; a word that is longer than a line stands alone.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        string line = "";
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        yield return line;
    }
}
