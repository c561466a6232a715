using System.Text;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>The page that links the studies of a folder, and their figures as one table.</summary>
public static class StudyIndex
{
    /// <summary>The name of the page.</summary>
    public const string FileName = "index.html";

    /// <summary>The name of the table, in Markdown.</summary>
    public const string TableFile = "table.md";

    // Pictures of studies are files beside the page; browsers differ in what a page without a server may call its own.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data: file: 'self'";

    private const string Style = """
        .cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(300px,1fr));gap:24px}
        .card{display:flex;flex-direction:column;border:1px solid var(--hair);border-radius:10px;overflow:hidden;color:inherit;text-decoration:none}
        .card:hover,.card:focus{border-color:var(--note)}
        .card .cover{height:170px;padding:10px;background:#fff;display:flex;align-items:center;justify-content:center;border-bottom:1px solid var(--hair)}
        .card img{max-width:100%;max-height:150px;object-fit:contain;image-rendering:auto}
        .card div{padding:14px 16px}
        .card h3{margin:0 0 4px;font-size:16px;color:var(--chart-ink)}
        .card p{font-size:14px;line-height:1.45}
        .card .key{margin-top:8px;color:var(--chart-text);font-size:13px}
        .study.all{max-width:none}
        .all th:first-child{white-space:nowrap}
        .all td:nth-child(2),.all td:nth-child(5),.all td:nth-child(6){text-align:left}
        .all td:nth-child(2){white-space:normal;min-width:240px}
        .all td:nth-child(5){white-space:normal}
        @media print{.cards{grid-template-columns:1fr 1fr 1fr}.card{break-inside:avoid}}

        """;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes page and table of the studies that a folder holds results of.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The path of the page.</returns>
    /// <exception cref="InvalidDataException">The result of a study is damaged.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static string Write(string folder)
    {
        StudyResult[] results = [.. Studies.All.Select(study => StudyResult.Read(Path.Combine(folder, study.Name))).OfType<StudyResult>()];
        WriteText(Path.Combine(folder, TableFile), StudyTable.ToMarkdown(results));
        string file = Path.Combine(folder, FileName);
        WriteText(file, ToHtml(results));
        return file;
    }

    private static string ToHtml(IReadOnlyList<StudyResult> results)
    {
        string title = Phrase.Of("Reproduced"), description = Describe(results);
        HtmlWriter html = new();
        PageFrame.Begin(html, title, description, StudyPage.Style + Style, Policy);
        PageFrame.WriteTitle(html, Phrase.Of("Hourglass studies"), title, description, written: null);
        foreach (IGrouping<StudySource, StudyResult> group in results.GroupBy(static result => result.Source).OrderBy(static group => group.Key))
        {
            html.Start("section");
            html.Element("h2", StudySources.Title(group.Key));
            html.Start("div", ("class", "cards"));
            foreach (StudyResult result in group) WriteCard(html, result);
            html.End();
            html.End();
        }

        StudyTable.Write(html, results);
        return PageFrame.End(html);
    }

    private static string Describe(IReadOnlyList<StudyResult> results)
    {
        int reached = results.Sum(static result => result.Reached), judged = reached + results.Sum(static result => result.Missed);
        string time = Numbers.Duration(results.Sum(static result => result.Seconds));
        return judged == 0
            ? Phrase.Of($"{results.Count} studies in their quick form, trained and computed in {time}.")
            : Phrase.Of($"{results.Count} studies, trained and computed in {time}. Of {judged} references {reached} are reached.");
    }

    private static void WriteCard(HtmlWriter html, StudyResult result)
    {
        html.Start("a", ("class", "card"), ("href", $"{result.Study}/{Report.FileName}"));
        if (result.Cover.Length > 0)
        {
            html.Start("span", ("class", "cover"));
            html.Empty("img", ("alt", ""), ("src", $"{result.Study}/{Report.PicturesFolder}/{result.Cover}"), ("loading", "lazy"));
            html.End();
        }

        html.Start("div");
        html.Element("h3", result.Study);
        html.Element("p", result.Question);
        if (result.Figures.Count > 0) html.Element("p", Key(result.Figures[0]), ("class", "key"));
        html.End();
        html.End();
    }

    private static string Key(StudyFigure figure)
    {
        string value = $"{figure.Text} {figure.Unit}".TrimEnd();
        if (figure.Reference is not { } reference) return $"{figure.Label}: {value}";
        return figure.IsReached is null
            ? Phrase.Of($"{figure.Label}: {value}, reference {figure.ReferenceText} ({reference.Source})")
            : Phrase.Of($"{figure.Label}: {value}, reference {figure.ReferenceText} ({reference.Source}), {figure.Verdict}");
    }

    private static void WriteText(string path, string text) => AtomicFile.Write(path, stream => stream.Write(Utf8.GetBytes(text)));
}
