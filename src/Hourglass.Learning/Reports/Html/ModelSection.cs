using System.Globalization;

namespace Hourglass.Learning;

/// <summary>The section of a report that shows the model: its outline and a table of its layers.</summary>
internal static class ModelSection
{
    public static void Write(HtmlWriter html, ReportData data, NetworkChart? chart)
    {
        if (chart is null) return;
        html.Start("section");
        html.Element("h2", "Model");
        html.Start("div", ("class", "columns"));
        ChartSections.WriteChart(html, chart, "The number of values after each layer; heights are their square roots.");
        html.Start("div", ("class", "scroll"), ("tabindex", "0"));
        html.Start("table", ("class", "model"));
        html.Element("caption", "Layers from input to output. Shapes are height x width x channels, or the number of values.");
        ChartSections.WriteHeader(html, "Part", "Layer", "Output", "Parameters");
        html.Start("tbody");
        string part = "";
        foreach (ReportLayer layer in data.Layers)
        {
            WriteLayer(html, layer, layer.Part == part ? "" : layer.Part);
            part = layer.Part;
        }

        html.End();
        html.Start("tfoot");
        html.Start("tr");
        html.Element("th", "All parameters", ("scope", "row"), ("colspan", "3"));
        html.Element("td", Write(data.Layers.Sum(layer => layer.Parameters)));
        html.End();
        html.End();
        html.End();
        html.End();
        html.End();
        html.End();
    }

    private static void WriteLayer(HtmlWriter html, ReportLayer layer, string part)
    {
        if (layer.IsCode) html.Start("tr", ("class", "code"));
        else html.Start("tr");
        html.Element("td", part);
        html.Start("th", ("scope", "row"));
        html.Text(layer.Layer);
        if (layer.IsCode)
        {
            html.Text(" ");
            html.Element("span", "code", ("class", "badge"));
        }

        html.End();
        html.Element("td", layer.Output.ToString());
        html.Element("td", layer.Parameters == 0 ? "–" : Write(layer.Parameters));
        html.End();
    }

    private static string Write(long count) => count.ToString("#,##0", CultureInfo.InvariantCulture);
}
