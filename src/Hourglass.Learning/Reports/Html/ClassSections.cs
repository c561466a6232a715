using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>The sections of a report on a model that answers with classes: which are taken for which, and examples.</summary>
internal static class ClassSections
{
    public static void WriteConfusion(HtmlWriter html, ConfusionChart? chart)
    {
        if (chart is null) return;
        html.Start("section");
        html.Element("h2", Phrase.Of("Which classes are taken for which"));
        ChartSections.WriteChart(
            html, chart, Phrase.Of("Each row holds the test samples of one class, each column what they were taken for; right answers stand on the diagonal."));
        html.End();
    }

    public static void WriteMistakes(HtmlWriter html, ReportMistakes? mistakes)
    {
        if (mistakes is null) return;
        html.Start("section");
        html.Element("h2", Phrase.Of("Mistakes"));
        html.Start("figure");
        html.Start("ol", ("class", "pairs"));
        for (int i = 0; i < mistakes.Images.Count; i++)
        {
            html.Start("li");
            ImageSections.WriteImage(
                html, mistakes.Images.ToBitmap(i), Phrase.Of($"A test image of class {mistakes.Classes[i]}, taken for {mistakes.Answers[i]}"));
            html.Start("p");
            html.Element("b", mistakes.Classes[i]);
            html.Element("span", $"→ {mistakes.Answers[i]}");
            html.End();
            html.End();
        }

        html.End();
        html.Element("figcaption", mistakes.Images.Count < mistakes.Total
            ? Phrase.Of($"The first {mistakes.Images.Count} of the {Numbers.Format(mistakes.Total)} test images whose class the model misses. Under each: its class, and what it was taken for.")
            : Phrase.Of("All test images whose class the model misses. Under each: its class, and what it was taken for."));
        html.End();
        html.End();
    }
}
