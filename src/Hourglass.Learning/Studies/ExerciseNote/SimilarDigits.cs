using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>What an autoencoder learns that answers an image with another one of its class.</summary>
internal sealed class SimilarDigits : Study
{
    private const double Goal = 5;
    private const int Shown = 10, PairsShown = 5, OfMean = 500;

    /// <inheritdoc/>
    public override string Name => "similarity";

    /// <inheritdoc/>
    public override StudySource Source => StudySource.ExerciseNote;

    /// <inheritdoc/>
    public override string Question => Phrase.Of("What does the code of a digit keep when the network has to answer with other digits of the same class?");

    /// <inheritdoc/>
    internal override void Conduct(StudyBench bench)
    {
        int partners = bench.Pick(10, 4);
        DataSpec few = bench.Data.Spec(bench.Pick(2000, 500), target: TargetKind.SameClass, partners: partners);
        DataSpec many = bench.Data.Spec(target: TargetKind.SameClass, partners: partners);
        StudyRun first = bench.Train("first-2000", RecipeOf(bench, "similarity", few, new TrainingOptions { Epochs = bench.Pick(50, 6), Batch = 32 }));
        StudyRun all = bench.Train("all", RecipeOf(bench, "similarity", many, Long(bench, 4, 4)));
        StudyRun plain = bench.Train("plain", RecipeOf(bench, "deep", bench.Data.Spec(), Long(bench, 12, 8)));
        StudyRun[] runs = [first, all, plain];
        double[] errors = [.. runs.Select(run => 100 * Miss(bench, run))];

        StudyReport report = bench.Report;
        report.Expect(new(Phrase.Of("kNN-10 error on two numbers, all images and their partners"), errors[1], "%", StudyReference.AtMost(Goal, Phrase.Of("goal"), ReferenceKind.Goal)) { Decimals = 2 });
        report.Expect(new(Phrase.Of($"kNN-10 error on two numbers, the first {first.Split.Train.Count} images and their partners"), errors[0], "%") { Decimals = 2 });
        report.Expect(new(Phrase.Of("kNN-10 error on two numbers, a plain autoencoder of the same layers"), errors[2], "%") { Decimals = 2 });
        report.Scatter("codes", Phrase.Of("The code of all images and their partners"), all.Encode(all.Split.Test), all.Split.Test, Phrase.Of("The two numbers of each test image, marked by digit. All that the network was told of a class is which images are partners."));
        report.Chart("pairs", Phrase.Of("Images and their partners"), DrawPairs(bench, few, partners), Phrase.Of("At the left an image that the network is shown, beside it what it is to answer with: others of its class, drawn at random."));
        report.Chart("answers", Phrase.Of("What the networks answer"), DrawAnswers(bench, runs), Phrase.Of("Test images, and below them what each network makes of them. The last row is the mean of the class, the best answer to partners drawn at random."));
        report.Scatter("first-codes", Phrase.Of($"The code of the first {first.Split.Train.Count} images and their partners"), first.Encode(all.Split.Test), all.Split.Test, Phrase.Of("The same test images by the network that learned as the note says."));
        report.Scatter("plain-codes", Phrase.Of("The code of a plain autoencoder"), plain.Encode(all.Split.Test), all.Split.Test, Phrase.Of("The same test images by a network of the same layers that answers with the image itself."));
        int[] mapped = PointSample.Evenly(all.Split.Test.Count, bench.Pick(5000, 400));
        TsneMap map = bench.Map("tsne", () => all.Encode(all.Split.Test).Subset(mapped));
        ScatterChart chart = StudySection.ScatterOf(map.Places, all.Split.Test.Subset(mapped), Phrase.Of("A map of the codes by t-SNE, marked by digit."));
        report.Chart("tsne", Phrase.Of("The same code by t-SNE"), chart with { XName = "", YName = "" }, Phrase.Of("A map of the codes of all images and their partners: t-SNE spreads what lies close together. A code of two numbers can be seen without it."));
        Say(report, runs, errors);
        report.Remark(Phrase.Of("The note holds back the last fifth of the pairs for validation; they are of the same images as the others' partners, so that they show little. Here every figure is of test images."));
        report.Remark(Phrase.Of("The note draws partners that may be the image itself. Here a partner is another image."));
    }

    private static TrainingOptions Long(StudyBench bench, int full, int quick) => new() { Epochs = bench.Pick(full, quick), Batch = bench.Pick(256, 25), Schedule = new CosineSchedule() };

