using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>How well neighbours by the code of an autoencoder tell the digit, against principal components of the same size.</summary>
internal sealed class NeighborCodes : Study
{
    private const double Distance = 0.05, PixelAccuracy = 96.65;

    private static readonly (int Code, double Accuracy)[] Known = [(2, 44.25), (4, 64.83), (8, 90.29), (16, 96.12), (32, 97.41)];

    /// <inheritdoc/>
    public override string Name => "knn-against-pca";

    /// <inheritdoc/>
    public override StudySource Source => StudySource.ExerciseNote;

    /// <inheritdoc/>
    public override string Question => Phrase.Of("Do the nearest codes of an autoencoder tell the digit better, or faster, than as many principal components?");

    /// <inheritdoc/>
    internal override void Conduct(StudyBench bench)
    {
        int[] codes = bench.Pick<int[]>([2, 4, 8, 16, 32], [2, 8, 32]);
        TrainingOptions training = new() { Epochs = bench.Pick(30, 5), Batch = bench.Pick(256, 25) };
        StudyRun[] pca = Train(bench, codes, "pca", training), dense = Train(bench, codes, "dense", training);
        RunFigures pixels = bench.Once("knn-pixels", () => OfPixels(bench));
        double seconds = pixels[FigureNames.KnnSeconds];

        StudyReport report = bench.Report;
        foreach (StudyRun run in pca)
        {
            double known = Known.First(item => item.Code == run.Result.CodeSize).Accuracy;
            report.Expect(new(Phrase.Of($"kNN-10 accuracy of {run.Result.CodeSize} principal components"), Found(run), "%", StudyReference.Within(known, "scikit-learn", ReferenceKind.Computed, Distance)) { Decimals = 2 });
        }

        double byPixels = 100 * (1 - pixels[FigureNames.TestKnnErrorRate]);
        report.Expect(new(Phrase.Of("kNN-10 accuracy of pixels"), byPixels, "%", StudyReference.Within(PixelAccuracy, "scikit-learn", ReferenceKind.Computed, Distance)) { Decimals = 2 });
        report.Compare([.. pca, .. dense], neighbors: 10);
        report.Table(Phrase.Of("Does the code generalize?"),
            [Phrase.Of("numbers"), Phrase.Of("error, training images"), Phrase.Of("error, test images"), Phrase.Of("kNN-10 accuracy, %"), Phrase.Of("the same by components, %")],
            dense.Select((run, i) => (IReadOnlyList<string>)
            [
                Numbers.Format(codes[i]), FormattableString.Invariant($"{run[FigureNames.TrainMse]:0.00000}"), FormattableString.Invariant($"{run.Mse:0.00000}"),
                FormattableString.Invariant($"{Found(run):0.00}"), FormattableString.Invariant($"{Found(pca[i]):0.00}"),
            ]),
            Phrase.Of("The autoencoders on images that they have learned from and on others; the neighbours are training images, the accuracy is that on test images."));
        Say(report, codes, pca, dense, byPixels);
        StudyRun largest = dense[^1];
        double ofCodes = largest.Measure(new NeighborError())[FigureNames.KnnSeconds];
        report.Say(Phrase.Of($"A prediction takes {1e6 * seconds:0} µs by pixels and {1e6 * ofCodes:0} µs by {codes[^1]} numbers. Autoencoder and components of one size have the same work to do."));
        report.Remark(Phrase.Of("The note prints accuracies with two decimals and calls them errors; figures here say which they are."));
    }

    private static StudyRun[] Train(StudyBench bench, int[] codes, string model, TrainingOptions training) =>
        [.. codes.Select(code => bench.Train(FormattableString.Invariant($"{model}-{code}"), bench.Recipe(model, new ModelOptions { Code = code }, training)))];

    private static double Found(StudyRun run) => 100 * (1 - run.KnnError());

    private static RunFigures OfPixels(StudyBench bench)
    {
        DataSplit split = bench.Data.Open(bench.Data.Spec(), bench.Seed);
        NeighborClassifier classifier = new(LabeledPoints.Of(Representations.Read(split.Train, bench.Workers), split.Train));
        KnnQuality quality = KnnQuality.Measure(classifier, LabeledPoints.Of(Representations.Read(split.Test, bench.Workers), split.Test), bench.Workers, bench.Time, bench.Cancellation);
        return new RunFigures([new(FigureNames.TestKnnErrorRate, quality.ErrorRate), new(FigureNames.KnnSeconds, quality.SecondsPerPrediction)]);
    }

    private static void Say(StudyReport report, int[] codes, StudyRun[] pca, StudyRun[] dense, double byPixels)
    {
        int[] smaller = [.. codes.Where((_, i) => dense[i].Mse < pca[i].Mse)], better = [.. codes.Where((_, i) => Found(dense[i]) > Found(pca[i]))];
        report.Say(Phrase.Of($"The autoencoder leaves less error than principal components at {smaller.Length} of {codes.Length} sizes, and its neighbours tell the digit better at {better.Length}."));
        int[] ofComponents = Enough(pca), ofCodes = Enough(dense);
        report.Say(ofComponents.Length > 0
            ? Phrase.Of($"{ofComponents[0]} principal components tell the digit at least as well as all pixels do ({byPixels:0.00} %).")
            : Phrase.Of($"No principal components of these sizes tell the digit as well as all pixels do ({byPixels:0.00} %)."));
        report.Say(ofCodes.Length > 0
            ? Phrase.Of($"{ofCodes[0]} numbers of the autoencoder do so too.")
            : Phrase.Of($"The codes of the autoencoder come no nearer to that than {dense.Max(Found):0.00} %."));
        double gap = dense.Max(static run => (run.Mse / run[FigureNames.TrainMse]) - 1);
        report.Say(gap <= 0 ? Phrase.Of("The code generalizes: on test images its error is no higher than on training images.")
            : gap < 0.1 ? Phrase.Of($"The code generalizes: on test images its error is at most {gap:P1} above that on training images.")
            : Phrase.Of($"The code generalizes only in part: on test images its error is up to {gap:P0} above that on training images."));

        int[] Enough(StudyRun[] runs) => [.. codes.Where((_, i) => Found(runs[i]) >= byPixels)];
    }
}
