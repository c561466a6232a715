using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Puts the sections of a report into one page.</summary>
internal static class ReportPage
{
    public static string Write(ReportData data, ReportPictures pictures)
    {
        HtmlWriter html = new();
        PageFrame.Begin(html, data.Title, data.Description);
        PageFrame.WriteTitle(html, Phrase.Of("Hourglass report"), data.Title, data.Description, data.Created);
        TextSections.WriteFigures(html, data.Figures);
        TextSections.WriteFindings(html, data.Findings);
        ImageSections.WriteSamples(html, data);
        PlaneSection.Write(html, data.Plane, pictures);
        WriteCharts(html, data, pictures);
        PhaseSection.Write(html, data.Phases);
        ClassSections.WriteConfusion(html, pictures.Confusion);
        ClassSections.WriteMistakes(html, data.Mistakes);
        ImageSections.WriteExtremes(html, data);
        ChartSections.WriteCodes(html, data.Codes, pictures.Codes);
        ChartSections.WriteDivergences(html, data.UnitDivergences, pictures.UnitDivergences);
        GeneratedSection.Write(html, data.Generated);
        ModelSection.Write(html, data, pictures.Network);
        ImageSections.WriteFilters(html, data, pictures);
        TextSections.WriteReproduction(html, data);
        return PageFrame.End(html);
    }

    private static void WriteCharts(HtmlWriter html, ReportData data, ReportPictures pictures)
    {
        if (pictures.Loss is null && pictures.ClassErrors is null && pictures.ExplainedVariance is null) return;
        html.Start("div", ("class", "columns"));
        ChartSections.WriteTraining(html, data, pictures.Loss);
        ChartSections.WriteVariance(html, data.ExplainedVariance, pictures.ExplainedVariance);
        ChartSections.WriteClassErrors(html, data, pictures.ClassErrors);
        html.End();
    }
}