    private static Recipe RecipeOf(StudyBench bench, string model, DataSpec data, TrainingOptions training) =>
        bench.Recipe(model, new ModelOptions { Code = 2, Layers = bench.Pick<IReadOnlyList<int>>([512, 256], [128, 32]) }, training, data);

    /// <summary>Gets the share of test images whose digit the ten nearest codes of all training images miss, whichever of them a network has learned from.</summary>
    private static double Miss(StudyBench bench, StudyRun run) => bench.Once($"knn-{run.Name}", () =>
    {
        DataSplit split = bench.Data.Open(bench.Data.Spec(), bench.Seed);
        NeighborClassifier classifier = new(LabeledPoints.Of(run.Encode(split.Train), split.Train));
        KnnQuality quality = KnnQuality.Measure(classifier, LabeledPoints.Of(run.Encode(split.Test), split.Test), bench.Workers, bench.Time, bench.Cancellation);
        return new RunFigures([new(FigureNames.TestKnnErrorRate, quality.ErrorRate)]);
    })[FigureNames.TestKnnErrorRate];

    private static ImageChart DrawPairs(StudyBench bench, DataSpec data, int partners)
    {
        IDataset pairs = bench.Data.Open(data, bench.Seed).Train;
        int count = pairs.Count / partners;
        return new()
        {
            Description = Phrase.Of("Images, each with others of its class beside it."),
            Rows =
            [
                .. Enumerable.Range(0, PairsShown).Select(i => new ChartImages("",
                [
                    .. Read(bench, pairs, [i]),
                    .. Read(bench, pairs.Targets!, [.. Enumerable.Range(0, partners).Select(round => (round * count) + i)]),
                ])),
            ],
            ApartLeft = 1,
        };
    }

    private static ImageChart DrawAnswers(StudyBench bench, StudyRun[] runs)
    {
        IDataset test = runs[1].Split.Test;
        ImageBatch images = bench.TestImages(Shown);
        ChartImages[] rows = [.. runs.Zip([Phrase.Of($"first {runs[0].Split.Train.Count}"), Phrase.Of("all"), Phrase.Of("plain")], (run, name) => new ChartImages(name, run.Reconstruct(images).ToBitmaps()))];
        Bitmap[] means = [.. Enumerable.Range(0, images.Count).Select(i => MeanOf(bench, runs[1].Split.Train, test.Labels.Span[i]))];
        return ImageChart.Reconstructions(images.ToBitmaps(), [.. rows, new ChartImages(Phrase.Of("mean of the class"), means)]);
    }

    /// <summary>Draws the mean of images of a class.</summary>
    private static Bitmap MeanOf(StudyBench bench, IDataset set, int label)
    {
        int[] members = [.. Enumerable.Range(0, set.Count).Where(i => set.Labels.Span[i] == label).Take(OfMean)];
        float[] pixels = Representations.Read(set, members, bench.Workers), mean = new float[set.Shape.Size];
        for (int i = 0; i < pixels.Length; i++) mean[i % mean.Length] += pixels[i] / members.Length;
        return new ImageBatch(set.Shape, mean).ToBitmap(0);
    }

    private static Bitmap[] Read(StudyBench bench, IDataset set, int[] indices) => new ImageBatch(set.Shape, Representations.Read(set, indices, bench.Workers)).ToBitmaps();

    private static void Say(StudyReport report, StudyRun[] runs, double[] errors)
    {
        StudyRun all = runs[1];
        double reached = all[FigureNames.TestTargetMse], best = all[FigureNames.ClassMeanMse], mean = all[FigureNames.MeanTargetMse];
        report.Say(Phrase.Of($"The loss stays the same, the squared error; only its target changes, and with it what can be reached: not 0 but {best:0.00000} per pixel, the error of the mean of the class. The network reaches {reached:0.00000}, the mean of all images {mean:0.00000}."));
        report.Say(errors[1] < errors[2]
            ? Phrase.Of($"Its two numbers know more of the class than a plain autoencoder's: the ten nearest training images miss {errors[1]:0.00} % of the test images against {errors[2]:0.00} %.")
            : Phrase.Of($"Its two numbers know no more of the class than a plain autoencoder's: the ten nearest training images miss {errors[1]:0.00} % of the test images against {errors[2]:0.00} %."));
        report.Say(Phrase.Of($"Of the single image itself the plain autoencoder leaves {runs[2].Mse:0.00000} per pixel between a test image and its answer, this one {all.Mse:0.00000}."));
        report.Say(Phrase.Of($"Learned from the first {runs[0].Split.Train.Count} images alone, as the note does, the error is {errors[0]:0.00} %."));
    }
}
