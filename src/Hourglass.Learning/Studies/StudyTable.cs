using System.Globalization;
using System.Text;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>The figures of studies as one table: of a page, and in Markdown.</summary>
internal static class StudyTable
{
    /// <summary>Writes the table as the last section of a page.</summary>
    public static void Write(HtmlWriter html, IReadOnlyList<StudyResult> results)
    {
        html.Start("section");
        html.Element("h2", Phrase.Of("All figures"));
        StudySection.OfTable("", Headings(), [.. results.SelectMany(static result => Rows(result).Select(NamedOnce))], "", "study all").Write(html);
        html.End();
    }

    /// <summary>Writes the table in Markdown, with the machine that computed it.</summary>
    public static string ToMarkdown(IReadOnlyList<StudyResult> results)
    {
        StringBuilder text = new($"# {Phrase.Of("Hourglass studies")}\n\n");
        IReadOnlyList<string> headings = Headings();
        text.Append("| ").AppendJoin(" | ", headings).Append(" |\n");
        text.Append('|').AppendJoin('|', headings.Select(static (_, i) => i is 2 or 3 or 6 ? " ---: " : " --- ")).Append("|\n");
        foreach (IReadOnlyList<string> row in results.SelectMany(Rows)) text.Append("| ").AppendJoin(" | ", row).Append(" |\n");
        int[] threads = [.. results.Select(static result => result.Threads).Distinct()];
        string[] versions = [.. results.Select(static result => result.Version).Distinct()];
        text.Append(CultureInfo.InvariantCulture, $"\n{Phrase.Of($"Threads: {string.Join(", ", threads)}. Hourglass {string.Join(", ", versions)}.")}\n");
        return text.ToString();
    }

    private static IReadOnlyList<string> Headings() =>
    [
        Phrase.Of("study"), Phrase.Of("figure"), Phrase.Of("ours"), Phrase.Of("reference"), Phrase.Of("source"), Phrase.Of("verdict"), Phrase.Of("time"),
    ];

    /// <summary>Leaves the name of the study to its first row.</summary>
    private static IReadOnlyList<string> NamedOnce(IReadOnlyList<string> row, int i) => i == 0 ? row : ["", .. row.Skip(1)];

    /// <summary>Gives a row for each figure; the time of the study stands in its first.</summary>
    private static IEnumerable<IReadOnlyList<string>> Rows(StudyResult result) => result.Figures.Select((figure, i) => (IReadOnlyList<string>)
    [
        result.Study,
        figure.Unit.Length > 0 ? $"{figure.Label}, {figure.Unit}" : figure.Label,
        figure.Text,
        figure.ReferenceText,
        figure.Reference?.Source ?? "",
        figure.Verdict,
        i == 0 ? Numbers.Duration(result.Seconds) : "",
    ]);
}
