namespace Hourglass.Learning;

/// <summary>Runs of a study side by side, by the tables, curves and strips of comparisons.</summary>
internal static class StudyComparison
{
    /// <summary>Makes the sections.</summary>
    public static IEnumerable<StudySection> Sections(StudyBench bench, IReadOnlyList<StudyRun> runs, int? neighbors)
    {
        List<Measure> measures = [new EncodingTime()];
        if (neighbors is { } count) measures.Add(new NeighborError(count));
        bool areImages = runs[0].Split.Test.Shape is { Height: > 1, Width: > 1, Channels: 1 or 3 };
        ImageBatch? images = areImages ? bench.TestImages() : null;
        Comparison comparison = new(
            [.. runs.Select(run => ComparedRun.Read(run.Name, run.Folder, run.Split, measures, images, bench.Workers, bench.Time, bench.Cancellation))], neighbors, images);
        ComparisonPictures pictures = new(comparison);
        yield return ComparisonPage.TableSection(comparison);
        foreach (ComparisonCurve curve in pictures.Curves) yield return OfCurve(curve);
        if (ComparisonPage.StripsSection(comparison, pictures) is { } strips) yield return strips;
    }

    private static StudySection OfCurve(ComparisonCurve curve) => new(curve.Title, html => ChartSections.WriteChart(html, curve.Chart, ComparisonPage.CaptionOf(curve)))
    {
        Files = [new($"{curve.Name}.svg", () => curve.Chart.ToFile(".svg")), new($"{curve.Name}.png", () => curve.Chart.ToFile(".png"))],
    };
}
