using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Writes a comparison as one page.</summary>
internal static class ComparisonPage
{
    /// <summary>The rules of comparisons, in their pages and where they are parts of others.</summary>
    public const string Style = """
        .compared th,.compared td{padding:6px 8px}
        .compared thead th{white-space:normal;vertical-align:bottom;line-height:1.35}
        .compared thead small{display:block;font-size:11.5px}
        .compared th:nth-child(-n+2),.compared td:nth-child(-n+2){text-align:left}
        .compared tbody th{font-weight:600}
        .curves{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:32px 56px}
        .curves h3{margin-top:0}
        .scroll+p{margin-top:12px}
        .strips{display:grid;gap:8px;list-style:none}
        .strips li{display:grid;grid-template-columns:minmax(0,150px) 1fr;gap:4px 20px;align-items:center}
        .strips p{display:flex;flex-direction:column;font-size:13px;line-height:1.4;color:var(--chart-text);overflow-wrap:anywhere}
        .strips b{color:var(--chart-ink)}
        .strip{display:grid;grid-template-columns:repeat(10,1fr);gap:4px}
        .strip .pixels{margin:0}
        @media screen and (max-width:860px){.curves{grid-template-columns:minmax(0,1fr)}}
        @media screen and (max-width:640px){.strips li{grid-template-columns:1fr}.strips p{flex-direction:row;justify-content:space-between}}
        @media print{.strips p{font-size:8pt}}

        """;

    public static string Write(Comparison comparison, ComparisonPictures pictures)
    {
        string title = Phrase.Of($"Comparison on {comparison.Data}"), description = Describe(comparison);
        HtmlWriter html = new();
        PageFrame.Begin(html, title, description, Style);
        PageFrame.WriteTitle(html, Phrase.Of("Hourglass comparison"), title, description, written: null);
        WriteTable(html, comparison);
        WriteCurves(html, comparison, pictures);
        WriteStrips(html, comparison);
        return PageFrame.End(html);
    }

    /// <summary>Makes the table of a page of its own a section of another.</summary>
    public static StudySection TableSection(Comparison comparison) => new(Phrase.Of("Figures"), html => WriteTableBody(html, comparison));

    /// <summary>Makes the reconstructions of the same images a section of another page; null where no model answers with images.</summary>
    public static StudySection? StripsSection(Comparison comparison, ComparisonPictures pictures) => pictures.DrawReconstructions() is { } picture
        ? new(Phrase.Of("The same images"), html => WriteStripsBody(html, comparison)) { Files = [new("reconstructions.png", () => picture.ToPng())] }
        : null;

    /// <summary>Says how a curve is read.</summary>
    public static string CaptionOf(ComparisonCurve curve) => curve.Chart.Logarithmic ? Phrase.Of("On a logarithmic axis; lower is better.") : Phrase.Of("Lower is better.");

    private static string Describe(Comparison comparison)
    {
        string families = string.Join(", ", comparison.Runs.Select(static run => run.Family).Distinct());
        return comparison.Runs.Count == 1
            ? Phrase.Of($"One run of {families}, all measured on the test set of {comparison.Data}.")
            : Phrase.Of($"{comparison.Runs.Count} runs of {families}, all measured on the test set of {comparison.Data}.");
    }

    private static void WriteTable(HtmlWriter html, Comparison comparison)
    {
        html.Start("section");
        html.Element("h2", Phrase.Of("Figures"));
        WriteTableBody(html, comparison);
        html.End();
    }

    private static void WriteTableBody(HtmlWriter html, Comparison comparison)
    {
        IReadOnlyList<ComparisonColumn> columns = ComparisonTable.Shown(comparison);
        IReadOnlyList<IReadOnlyList<string>> rows = ComparisonTable.Rows(comparison);
        html.Start("div", ("class", "scroll"), ("tabindex", "0"));
        html.Start("table", ("class", "compared"));
        html.Start("thead");
        html.Start("tr");
        html.Element("th", Phrase.Of("run"), ("scope", "col"));
        html.Element("th", Phrase.Of("model"), ("scope", "col"));
        foreach (ComparisonColumn column in columns)
        {
            html.Start("th", ("scope", "col"));
            html.Text(column.Heading);
            if (column.Unit.Length > 0) html.Element("small", column.Unit);
            html.End();
        }

        html.End();
        html.End();
        html.Start("tbody");
        for (int i = 0; i < rows.Count; i++)
        {
            html.Start("tr");
            html.Element("th", comparison.Runs[i].Name, ("scope", "row"));
            html.Element("td", comparison.Runs[i].Family);
            foreach (string text in rows[i]) html.Element("td", text);
            html.End();
        }

        html.End();
        html.End();
        html.End();
        html.Element("p", Legend(comparison), ("class", "hint"));
    }

    private static string Legend(Comparison comparison)
    {
        string times = Phrase.Of("Times are those of the machine that measured them; the encoding of an image is not part of the time of its prediction.");
        return comparison.Words(comparison.Neighbors is { } neighbors
            ? $"{Phrase.Of($"kNN: the class of each test image is that of most of the {neighbors} nearest codes of the training set.")} {times}"
            : times);
    }

    private static void WriteCurves(HtmlWriter html, Comparison comparison, ComparisonPictures pictures)
    {
        if (pictures.Curves.Count == 0) return;
        html.Start("section");
        html.Element("h2", Phrase.Of("Over the size of the code"));
        html.Start("div", ("class", "curves"));
        foreach (ComparisonCurve curve in pictures.Curves)
        {
            html.Start("div");
            html.Element("h3", curve.Title);
            ChartSections.WriteChart(html, curve.Chart, CaptionOf(curve));
            html.End();
        }

        html.End();
        html.End();
    }

    private static void WriteStrips(HtmlWriter html, Comparison comparison)
    {
        if (comparison.Originals is null || comparison.Runs.All(static run => run.Reconstructions is null)) return;
        html.Start("section");
        html.Element("h2", Phrase.Of("The same images"));
        WriteStripsBody(html, comparison);
        html.End();
    }

    private static void WriteStripsBody(HtmlWriter html, Comparison comparison)
    {
        ImageBatch originals = comparison.Originals!;
        ComparedRun[] runs = [.. comparison.Runs.Where(static run => run.Reconstructions is not null)];
        double largest = runs.Select(static run => run.Find(FigureNames.TestMse) ?? 0).Where(double.IsFinite).DefaultIfEmpty().Max();
        html.Start("figure");
        html.Start("ol", ("class", "strips"));
        WriteStrip(html, originals, Phrase.Of("originals"), "", static number => Phrase.Of($"Original {number}"));
        foreach (ComparedRun run in runs)
        {
            string error = run.Find(FigureNames.TestMse) is { } mse && double.IsFinite(mse) ? Numbers.Aligned(mse, largest, 4) : "";
            WriteStrip(html, run.Reconstructions!, run.Name, error, number => Phrase.Of($"Reconstruction by {run.Name} of original {number}"));
        }

        html.End();
        html.Element("figcaption", Phrase.Of(
            $"The first {originals.Count} test images above, below them what each model makes of them, with its mean squared error per pixel on the whole test set."));
        html.End();
    }

    private static void WriteStrip(HtmlWriter html, ImageBatch images, string name, string error, Func<int, string> describe)
    {
        html.Start("li");
        html.Start("p");
        html.Element("b", name);
        if (error.Length > 0) html.Element("span", error);
        html.End();
        html.Start("div", ("class", "strip"));
        for (int i = 0; i < images.Count; i++) ImageSections.WriteImage(html, images.ToBitmap(i), describe(i + 1));
        html.End();
        html.End();
    }
}
