using System.Globalization;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>The section of a report that shows the model: its outline and a table of its layers.</summary>
internal static class ModelSection
{
    // Smaller, the texts could not be read; larger, they would look coarse beside the page's own.
    private const double LeastScale = 0.75, MostScale = 1.25;

    public static void Write(HtmlWriter html, ReportData data, NetworkChart? chart)
    {
        if (chart is null) return;
        html.Start("section");
        html.Element("h2", Phrase.Of("Model"));
        html.Start("div", ("class", "scroll"), ("tabindex", "0"));
        string size = string.Create(CultureInfo.InvariantCulture, $"min-width:{LeastScale * chart.Width:0}px;max-width:{MostScale * chart.Width:0}px");
        ChartSections.WriteChart(
            html,
            chart,
            Phrase.Of("The network from input to output. The height of a bar grows with the logarithm of its values; images are stacked maps, as large as their pixels."),
            ("class", "network"),
            ("style", size));
        html.End();
        html.Start("div", ("class", "scroll"), ("tabindex", "0"));
        html.Start("table", ("class", "model"));
        html.Element("caption", Phrase.Of("Layers from input to output. Shapes are height x width x channels, or the number of values."));
        ChartSections.WriteHeader(html, Phrase.Of("Part"), Phrase.Of("Layer"), Phrase.Of("Output"), Phrase.Of("Parameters"));
        html.Start("tbody");
        string part = "";
        foreach (ReportLayer layer in data.Layers)
        {
            WriteLayer(html, layer, layer.Part == part ? "" : Phrase.Of(layer.Part));
            foreach (ReportLayer inner in layer.Parts) WriteLayer(html, inner, "", isInner: true);
            part = layer.Part;
        }

        html.End();
        html.Start("tfoot");
        html.Start("tr");
        html.Element("th", Phrase.Of("All parameters"), ("scope", "row"), ("colspan", "3"));
        html.Element("td", Write(data.Layers.Sum(layer => layer.Parameters)));
        html.End();
        html.End();
        html.End();
        html.End();
        html.End();
    }

    private static void WriteLayer(HtmlWriter html, ReportLayer layer, string part, bool isInner = false)
    {
        if (layer.IsCode) html.Start("tr", ("class", "code"));
        else html.Start("tr");
        html.Element("td", part);
        if (isInner) html.Start("th", ("scope", "row"), ("class", "inner"));
        else html.Start("th", ("scope", "row"));
        html.Text(layer.Layer);
        if (layer.IsCode)
        {
            html.Text(" ");
            html.Element("span", Phrase.Of("code"), ("class", "badge"));
        }

        html.End();
        html.Element("td", layer.Output.ToString());
        html.Element("td", layer.Parameters == 0 ? "–" : Write(layer.Parameters));
        html.End();
    }

    private static string Write(long count) => count.ToString("#,##0", CultureInfo.InvariantCulture);
}
