using System.Globalization;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>The sections of a report that are images: reconstructions and filters.</summary>
internal static class ImageSections
{
    public static void WriteSamples(HtmlWriter html, ReportData data)
    {
        if (data.Samples is null) return;
        html.Start("section");
        html.Element("h2", Phrase.Of("Reconstructions"));
        int count = data.Samples.Originals.Count;
        string caption = data.Samples.Damaged is null
            ? Phrase.Of($"The first {count} test images: the original above, below it its reconstruction.")
            : Phrase.Of($"The first {count} test images: the original above, below it the same damaged as in training, then what the model makes of that.");
        WritePairs(html, data.Samples, caption + Legend(data.Samples, data.ErrorName));
        html.End();
    }

    public static void WriteExtremes(HtmlWriter html, ReportData data)
    {
        if (data.Best is null && data.Worst is null) return;
        html.Start("section");
        html.Element("h2", Phrase.Of("Best and worst"));
        if (data.Best is not null)
        {
            html.Element("h3", Phrase.Of("Best"));
            string caption = Phrase.Of($"The {data.Best.Originals.Count} test images with the lowest error.");
            WritePairs(html, data.Best, caption + Legend(data.Best, data.ErrorName));
        }

        if (data.Worst is not null)
        {
            html.Element("h3", Phrase.Of("Worst"));
            string caption = Phrase.Of($"The {data.Worst.Originals.Count} test images with the highest error: what the model has not learned.");
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
        html.Element("h2", areLoadings ? Phrase.Of("Loadings") : Phrase.Of("First-layer filters"));
        html.Start("figure", ("class", "beside"));

        // A few filters stay as large as they are among many.
        html.Start("div", ("style", $"max-width:{Numbers.Format(Math.Min(pictures.FilterCount, ReportPictures.FilterColumns) * 90)}px"));
        Bitmap grid = ReportPictures.DrawFilters(filters, pictures.FilterCount, pictures.FilterLimit);
        WriteImage(html, grid, Phrase.Of($"The weights of {pictures.FilterCount} units as images in blue, white and red."), "filters");
        html.Start("p", ("class", "scale"), ("aria-hidden", "true"));
        html.Element("span", $"−{limit}");
        html.Element("span", "", ("class", "ramp"));
        html.Element("span", $"+{limit}");
        html.End();
        html.End();
        bool areKernels = data.Input is { } input && (filters.Shape.Height < input.Height || filters.Shape.Width < input.Width);
        string subject = areLoadings ? Loadings(pictures.FilterCount, filters.Count)
            : areKernels ? Kernels(pictures.FilterCount, filters.Count)
            : Weights(pictures.FilterCount, filters.Count);
        html.Element("figcaption", Phrase.Of(
            $"{subject}: blue below zero, white zero, red above. All share one scale; weights beyond ±{limit}, about one in 200, have the deepest colour."));
        html.End();
        html.End();
    }

    private static string Kernels(int shown, int all) => shown < all
        ? Phrase.Of($"The kernels of the first {shown} of {all:#,##0} filters")
        : Phrase.Of($"The kernels of all {all} filters");

    private static string Loadings(int shown, int all) => shown < all
        ? Phrase.Of($"The loadings of the first {shown} of {all:#,##0} components, one image for each, the one that keeps most first")
        : Phrase.Of($"The loadings of all {all} components, one image for each, the one that keeps most first");

    private static string Weights(int shown, int all) => shown < all
        ? Phrase.Of($"The weights from the pixels to the first {shown} of {all:#,##0} units, one image for each")
        : Phrase.Of($"The weights from the pixels to all {all} units, one image for each");

    private static string Legend(ReportImages images, string errorName) => (images.Labels.Count > 0, images.Errors.Count > 0) switch
    {
        (true, true) => " " + Phrase.Of($"Under each: its class and its {errorName}."),
        (true, false) => " " + Phrase.Of("Under each: its class."),
        (false, true) => " " + Phrase.Of($"Under each: its {errorName}."),
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
            string number = (i + 1).ToString(CultureInfo.InvariantCulture), name = label.Length > 0 ? Phrase.Of($"{number}, class {label}") : number;
            html.Start("li");
            WriteImage(html, images.Originals.ToBitmap(i), Phrase.Of($"Original {name}"));
            if (images.Damaged is not null) WriteImage(html, images.Damaged.ToBitmap(i), Phrase.Of($"Damaged {name}"));
            WriteImage(html, images.Reconstructions.ToBitmap(i), Phrase.Of($"Reconstruction {name}"));
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
