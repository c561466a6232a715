using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Writes the report of a study: it opens with the question and closes with what the figures say.</summary>
internal static class StudyPage
{
    /// <summary>The rules of pages of studies.</summary>
    public const string Style = ComparisonPage.Style + """
        .study{max-width:860px}
        .study th:first-child{text-align:left;white-space:normal}
        .reached{--mood:light-dark(#1a7f37,#5fc27e)}
        .missed{--mood:var(--warning)}
        .verdict{font-weight:600;color:var(--mood)}
        .findings.says li{grid-template-columns:1fr}
        .says li{--mood:var(--note)}
        .runs{columns:2;font-size:14px;list-style:none}
        .runs a,.back a{color:var(--note)}
        .back{margin-bottom:20px;font-size:14px}

        """;

    /// <summary>Writes the page.</summary>
    public static string Write(Study study, StudyResult result, StudyBench bench)
    {
        StudyReport report = bench.Report;
        HtmlWriter html = new();
        PageFrame.Begin(html, study.Name, study.Question, Style);
        html.Start("p", ("class", "back"));
        html.Element("a", Phrase.Of("All studies"), ("href", $"../{StudyIndex.FileName}"));
        html.End();
        PageFrame.WriteTitle(html, StudySources.Title(study.Source), study.Name, study.Question, written: null);
        WriteFigures(html, result);
        foreach (StudySection section in report.Sections) WriteSection(html, section);
        WriteRemarks(html, report.Remarks);
        WriteRuns(html, bench.Runs, result);
        WriteFindings(html, report.Findings);
        return PageFrame.End(html);
    }

    /// <summary>Writes figures beside what is known.</summary>
    public static void WriteFigures(HtmlWriter html, StudyResult result)
    {
        if (result.Figures.Count == 0) return;
        bool areCompared = result.Figures.Any(static figure => figure.Reference is not null);
        html.Start("section");
        html.Element("h2", areCompared ? Phrase.Of("Beside what is known") : Phrase.Of("Figures"));
        html.Start("div", ("class", "scroll"), ("tabindex", "0"));
        html.Start("table", ("class", "study"));
        if (areCompared) ChartSections.WriteHeader(html, "", Phrase.Of("ours"), Phrase.Of("reference"), Phrase.Of("source"), "");
        html.Start("tbody");
        foreach (StudyFigure figure in result.Figures) WriteFigure(html, figure, areCompared);
        html.End();
        html.End();
        html.End();
        if (result.IsQuick && areCompared) html.Element("p", Phrase.Of("This is the quick form, on few samples and with few epochs; the references are those of the full protocol."), ("class", "hint"));
        html.End();
    }

    private static void WriteFigure(HtmlWriter html, StudyFigure figure, bool isCompared)
    {
        html.Start("tr");
        html.Element("th", figure.Label, ("scope", "row"));
        html.Element("td", $"{figure.Text} {figure.Unit}".TrimEnd());
        if (isCompared) WriteReference(html, figure);
        html.End();
    }

    private static void WriteReference(HtmlWriter html, StudyFigure figure)
    {
        html.Element("td", figure.ReferenceText);
        html.Element("td", figure.Reference?.Source ?? "");
        html.Start("td");
        if (figure.IsReached is { } isReached) html.Element("span", figure.Verdict, ("class", isReached ? "verdict reached" : "verdict missed"));
        html.End();
    }

    private static void WriteSection(HtmlWriter html, StudySection section)
    {
        html.Start("section");
        html.Element("h2", section.Title);
        section.Write(html);
        html.End();
    }

    private static void WriteRemarks(HtmlWriter html, IReadOnlyList<string> remarks)
    {
        if (remarks.Count == 0) return;
        html.Start("section");
        html.Element("h2", Phrase.Of("What differs from the source, and why"));
        html.Start("ul", ("class", "findings says"));
        foreach (string remark in remarks) WriteItem(html, remark);
        html.End();
        html.End();
    }

    private static void WriteRuns(HtmlWriter html, List<StudyRun> runs, StudyResult result)
    {
        html.Start("section");
        html.Element("h2", Phrase.Of("Runs"));
        if (runs.Count > 0)
        {
            html.Start("ul", ("class", "runs"));
            foreach (StudyRun run in runs)
            {
                html.Start("li");
                html.Element("a", run.Name, ("href", $"runs/{run.Name}/{Report.FileName}"));
                html.Text($" {Numbers.Duration(run.Result.Seconds)}");
                html.End();
            }

            html.End();
        }

        html.Element("p", Phrase.Of($"Data: {result.Data}. Seed {result.Seed}. Trained and computed in {Numbers.Duration(result.Seconds)} on {result.Threads} threads, by Hourglass {result.Version}."), ("class", "hint"));
        html.End();
    }

    private static void WriteFindings(HtmlWriter html, IReadOnlyList<string> findings)
    {
        if (findings.Count == 0) return;
        html.Start("section");
        html.Element("h2", Phrase.Of("What the figures say"));
        html.Start("ul", ("class", "findings says"));
        foreach (string finding in findings) WriteItem(html, finding);
        html.End();
        html.End();
    }

    private static void WriteItem(HtmlWriter html, string text)
    {
        html.Start("li");
        html.Element("p", text);
        html.End();
    }
}
