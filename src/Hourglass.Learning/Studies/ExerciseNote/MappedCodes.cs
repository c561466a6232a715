using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>What t-SNE shows of pixels, of principal components and of the code of a deep autoencoder, beside a code that needs no map.</summary>
internal sealed class MappedCodes : Study
{
    private const int Code = 16, Components = 50, Neighbors = 10;
    private const double TrainingPart = 0.8, PanelWidth = 420;

    /// <inheritdoc/>
    public override string Name => "tsne-codes";

    /// <inheritdoc/>
    public override StudySource Source => StudySource.ExerciseNote;

    /// <inheritdoc/>
    public override string Question => Phrase.Of("Do maps of codes show the digits as well as a map of pixels does, and what does a code of two numbers show without one?");

    /// <inheritdoc/>
    internal override void Conduct(StudyBench bench)
    {
        IDataset test = bench.Data.Open(bench.Data.Spec(), bench.Seed).Test;
        test = test.Take(Math.Min(test.Count, bench.Pick(5000, 500)));
        int wide = Math.Min(Components, test.Shape.Size);
        StudyRun components = bench.Train("pca-50", bench.Recipe("pca", new ModelOptions { Code = wide }, new TrainingOptions()));
        StudyRun pca = bench.Train("pca-16", bench.Recipe("pca", new ModelOptions { Code = Code }, new TrainingOptions()));
        StudyRun deep = bench.Train("deep-16", DeepCodes.RecipeOf(bench, 2, Code)), plane = bench.Train("deep-2", DeepCodes.RecipeOf(bench, 3, 2));
        (string Key, string Title, Points Places)[] views =
        [
            ("pixels", Phrase.Of($"t-SNE of pixels, by {wide} components"), bench.Map("pixels", () => components.Encode(test)).Places),
            ("pca", Phrase.Of($"t-SNE of {Code} principal components"), bench.Map("pca", () => pca.Encode(test)).Places),
            ("deep", Phrase.Of($"t-SNE of a deep code of {Code} numbers"), bench.Map("deep", () => deep.Encode(test)).Places),
            ("plane", Phrase.Of("a deep code of 2 numbers, as it is"), plane.Encode(test)),
        ];
        RunFigures[] figures = [.. views.Select(view => bench.Once($"quality-{view.Key}", () => Judge(bench, test, view.Places)))];

        StudyReport report = bench.Report;
        report.Chart("maps", Phrase.Of("Four views of the same images"), new PanelChart
        {
            Description = Phrase.Of("Four scatter charts of the same test images, marked by digit."),
            Charts = [.. views.Select(view => StudySection.ScatterOf(view.Places, test, view.Title) with { Width = PanelWidth, XName = "", YName = view.Title })],
        }, Phrase.Of("Each point is a test image, marked by its digit, which neither t-SNE nor the networks saw. Distances between groups mean little on a map."));
        report.Table(Phrase.Of("How far the views can be trusted"), ["", Phrase.Of("trustworthiness"), Phrase.Of("continuity"), Phrase.Of("kNN-10 error, %")],
            views.Zip(figures, static (view, quality) => (IReadOnlyList<string>)
            [
                view.Title, FormattableString.Invariant($"{quality[FigureNames.Trustworthiness]:0.000}"), FormattableString.Invariant($"{quality[FigureNames.Continuity]:0.000}"),
                FormattableString.Invariant($"{100 * quality[FigureNames.TestKnnErrorRate]:0.0}"),
            ]),
            Phrase.Of("Trustworthiness: how far neighbours in the view are neighbours by pixels, 1 at best. kNN: four fifths of the points tell the digits of the last fifth by the ten nearest in the view."));
        Say(report, figures);
    }

    private static RunFigures Judge(StudyBench bench, IDataset set, Points places)
    {
        NeighborhoodQuality quality = NeighborhoodQuality.Measure(Representations.Read(set, bench.Workers), places, bench.Workers, cancellation: bench.Cancellation);
        int known = (int)(TrainingPart * set.Count);
        LabeledPoints Part(int from, int to)
        {
            int[] indices = [.. Enumerable.Range(from, to - from)];
            return LabeledPoints.Of(places.Subset(indices), set.Subset(indices));
        }

        KnnQuality neighbors = KnnQuality.Measure(new NeighborClassifier(Part(0, known), Neighbors), Part(known, set.Count), bench.Workers, bench.Time, bench.Cancellation);
        return new RunFigures([new(FigureNames.Trustworthiness, quality.Trustworthiness), new(FigureNames.Continuity, quality.Continuity), new(FigureNames.TestKnnErrorRate, neighbors.ErrorRate)]);
    }

    private static void Say(StudyReport report, RunFigures[] figures)
    {
        double[] missed = [.. figures.Select(static figure => 100 * figure[FigureNames.TestKnnErrorRate])], trusted = [.. figures.Select(static figure => figure[FigureNames.Trustworthiness])];
        report.Say(missed[2] < missed[1]
            ? Phrase.Of($"The map of the deep code keeps the digits apart better than that of as many components: neighbours on it miss {missed[2]:0.0} % against {missed[1]:0.0} %; of pixels {missed[0]:0.0} %.")
            : Phrase.Of($"The map of the deep code keeps the digits apart no better than that of as many components: neighbours on it miss {missed[2]:0.0} % against {missed[1]:0.0} %; of pixels {missed[0]:0.0} %."));
        report.Say(missed[3] > missed.Take(3).Max()
            ? Phrase.Of($"A code of two numbers can be seen as it is, but neighbours in it miss {missed[3]:0.0} %, more than on any of the maps.")
            : Phrase.Of($"A code of two numbers can be seen as it is, and neighbours in it miss {missed[3]:0.0} %, no more than on the worst of the maps."));
        report.Say(Phrase.Of($"Neighbours in the views are neighbours by pixels with a trustworthiness of {trusted.Min():0.000} to {trusted.Max():0.000}; that of the plain code of two numbers is {trusted[3]:0.000}."));
    }
}
