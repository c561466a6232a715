using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>The report of a study while it is put together: figures, sections in their order, what the figures say.</summary>
internal sealed class StudyReport(StudyBench bench)
{
    private const double PictureWidth = 720;

    private readonly List<StudyFigure> _figures = [];
    private readonly List<StudySection> _sections = [];
    private readonly List<string> _findings = [], _remarks = [];

    public IReadOnlyList<StudyFigure> Figures => _figures;

    public IReadOnlyList<StudySection> Sections => _sections;

    public IReadOnlyList<string> Findings => _findings;

    public IReadOnlyList<string> Remarks => _remarks;

    /// <summary>Gets the file name of the picture that stands for the study; the first that is added unless another is chosen.</summary>
    public string Cover { get; set; } = "";

    /// <summary>Adds a figure; it is judged by its reference where the study follows the full protocol on the data of the reference.</summary>
    public void Expect(StudyFigure figure) => _figures.Add(bench.IsQuick || !bench.Data.IsMnist ? figure : figure.Judge());

    /// <summary>Adds what the figures say; it must follow from them.</summary>
    public void Say(string sentence) => _findings.Add(sentence);

    /// <summary>Adds what a reader of the note or paper would stumble over, and what is done here instead.</summary>
    public void Remark(string sentence) => _remarks.Add(sentence);

    /// <summary>Adds a table.</summary>
    /// <param name="title">The title.</param>
    /// <param name="headings">The headings; the first column is text, the others are numbers.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="caption">What is to be known to read it; empty for nothing.</param>
    public void Table(string title, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows, string caption = "") =>
        _sections.Add(StudySection.OfTable(title, headings, [.. rows], caption));

    /// <summary>Adds a chart.</summary>
    /// <param name="name">The name of its files, without ending.</param>
    /// <param name="title">The title.</param>
    /// <param name="chart">The chart.</param>
    /// <param name="caption">What it shows.</param>
    public void Chart(string name, string title, Chart chart, string caption) => Add(
        new StudySection(title, html => ChartSections.WriteChart(html, chart, caption, ("style", FormattableString.Invariant($"max-width:{Math.Max(PictureWidth, chart.Width):0}px"))))
        {
            Files = [new($"{name}.svg", () => chart.ToFile(".svg")), new($"{name}.png", () => chart.ToFile(".png"))],
        },
        $"{name}.png");

    /// <summary>Adds a picture of pixels.</summary>
    /// <param name="name">The name of its file, without ending.</param>
    /// <param name="title">The title.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="caption">What it shows; also said to readers who cannot see it.</param>
    public void Picture(string name, string title, Bitmap picture, string caption) => Add(StudySection.OfPicture(name, title, picture, caption), $"{name}.png");

    /// <summary>Adds a moving picture.</summary>
    /// <param name="name">The name of its file, without ending.</param>
    /// <param name="title">The title.</param>
    /// <param name="frames">The frames.</param>
    /// <param name="scale">Pixels of the picture for one of a frame.</param>
    /// <param name="caption">What it shows; also said to readers who cannot see it.</param>
    public void Animation(string name, string title, IReadOnlyList<GifFrame> frames, int scale, string caption) =>
        Add(StudySection.OfAnimation(name, title, Gif.Encode(frames, scale), frames[0].Picture, scale, caption), "");

    /// <summary>Adds runs side by side: their figures, curves over the size of the code where they differ in it, and what they make of ten images.</summary>
    /// <param name="runs">The runs, in the order of the table; all on the same test set.</param>
    /// <param name="neighbors">The number of neighbours of the kNN figures; null, the default, for none.</param>
    public void Compare(IReadOnlyList<StudyRun> runs, int? neighbors = null)
    {
        foreach (StudySection section in StudyComparison.Sections(bench, runs, neighbors)) Add(section, section.Files.FirstOrDefault(static file => file.Name.EndsWith(".png", StringComparison.Ordinal))?.Name ?? "");
    }

    /// <summary>Adds the losses of runs over their epochs in one plot.</summary>
    /// <param name="name">The name of its files, without ending.</param>
    /// <param name="title">The title.</param>
    /// <param name="runs">The runs with what each line is called.</param>
    /// <param name="lossName">The name and unit of the loss.</param>
    /// <param name="caption">What it shows.</param>
    public void Losses(string name, string title, IEnumerable<(string Name, StudyRun Run)> runs, string lossName, string caption)
    {
        ChartSeries[] series = [.. runs.Select(static item => new ChartSeries(
            item.Name, [.. item.Run.History.Select(static epoch => (double)epoch.Epoch)], [.. item.Run.History.Select(static epoch => epoch.MonitoredLoss)]))];
        Chart(name, title, new LineChart { Description = caption, Series = series, XName = Phrase.Of("epoch"), YName = lossName, Logarithmic = true }, caption);
    }

    /// <summary>Adds samples of two numbers, marked by class.</summary>
    /// <param name="name">The name of its files, without ending.</param>
    /// <param name="title">The title.</param>
    /// <param name="points">The points, of two dimensions.</param>
    /// <param name="set">Their classes.</param>
    /// <param name="caption">What it shows.</param>
    public void Scatter(string name, string title, Points points, IDataset set, string caption) => Chart(name, title, StudySection.ScatterOf(points, set, caption), caption);

    /// <summary>Adds what the doctor finds in runs, one below the other.</summary>
    /// <param name="title">The title.</param>
    /// <param name="runs">The runs.</param>
    public void Examinations(string title, IReadOnlyList<StudyRun> runs) => _sections.Add(new StudySection(title, html =>
    {
        foreach (StudyRun run in runs)
        {
            html.Element("h3", run.Name);
            TextSections.WriteListOf(html, run.Examine());
        }
    }));

    private void Add(StudySection section, string cover)
    {
        _sections.Add(section);
        if (Cover.Length == 0) Cover = cover;
    }
}
