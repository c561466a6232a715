using System.Globalization;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>The ladder of a page that most courses follow: dense, sparse, deep, convolutional, denoising, variational, all in cross-entropy per pixel.</summary>
internal sealed class KerasBlog : Study
{
    private const double PlainActivation = 7.30, SparseActivation = 3.33;

    // The last is the one that the page prints.
    private static readonly double[] Penalties = [1e-5, 2e-5, 5e-5, 1e-4];

    /// <inheritdoc/>
    public override string Name => "keras-blog";

    /// <inheritdoc/>
    public override StudySource Source => StudySource.Published;

    /// <inheritdoc/>
    public override string Question => Phrase.Of("Which figures of the best known page on autoencoders hold up?");

    /// <inheritdoc/>
    internal override void Conduct(StudyBench bench)
    {
        TrainingOptions Training(int epochs, int quick = 20) => new() { Epochs = bench.Pick(epochs, quick), Batch = bench.Pick(256, 64) };
        ModelOptions simple = new() { Code = 32, Loss = LossKind.Bce };
        Recipe plain = bench.Recipe("dense", simple, Training(50));
        StudyRun dense = bench.Train("dense", plain);
        StudyRun[] penalised = [.. Penalties.Select(penalty => Sparse(bench, plain.Model, penalty, Training(100)))];
        StudyRun sparse = penalised.FirstOrDefault(static run => Activation(run) <= SparseActivation, penalised[^1]), printed = penalised[^1];
        StudyRun deep = bench.Train("deep", bench.Recipe("deep", simple with { Layers = [128, 64], CodeActivation = ActivationKind.Relu }, Training(100)));
        StudyRun conv = bench.Train("conv", bench.Recipe("conv-pool", new ModelOptions { Filters = [16, 8, 8] }, Training(50, 5) with { Batch = bench.Pick(128, 16) }));
        double active = bench.Once("activation", () => new RunFigures([new(FigureNames.TestMeanActivation, Mean(dense.Encode(dense.Split.Test).Values))]))[FigureNames.TestMeanActivation];

        StudyReport report = bench.Report;
        report.Expect(Figure(Phrase.Of("dense, 32 numbers"), dense, 0.11));
        report.Expect(Figure(Phrase.Of("sparse, 32 numbers"), sparse, 0.10));
        report.Expect(Figure(Phrase.Of("deep, 128-64-32"), deep, 0.097));
        report.Expect(Figure(Phrase.Of("convolutions, 4 x 4 x 8 numbers"), conv, 0.094));
        report.Expect(new(Phrase.Of("mean activation of the sparse code"), Activation(sparse), "", StudyReference.AtMost(SparseActivation, Phrase.Of("the page"), ReferenceKind.Published)) { Decimals = 2 });
        StudyRun[] ladder = [dense, sparse, deep, conv];
        ShowLadder(bench, ladder);
        ShowPenalties(report, active, dense, penalised);
        ShowDenoising(bench);
        ShowVariational(bench);

        report.Remark(Phrase.Of($"The page penalises the sparse code by 1e-4 times its sum. Beside a mean over pixels that weighs so much that its own script is known to stand still near 0.26, the cross-entropy of a grey answer. Trained so by Adam it ends at {printed[FigureNames.TestBce]:0.000} with a mean activation of {Activation(printed):0.00}. The figures above are of {sparse.Name}, the weakest penalty of the table that brings the activation to the page's, or else the strongest."));
        report.Remark(Phrase.Of("The page began with Adadelta, whose default rate has since fallen from 1.0 to 0.001, and later says Adam; its figures come from different times. Here all of it is trained by Adam."));
        Conclude(report, ladder, active);
    }

    private static StudyRun Sparse(StudyBench bench, ModelSpec plain, double penalty, TrainingOptions training) =>
        bench.Train(FormattableString.Invariant($"sparse-{penalty:0e-0}"), bench.Recipe(plain with { Name = "sparse-l1", Encoder = [.. plain.Encoder, new ActivityPenaltySpec(penalty)] }, training));

    private static StudyFigure Figure(string label, StudyRun run, double reference) => new(
        label, run[FigureNames.TestBce], Phrase.Of("cross-entropy per pixel"), StudyReference.AtMost(reference, Phrase.Of("the page"), ReferenceKind.Published))
    {
        Decimals = 4,
    };

    private static void ShowLadder(StudyBench bench, StudyRun[] ladder)
    {
        ImageBatch images = bench.TestImages();
        bench.Report.Chart("ladder", Phrase.Of("The ladder"),
            ImageChart.Reconstructions(images.ToBitmaps(), [.. ladder.Select(run => new ChartImages(run.Name, run.Reconstruct(images).ToBitmaps()) { Detail = Text(run[FigureNames.TestBce]) })]),
            Phrase.Of("Test images, and below them what each network makes of them, with its cross-entropy per pixel."));
        bench.Report.Table(
            Phrase.Of("The ladder in figures"),
            [Phrase.Of("network"), Phrase.Of("cross-entropy per pixel"), Phrase.Of("squared error per pixel"), Phrase.Of("parameters"), Phrase.Of("epochs")],
            ladder.Select(static run => (IReadOnlyList<string>)[run.Name, Text(run[FigureNames.TestBce]), Text(run.Mse), Numbers.Format(run.Result.Parameters), Numbers.Format(run.Result.Epochs)]));
    }

