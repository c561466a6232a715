using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>The section of a report on what came before the training of the whole network.</summary>
internal static class PhaseSection
{
    public static void Write(HtmlWriter html, IReadOnlyList<ReportPhase> phases)
    {
        if (phases.Count == 0) return;
        html.Start("section");
        html.Element("h2", Phrase.Of("Layer-wise pre-training"));
        html.Start("div", ("class", "scroll"), ("tabindex", "0"));
        html.Start("table", ("class", "phases"));
        ChartSections.WriteHeader(
            html, Phrase.Of("Phase"), Phrase.Of("Network"), Phrase.Of("Loss"), Phrase.Of("Epochs"), Phrase.Of("First epoch"), Phrase.Of("Last epoch"), Phrase.Of("Time"));
        html.Start("tbody");
        foreach (ReportPhase phase in phases) WriteRow(html, phase);
        html.End();
        html.End();
        html.End();
        html.Element(
            "p",
            Phrase.Of("The losses are those on the validation samples where there are any. Fine-tuning of the whole network followed; the charts above are its."),
            ("class", "hint"));
        html.End();
    }

    private static void WriteRow(HtmlWriter html, ReportPhase phase)
    {
        html.Start("tr");
        html.Element("th", char.ToUpperInvariant(phase.Title[0]) + phase.Title[1..], ("scope", "row"));
        html.Element("td", phase.Sizes);
        html.Element("td", phase.LossName);
        html.Element("td", Numbers.Format(phase.Epochs));
        html.Element("td", Numbers.Aligned(phase.First, phase.Last, 4));
        html.Element("td", Numbers.Aligned(phase.Last, phase.Last, 4));
        html.Element("td", Numbers.Duration(phase.Seconds));
        html.End();
    }
}
