using System.Globalization;

namespace Hourglass.Learning;

/// <summary>The sections of a report on a model that answers with classes: which are taken for which, and examples.</summary>
internal static class ClassSections
{
    // A class is easily seen to be missed where a fifth of its samples is: deeper colours say nothing more.
    private const double DeepestShare = 0.2;

    public static void WriteConfusion(HtmlWriter html, ReportConfusion? confusion)
    {
        if (confusion is null) return;
        html.Start("section");
        html.Element("h2", "Which classes are taken for which");
        html.Start("div", ("class", "scroll"), ("tabindex", "0"));
        html.Start("table", ("class", "confusion"));
        ChartSections.WriteHeader(html, ["class", .. confusion.ClassNames.Select(static name => $"→ {name}"), "error"]);
        html.Start("tbody");
        for (int label = 0; label < confusion.ClassNames.Count; label++) WriteRow(html, confusion, label);
        html.End();
        html.End();
        html.End();
        html.Element("p", "Each row holds the test samples of one class, each column what they were taken for; right answers stand on the diagonal.",
            ("class", "hint"));
        html.End();
    }

    public static void WriteMistakes(HtmlWriter html, ReportMistakes? mistakes)
    {
        if (mistakes is null) return;
        html.Start("section");
        html.Element("h2", "Mistakes");
        html.Start("figure");
        html.Start("ol", ("class", "pairs"));
        for (int i = 0; i < mistakes.Images.Count; i++)
        {
            html.Start("li");
            string name = $"{mistakes.Classes[i]}, taken for {mistakes.Answers[i]}";
            ImageSections.WriteImage(html, mistakes.Images.ToBitmap(i), $"A test image of class {name}");
            html.Start("p");
            html.Element("b", mistakes.Classes[i]);
            html.Element("span", $"→ {mistakes.Answers[i]}");
            html.End();
            html.End();
        }

        html.End();
        string shown = mistakes.Images.Count < mistakes.Total ? $"The first {mistakes.Images.Count} of the {Numbers.Format(mistakes.Total)}" : "All";
        html.Element("figcaption", $"{shown} test images whose class the model misses. Under each: its class, and what it was taken for.");
        html.End();
        html.End();
    }

    private static void WriteRow(HtmlWriter html, ReportConfusion confusion, int label)
    {
        int[] counts = [.. Enumerable.Range(0, confusion.Counts.Classes).Select(answer => confusion.Counts[label, answer])];
        int total = counts.Sum();
        html.Start("tr");
        html.Element("th", confusion.ClassNames[label], ("scope", "row"));
        for (int answer = 0; answer < counts.Length; answer++)
        {
            string text = counts[answer] == 0 ? "·" : counts[answer].ToString("#,##0", CultureInfo.InvariantCulture);
            if (answer == label) html.Element("td", text, ("class", "right"));
            else html.Element("td", text, ("style", Shade((double)counts[answer] / Math.Max(total, 1))));
        }

        double missed = total == 0 ? 0 : 100.0 * (total - counts[label]) / total;
        html.Element("td", string.Create(CultureInfo.InvariantCulture, $"{missed:0.00} %"));
        html.End();
    }

    private static string Shade(double share) => string.Create(
        CultureInfo.InvariantCulture, $"background:color-mix(in srgb,var(--problem) {100 * Math.Min(share / DeepestShare, 1):0}%,transparent)");
}