    private static void ShowPenalties(StudyReport report, double active, StudyRun dense, StudyRun[] penalised) => report.Table(
        Phrase.Of("What the penalty weighs"),
        [Phrase.Of("network"), Phrase.Of("penalty"), Phrase.Of("mean activation"), Phrase.Of("cross-entropy per pixel")],
        [
            [dense.Name, "0", active.ToString("0.00", CultureInfo.InvariantCulture), Text(dense[FigureNames.TestBce])],
            .. penalised.Zip(Penalties, static (run, penalty) => (IReadOnlyList<string>)
                [run.Name, penalty.ToString("0e-0", CultureInfo.InvariantCulture), Activation(run).ToString("0.00", CultureInfo.InvariantCulture), Text(run[FigureNames.TestBce])]),
        ],
        Phrase.Of("The activation is the mean over the code's numbers and the test images; the penalty is times their sum in each image."));

    private static void ShowDenoising(StudyBench bench)
    {
        IReadOnlyList<int> filters = bench.Pick<IReadOnlyList<int>>([32, 32], [8, 8]);
        Recipe recipe = bench.Recipe("conv-pool", new ModelOptions { Filters = filters }, new TrainingOptions { Epochs = bench.Pick(10, 3), Batch = bench.Pick(128, 16) }, bench.Data.Spec());
        ModelSpec model = recipe.Model with { Name = "conv-denoising", Encoder = [new GaussianNoiseSpec(0.5, 0, 1), .. recipe.Model.Encoder] };
        StudyRun run = bench.Train("conv-denoising", recipe with { Model = model });
        ImageBatch originals = bench.TestImages();
        ImageBatch damaged = new(originals.Shape, Representations.Read(DamagedSet.Of(model, run.Split.Test)!, [.. Enumerable.Range(0, originals.Count)], bench.Workers));
        string caption = Phrase.Of($"Test images, the same with noise of a deviation of 0.5, and what convolutions make of that after {run.Result.Epochs} epochs.");
        ChartImages[] rows = [new(Phrase.Of("original"), originals.ToBitmaps()), new(Phrase.Of("damaged"), damaged.ToBitmaps()), new(Phrase.Of("repaired"), run.Reconstruct(damaged).ToBitmaps())];
        bench.Report.Chart("denoising", Phrase.Of("Noise removed by convolutions"), new ImageChart { Description = caption, Rows = rows }, caption);
        double repaired = run[FigureNames.TestDenoisedMse], left = run[FigureNames.DamagedMse];
        bench.Report.Say(repaired < left
            ? Phrase.Of($"Convolutions take away {1 - (repaired / left):P0} of the error that noise adds.")
            : Phrase.Of($"Convolutions do not repair noise: {repaired:0.0000} per pixel instead of {left:0.0000}."));
    }

    private static void ShowVariational(StudyBench bench)
    {
        const int Side = 15;
        StudyRun run = bench.Train("vae", bench.Recipe("vae", new ModelOptions { Code = 2, Layers = [64] }, new TrainingOptions { Epochs = bench.Pick(50, 20), Batch = 128 }));
        bench.Report.Scatter("vae-codes", Phrase.Of("The variational code"), run.Encode(run.Split.Test), run.Split.Test, Phrase.Of("The means of the two numbers of each test image, marked by digit."));
        bench.Report.Picture("vae-plane", Phrase.Of("The plane of the variational code"), GeneratedPictures.Manifold(run.Decode(CodeGrid.Square(CodeDistribution.Prior(2), Side))), Phrase.Of("What the decoder makes of codes between which the same share of the prior lies."));
    }

    private static void Conclude(StudyReport report, StudyRun[] ladder, double active)
    {
        StudyRun dense = ladder[0], sparse = ladder[1], best = ladder.MinBy(static run => run[FigureNames.TestBce])!;
        int reached = report.Figures.Count(static figure => figure.IsReached == true), judged = report.Figures.Count(static figure => figure.IsReached is not null);
        if (judged > 0) report.Say(Phrase.Of($"{reached} of {judged} figures of the page are reached."));
        report.Say(Phrase.Of($"Lowest is {best.Name}, at {best[FigureNames.TestBce]:0.0000}; the first network, dense, leaves {dense[FigureNames.TestBce]:0.0000}."));
        double activation = Activation(sparse);
        report.Say(activation < active
            ? Phrase.Of($"The penalty brings the mean activation from {active:0.00} down to {activation:0.00}; the page has {PlainActivation:0.00} and {SparseActivation:0.00}.")
            : Phrase.Of($"The penalty does not lower the mean activation: {activation:0.00} after {active:0.00}; the page has {SparseActivation:0.00} after {PlainActivation:0.00}."));
    }

    private static double Activation(StudyRun run) => run[FigureNames.TestMeanActivation];

    private static string Text(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    private static double Mean(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values) sum += value;
        return sum / values.Length;
    }
}
