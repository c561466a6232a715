using System.Globalization;

namespace Hourglass.Learning;

/// <summary>The sections of a report that are images: reconstructions and filters.</summary>
internal static class ImageSections
{
    public static void WriteSamples(HtmlWriter html, ReportData data)
    {
        if (data.Samples is null) return;
        html.Start("section");
        html.Element("h2", "Reconstructions");
        string below = data.Samples.Damaged is null ? "below it its reconstruction" : "below it the same damaged as in training, then what the model makes of that";
        string caption = $"The first {data.Samples.Originals.Count} test images: the original above, {below}.";
        WritePairs(html, data.Samples, caption + Legend(data.Samples, data.ErrorName));
        html.End();
    }

    public static void WriteExtremes(HtmlWriter html, ReportData data)
    {
        if (data.Best is null && data.Worst is null) return;
        html.Start("section");
        html.Element("h2", "Best and worst");
        if (data.Best is not null)
        {
            html.Element("h3", "Best");
            string caption = $"The {data.Best.Originals.Count} test images with the lowest error.";
            WritePairs(html, data.Best, caption + Legend(data.Best, data.ErrorName));
        }

        if (data.Worst is not null)
        {
            html.Element("h3", "Worst");
            string caption = $"The {data.Worst.Originals.Count} test images with the highest error: what the model has not learned.";
            WritePairs(html, data.Worst, caption + Legend(data.Worst, data.ErrorName));
        }

        html.End();
    }

    public static void WriteFilters(HtmlWriter html, ReportData data, ReportPictures pictures)
    {
        if (data.Filters is not { } filters || pictures.FilterCount == 0) return;
        string limit = Numbers.Format(pictures.FilterLimit);
        html.Start("section");
        bool areLoadings = data.ExplainedVariance.Count > 0;
        html.Element("h2", areLoadings ? "Loadings" : "First-layer filters");
        html.Start("figure", ("class", "beside"));

        // A few filters stay as large as they are among many.
        html.Start("div", ("style", $"max-width:{Numbers.Format(Math.Min(pictures.FilterCount, ReportPictures.FilterColumns) * 90)}px"));
        Bitmap grid = ReportPictures.DrawFilters(filters, pictures.FilterCount, pictures.FilterLimit);
        WriteImage(html, grid, $"The weights of {pictures.FilterCount} units as images in blue, white and red.", "filters");
        html.Start("p", ("class", "scale"), ("aria-hidden", "true"));
        html.Element("span", $"−{limit}");
        html.Element("span", "", ("class", "ramp"));
        html.Element("span", $"+{limit}");
        html.End();
        html.End();
        bool areKernels = data.Input is { } input && (filters.Shape.Height < input.Height || filters.Shape.Width < input.Width);
        string unit = areKernels ? "filters" : areLoadings ? "components" : "units";
        string shown = pictures.FilterCount < filters.Count
            ? string.Create(CultureInfo.InvariantCulture, $"the first {pictures.FilterCount} of {filters.Count:#,##0} {unit}")
            : string.Create(CultureInfo.InvariantCulture, $"all {filters.Count} {unit}");
        string subject = areLoadings ? $"The loadings of {shown}, one image for each, the one that keeps most first" : areKernels ? $"The kernels of {shown}" : $"The weights from the pixels to {shown}, one image for each";
        html.Element("figcaption", $"{subject}: blue below zero, white zero, red above. "
            + $"All share one scale; weights beyond ±{limit}, about one in 200, have the deepest colour.");
        html.End();
        html.End();
    }

    private static string Legend(ReportImages images, string errorName) => (images.Labels.Count > 0, images.Errors.Count > 0) switch
    {
        (true, true) => $" Under each: its class and its {errorName}.",
        (true, false) => " Under each: its class.",
        (false, true) => $" Under each: its {errorName}.",
        _ => "",
    };

    private static void WritePairs(HtmlWriter html, ReportImages images, string caption)
    {
        double largest = images.Errors.Where(double.IsFinite).DefaultIfEmpty(1).Max();
        html.Start("figure");
        html.Start("ol", ("class", "pairs"));
        for (int i = 0; i < images.Originals.Count; i++)
        {
            string label = images.Labels.Count > 0 ? images.Labels[i] : "";
            string name = string.Create(CultureInfo.InvariantCulture, $"{i + 1}{(label.Length > 0 ? ", class " : "")}{label}");
            html.Start("li");
            WriteImage(html, images.Originals.ToBitmap(i), $"Original {name}");
            if (images.Damaged is not null) WriteImage(html, images.Damaged.ToBitmap(i), $"Damaged {name}");
            WriteImage(html, images.Reconstructions.ToBitmap(i), $"Reconstruction {name}");
            html.Start("p");
            if (label.Length > 0) html.Element("b", label);
            if (images.Errors.Count > 0) html.Element("span", Numbers.Aligned(images.Errors[i], largest, 3));
            html.End();
            html.End();
        }

        html.End();
        html.Element("figcaption", caption);
        html.End();
    }

    /// <summary>Writes a picture into the page itself.</summary>
    public static void WriteImage(HtmlWriter html, Bitmap bitmap, string description, string style = "pixels") => html.Empty(
        "img", ("class", style), ("alt", description), ("width", bitmap.Width), ("height", bitmap.Height),
        ("src", "data:image/png;base64," + Convert.ToBase64String(Png.Encode(bitmap))));
}
