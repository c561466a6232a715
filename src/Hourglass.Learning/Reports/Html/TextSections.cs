using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>The sections of a report that are text: figures, findings, how to repeat the run.</summary>
internal static class TextSections
{
    public static void WriteFigures(HtmlWriter html, IReadOnlyList<ReportFigure> figures)
    {
        if (figures.Count == 0) return;
        html.Start("section", ("aria-label", Phrase.Of("Key figures")));
        html.Start("dl", ("class", "figures"));
        foreach (ReportFigure figure in figures)
        {
            html.Start("div");
            html.Element("dt", figure.Label);
            html.Start("dd");
            html.Element("b", figure.Value);
            if (figure.Unit.Length > 0)
            {
                html.Text(" ");
                html.Element("span", figure.Unit, ("class", "unit"));
            }

            html.End();
            if (figure.Hint.Length > 0) html.Element("dd", figure.Hint, ("class", "hint"));
            html.End();
        }

        html.End();
        html.End();
    }

    public static void WriteFindings(HtmlWriter html, IReadOnlyList<Finding>? findings)
    {
        if (findings is null) return;
        html.Start("section");
        html.Element("h2", Phrase.Of("Findings"));
        WriteListOf(html, findings);
        html.End();
    }

    /// <summary>Writes findings without a title around them.</summary>
    public static void WriteListOf(HtmlWriter html, IReadOnlyList<Finding> findings)
    {
        if (findings.Count == 0) html.Element("p", Phrase.Of("The doctor has nothing to report."));
        else WriteList(html, findings);
    }

    public static void WriteReproduction(HtmlWriter html, ReportData data)
    {
        if (data.Command.Length == 0 && data.Recipe.Length == 0 && data.Versions.Count == 0) return;
        html.Start("section");
        html.Element("h2", Phrase.Of("Repeat this run"));
        WriteCode(html, Phrase.Of("The command; the same seed gives the same bits, for any number of threads."), data.Command, isCommand: true);
        WriteCode(html, Phrase.Of("The recipe that it stands for."), data.Recipe, isCommand: false);
        if (data.Versions.Count > 0)
        {
            html.Start("dl", ("class", "versions"));
            foreach (ReportVersion version in data.Versions)
            {
                html.Start("div");
                html.Element("dt", version.Name);
                html.Element("dd", version.Value);
                html.End();
            }

            html.End();
        }

        html.End();
    }

    private static void WriteList(HtmlWriter html, IReadOnlyList<Finding> findings)
    {
        html.Start("ul", ("class", "findings"));
        foreach (Finding finding in findings)
        {
            (string name, string style) = finding.Severity switch
            {
                FindingSeverity.Problem => (Phrase.Of("Problem"), "problem"),
                FindingSeverity.Warning => (Phrase.Of("Warning"), "warning"),
                _ => (Phrase.Of("Note"), "note"),
            };
            html.Start("li", ("class", style));
            html.Element("span", name, ("class", "badge"));
            html.Start("div");
            html.Element("p", finding.Seen, ("class", "seen"));
            html.Element("p", finding.Why);
            if (finding.Change.Length > 0)
            {
                html.Start("p");
                html.Element("b", Phrase.Of("What to change:"));
                html.Text(" " + finding.Change);
                html.End();
            }

            html.End();
            html.End();
        }

        html.End();
    }

    private static void WriteCode(HtmlWriter html, string caption, string code, bool isCommand)
    {
        if (code.Length == 0) return;
        html.Start("figure");
        html.Element("figcaption", caption);
        html.Start("pre");
        html.Start("code");
        if (isCommand) WriteWords(html, code);
        else html.Text(code);
        html.End();
        html.End();
        html.End();
    }

    // A browser breaks a line after any hyphen, and an option that is torn apart reads as two.
    private static void WriteWords(HtmlWriter html, string command)
    {
        string[] words = command.Split(' ');
        for (int i = 0; i < words.Length; i++)
        {
            if (i > 0) html.Text(" ");
            html.Element("span", words[i]);
        }
    }
}
