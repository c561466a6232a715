using System.Text;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>The pictures of a comparison, drawn once for the page and for the files beside it.</summary>
internal sealed class ComparisonPictures
{
    // From one end to the other by this factor the lower half of a curve is flat on a linear axis.
    private const double LogarithmicFrom = 5;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly Comparison _comparison;

    public ComparisonPictures(Comparison comparison)
    {
        _comparison = comparison;
        Curves =
        [
            .. new[]
            {
                Draw("error", Phrase.Of("Reconstruction error"), Phrase.Of("mean squared error per pixel"), static run => run.Find(FigureNames.TestMse)),
                Draw("knn-error", Phrase.Of("kNN error"), Phrase.Of("kNN error, %"), static run => 100 * run.Find(FigureNames.TestKnnErrorRate)),
                Draw("knn-time", Phrase.Of("Time per prediction"), Phrase.Of("kNN time per image on codes, µs"), static run => 1e6 * run.Find(FigureNames.KnnSeconds)),
                Draw("model-size", Phrase.Of("Size"), Phrase.Of("model file, kB"), static run => run.ModelBytes / 1e3),
            }.OfType<ComparisonCurve>(),
        ];
    }

    /// <summary>Gets the curves over the size of the code; none where there is one size only.</summary>
    public IReadOnlyList<ComparisonCurve> Curves { get; }

    /// <summary>Writes each picture as a file, and deletes those of an earlier comparison that this one does not have.</summary>
    public void Write(string folder)
    {
        foreach (string name in ComparisonCurve.Names) WriteChart(folder, name, Find(name));

        // The page has its curves side by side or one below the other, as its width allows; a picture for print has both errors in one.
        WriteChart(folder, "errors", Find("error") is { } error && Find("knn-error") is { } missed
            ? new PanelChart { Description = $"{error.Description} {missed.Description}", Charts = [error, missed] }
            : null);
        WriteOrDelete(Path.Combine(folder, "reconstructions.png"), DrawReconstructions()?.ToPng());
    }

    private LineChart? Find(string name) => Curves.FirstOrDefault(curve => curve.Name == name)?.Chart;

    private static void WriteChart(string folder, string name, Chart? chart)
    {
        WriteOrDelete(Path.Combine(folder, $"{name}.svg"), chart is null ? null : Utf8.GetBytes(chart.ToSvg()));
        WriteOrDelete(Path.Combine(folder, $"{name}.png"), chart?.ToPng());
    }

    private static void WriteOrDelete(string path, byte[]? content)
    {
        if (content is null) File.Delete(path);
        else AtomicFile.Write(path, stream => stream.Write(content));
    }

    /// <summary>Draws what the models make of the same images; null where none answers with images.</summary>
    public ImageChart? DrawReconstructions()
    {
        if (_comparison.Originals is not { } originals) return null;
        ChartImages[] rows =
        [
            .. _comparison.Runs.Where(static run => run.Reconstructions is not null).Select(static run => new ChartImages(run.Name, run.Reconstructions!.ToBitmaps())
            {
                Detail = run.Find(FigureNames.TestMse) is { } error ? Numbers.Format(error) : "",
            }),
        ];
        return rows.Length == 0 ? null : ImageChart.Reconstructions(originals.ToBitmaps(), rows);
    }

    private ComparisonCurve? Draw(string name, string title, string unit, Func<ComparedRun, double?> value)
    {
        unit = _comparison.Words(unit);
        ComparedRun[] runs = [.. _comparison.Runs.Where(run => value(run) is { } y && double.IsFinite(y))];
        if (runs.Select(static run => run.Result.CodeSize).Distinct().Count() < 2) return null;
        ChartSeries[] series =
        [
            .. runs.GroupBy(static run => run.Family).Select(family =>
            {
                ComparedRun[] ordered = [.. family.OrderBy(static run => run.Result.CodeSize)];
                return new ChartSeries(family.Key, [.. ordered.Select(static run => (double)run.Result.CodeSize)], [.. ordered.Select(run => value(run)!.Value)]);
            }),
        ];
        double[] values = [.. series.SelectMany(static item => item.Y)];
        LineChart chart = new()
        {
            Description = Phrase.Of($"Line chart: {unit} over the size of the code, for {string.Join(", ", series.Select(static item => item.Name))}."),
            Series = series,
            XName = Phrase.Of("numbers of the code"),
            YName = unit,
            LogarithmicX = true,
            Markers = true,
            Logarithmic = values.Min() > 0 && values.Max() >= LogarithmicFrom * values.Min(),
        };
        return new ComparisonCurve(name, title, chart);
    }
}

/// <summary>A curve over the size of the code.</summary>
/// <param name="Name">The name of its file, without ending.</param>
/// <param name="Title">The title.</param>
/// <param name="Chart">The chart.</param>
internal sealed record ComparisonCurve(string Name, string Title, LineChart Chart)
{
    /// <summary>Gets the names of all files there can be.</summary>
    public static IReadOnlyList<string> Names { get; } = ["error", "knn-error", "knn-time", "model-size"];
}
