using System.Globalization;

namespace Hourglass.Learning;

/// <summary>Puts the sections of a report into one page.</summary>
internal static class ReportPage
{
    // Says to the browser what the page promises: nothing is loaded from anywhere and no script runs.
    private const string ContentPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    public static string Write(ReportData data, ReportPictures pictures)
    {
        HtmlWriter html = new();
        html.Raw("<!DOCTYPE html>");
        html.Start("html", ("lang", "en"));
        WriteHead(html, data);
        html.Start("body");
        html.Start("main");
        WriteTitle(html, data);
        TextSections.WriteFigures(html, data.Figures);
        TextSections.WriteFindings(html, data.Findings);
        ImageSections.WriteSamples(html, data);
        WriteCharts(html, data, pictures);
        PhaseSection.Write(html, data.Phases);
        ClassSections.WriteConfusion(html, data.Confusion);
        ClassSections.WriteMistakes(html, data.Mistakes);
        ImageSections.WriteExtremes(html, data);
        ChartSections.WriteCodes(html, data.Codes, pictures.Codes);
        ChartSections.WriteDivergences(html, data.UnitDivergences, pictures.UnitDivergences);
        GeneratedSection.Write(html, data.Generated);
        ModelSection.Write(html, data, pictures.Network);
        ImageSections.WriteFilters(html, data, pictures);
        TextSections.WriteReproduction(html, data);
        html.End();
        html.End();
        html.Raw("\n");
        html.End();
        return html + "\n";
    }

    private static void WriteHead(HtmlWriter html, ReportData data)
    {
        html.Start("head");
        html.Empty("meta", ("charset", "utf-8"));
        html.Empty("meta", ("http-equiv", "Content-Security-Policy"), ("content", ContentPolicy));
        html.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        html.Empty("meta", ("name", "color-scheme"), ("content", "light dark"));
        html.Empty("meta", ("name", "description"), ("content", data.Description));
        html.Element("title", data.Title);
        html.Start("style");
        html.Raw(ReportStyle.Sheet);
        html.End();
        html.End();
    }

    private static void WriteTitle(HtmlWriter html, ReportData data)
    {
        html.Start("header");
        html.Element("p", "Hourglass report", ("class", "eyebrow"));
        html.Element("h1", data.Title);
        html.Element("p", data.Description, ("class", "lead"));
        if (data.Created is { } created)
        {
            string format = "d MMMM yyyy, HH:mm 'UTC'" + (created.Offset == TimeSpan.Zero ? "" : "zzz");
            html.Element("time", created.ToString(format, CultureInfo.InvariantCulture),
                ("datetime", created.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture)));
        }

        html.End();
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
