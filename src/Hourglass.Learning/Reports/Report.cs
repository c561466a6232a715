using System.Text;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Writes what a run learned as one page that opens anywhere, without a network and without a script.</summary>
public static class Report
{
    /// <summary>The name of the page in the folder of a run.</summary>
    public const string FileName = "report.html";

    /// <summary>The name of the folder with the page's pictures as single files.</summary>
    public const string PicturesFolder = "pictures";

    // Digits of 28 pixels become 112 wide: large enough to look at, small enough to send.
    private const int PictureScale = 4;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes the page as text: one self-contained HTML file that is also well-formed XML.</summary>
    /// <param name="data">What the report shows.</param>
    public static string ToHtml(ReportData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return ReportPage.Write(data, new ReportPictures(data));
    }

    /// <summary>Writes the page and, beside it, each of its pictures as a file of its own.</summary>
    /// <remarks>
    /// Every file is written aside, flushed and renamed; the page comes last, so that a page never speaks of pictures that are not there.
    /// Pictures of an earlier report that this one does not have are deleted.
    /// </remarks>
    /// <param name="data">What the report shows.</param>
    /// <param name="folder">The folder; made where it does not exist.</param>
    /// <returns>The path of the page.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static string Write(ReportData data, string folder)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ReportPictures pictures = new(data);
        string page = ReportPage.Write(data, pictures);
        string pictureFolder = Path.Combine(folder, PicturesFolder);
        Directory.CreateDirectory(pictureFolder);

        WriteChart(pictureFolder, "loss", pictures.Loss);
        WriteChart(pictureFolder, "error-per-class", pictures.ClassErrors);
        WriteChart(pictureFolder, "codes", pictures.Codes);
        WriteChart(pictureFolder, "loadings", pictures.Loadings);
        WriteChart(pictureFolder, "projection", pictures.Projection);
        WriteChart(pictureFolder, "divergence-per-unit", pictures.UnitDivergences);
        WriteChart(pictureFolder, "confusion", pictures.Confusion);
        WriteChart(pictureFolder, "explained-variance", pictures.ExplainedVariance);
        WriteChart(pictureFolder, "model", pictures.Network);
        WriteBitmap(pictureFolder, "reconstructions.png", data.Samples?.ToGrid(PictureScale));
        WriteBitmap(pictureFolder, "best.png", data.Best?.ToGrid(PictureScale));
        WriteBitmap(pictureFolder, "worst.png", data.Worst?.ToGrid(PictureScale));
        WriteBitmap(pictureFolder, "filters.png", pictures.FilterCount == 0
            ? null
            : ReportPictures.DrawFilters(data.Filters!, pictures.FilterCount, pictures.FilterLimit, PictureScale));
        WriteBitmap(pictureFolder, "manifold.png", data.Generated?.Manifold is { } manifold ? GeneratedPictures.Manifold(manifold) : null);
        WriteBitmap(pictureFolder, "samples.png", data.Generated?.Samples is { } samples ? GeneratedPictures.Samples(samples) : null);
        WriteBitmap(pictureFolder, "interpolation.png", data.Generated?.Path is { } path
            ? GeneratedPictures.Interpolation(path.Originals, path.Steps)
            : null);

        string file = Path.Combine(folder, FileName);
        AtomicFile.Write(file, stream => stream.Write(Utf8.GetBytes(page)));
        return file;
    }

    /// <summary>Writes a chart as shapes, for pages and print, and as pixels, for all programs that take no shapes.</summary>
    private static void WriteChart(string folder, string name, Chart? chart)
    {
        foreach (string extension in (string[])[".svg", ".png"])
            WriteOrDelete(Path.Combine(folder, name + extension), chart is null ? null : stream => stream.Write(chart.ToFile(extension)));
    }

    private static void WriteBitmap(string folder, string name, Bitmap? bitmap) =>
        WriteOrDelete(Path.Combine(folder, name), bitmap is null ? null : stream => Png.Write(stream, bitmap));

    private static void WriteOrDelete(string path, Action<Stream>? write)
    {
        if (write is null) File.Delete(path);
        else AtomicFile.Write(path, write);
    }
}
