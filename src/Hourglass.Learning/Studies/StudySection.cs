using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>A file that a study writes beside its page.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Content">Makes its content.</param>
internal sealed record StudyFile(string Name, Func<byte[]> Content);

/// <summary>A section of the report of a study.</summary>
/// <param name="Title">The title.</param>
/// <param name="Write">Writes what stands below the title.</param>
internal sealed record StudySection(string Title, Action<HtmlWriter> Write)
{
    // Pixels are shown larger than they are, so that each is seen.
    private const double WidestPicture = 720;

    /// <summary>Gets the files of its pictures.</summary>
    public IReadOnlyList<StudyFile> Files { get; init; } = [];

    /// <summary>Makes a section of a table, whose first column is text.</summary>
    public static StudySection OfTable(string title, IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<string>> rows, string caption, string kind = "study") => new(title, html =>
    {
        html.Start("div", ("class", "scroll"), ("tabindex", "0"));
        html.Start("table", ("class", kind));
        ChartSections.WriteHeader(html, [.. headings]);
        html.Start("tbody");
        foreach (IReadOnlyList<string> row in rows)
        {
            html.Start("tr");
            html.Element("th", row[0], ("scope", "row"));
            foreach (string cell in row.Skip(1)) html.Element("td", cell);
            html.End();
        }

        html.End();
        html.End();
        html.End();
        if (caption.Length > 0) html.Element("p", caption, ("class", "hint"));
    });

    /// <summary>Makes a section of a picture of pixels.</summary>
    public static StudySection OfPicture(string name, string title, Bitmap picture, string caption) => new(title, html =>
    {
        html.Start("figure", ("style", WidthStyle(picture, 1)));
        ImageSections.WriteImage(html, picture, caption);
        html.Element("figcaption", caption);
        html.End();
    })
    {
        Files = [new($"{name}.png", () => Png.Encode(picture))],
    };

    /// <summary>Makes a section of a moving picture.</summary>
    public static StudySection OfAnimation(string name, string title, byte[] gif, Bitmap frame, int scale, string caption) => new(title, html =>
    {
        html.Start("figure", ("style", WidthStyle(frame, scale)));
        html.Empty("img", ("class", "pixels"), ("alt", caption), ("width", scale * frame.Width), ("height", scale * frame.Height),
            ("src", "data:image/gif;base64," + Convert.ToBase64String(gif)));
        html.Element("figcaption", caption);
        html.End();
    })
    {
        Files = [new($"{name}.gif", () => gif)],
    };

    /// <summary>Draws points of two dimensions, marked by class.</summary>
    public static ScatterChart ScatterOf(Points points, IDataset set, string description) => new()
    {
        Description = description,
        X = [.. Enumerable.Range(0, points.Count).Select(i => points[i][0])],
        Y = [.. Enumerable.Range(0, points.Count).Select(i => points[i][1])],
        Classes = set.Labels.ToArray(),
        ClassNames = set.ClassNames,
        XName = Phrase.Of("first number"),
        YName = Phrase.Of("second number"),
        Width = 640,
    };

    private static string WidthStyle(Bitmap picture, int scale) => FormattableString.Invariant($"max-width:{Math.Min(WidestPicture, scale * picture.Width):0}px");
}
