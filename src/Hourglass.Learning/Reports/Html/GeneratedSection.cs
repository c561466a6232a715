using System.Globalization;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>The section of a report that shows what the decoder makes of codes that no sample has.</summary>
internal static class GeneratedSection
{
    // Small enough to stand beside their captions, large enough to see each image.
    private const int ManifoldWidth = 720, SamplesWidth = 600;

    public static void Write(HtmlWriter html, ReportGenerated? generated)
    {
        if (generated is null || (generated.Manifold ?? generated.Samples ?? generated.Path?.Steps) is null) return;
        html.Start("section");
        html.Element("h2", Phrase.Of("Generated images"));
        if (generated.Manifold is { } manifold) WriteManifold(html, manifold, generated.Distribution);
        if (generated.Samples is { } samples) WriteSamples(html, samples, generated.Distribution);
        if (generated.Path is { } path) WritePath(html, path);
        html.End();
    }

    private static void WriteManifold(HtmlWriter html, ImageBatch images, string distribution)
    {
        int side = (int)Math.Round(Math.Sqrt(images.Count));
        string size = string.Create(CultureInfo.InvariantCulture, $"{side} × {side}");
        WriteFigure(
            html, Phrase.Of("Manifold"), GeneratedPictures.Manifold(images, scale: 1), Phrase.Of($"A square of {size} decoded codes."), ManifoldWidth,
            Phrase.Of($"{size} codes and what each decodes to: the first number grows to the right, the second upwards, both over the middle nine tenths of {distribution}."));
    }

    private static void WriteSamples(HtmlWriter html, ImageBatch images, string distribution)
    {
        string count = Numbers.Format(images.Count);
        WriteFigure(
            html, Phrase.Of("Samples"), GeneratedPictures.Samples(images, scale: 1), Phrase.Of($"{count} decoded random codes."), SamplesWidth,
            Phrase.Of($"{count} random codes from {distribution}, decoded: images that are in no data set."));
    }

    private static void WritePath(HtmlWriter html, ReportPath path)
    {
        html.Element("h3", Phrase.Of("Between two images"));
        html.Start("figure");
        WriteImage(html, GeneratedPictures.Interpolation(path.Originals, path.Steps, scale: 1), Phrase.Of("Two images and the steps between them."));
        html.Element("figcaption", path.Kind == CodePathKind.Spherical
            ? Phrase.Of("Outside two test images, between them what the codes on a spherical path decode to.")
            : Phrase.Of("Outside two test images, between them what the codes on a linear path decode to."));
        html.End();
    }

    private static void WriteFigure(HtmlWriter html, string title, Bitmap picture, string description, int width, string caption)
    {
        html.Element("h3", title);
        html.Start("figure", ("class", "beside"));
        html.Start("div", ("style", $"max-width:{Numbers.Format(width)}px"));
        WriteImage(html, picture, description);
        html.End();
        html.Element("figcaption", caption);
        html.End();
    }

    private static void WriteImage(HtmlWriter html, Bitmap picture, string description) =>
        ImageSections.WriteImage(html, picture, description, "filters");
}
