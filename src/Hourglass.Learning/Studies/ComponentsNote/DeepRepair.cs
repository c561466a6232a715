using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>The deep autoencoder of 32 numbers that is shown digits under heavy noise and answers with the clean ones.</summary>
internal sealed class DeepRepair : Study
{
    private const int Steps = 1001, Passes = 100, Images = 10;
    private const double Deviation = 1.0;

    /// <inheritdoc/>
    public override string Name => "denoise-deep";

    /// <inheritdoc/>
    public override StudySource Source => StudySource.ComponentsNote;

    /// <inheritdoc/>
    public override string Question => Phrase.Of("Can 32 numbers repair digits under noise as strong as the ink itself?");

    /// <inheritdoc/>
    internal override void Conduct(StudyBench bench)
    {
        ModelSpec model = FirstDigits.Deep(bench, Name, new GaussianNoiseSpec(Deviation));
        StudyRun deep = bench.Train("all-at-once", FirstDigits.Recipe(bench, model, Steps));
        StudyRun batches = bench.Train("mini-batches", FirstDigits.InBatches(bench, model, Passes));
        int pixels = model.Input.Size;
        double damaged = pixels * deep[FigureNames.DamagedMse], mean = pixels * deep[FigureNames.MeanImageMse];

        StudyReport report = bench.Report;
        string unit = Phrase.Of("squared error per image");
        report.Expect(new(Phrase.Of($"training error of the repair, batches of {deep.Recipe.Training.Batch}"), pixels * deep[FigureNames.TrainDenoisedMse], unit) { Decimals = 2 });
        report.Expect(new(Phrase.Of($"test error of the repair, batches of {deep.Recipe.Training.Batch}"), RepairOf(deep), unit, StudyReference.AtMost(mean, Phrase.Of("the mean image"), ReferenceKind.Computed)) { Decimals = 2 });
        report.Expect(new(Phrase.Of($"test error of the repair, batches of {batches.Recipe.Training.Batch}"), RepairOf(batches), unit, StudyReference.AtMost(mean, Phrase.Of("the mean image"), ReferenceKind.Computed)) { Decimals = 2 });
        report.Chart(
            "repair", Phrase.Of("Damaged and repaired"),
            RepairChart(bench, model, [deep, batches]),
            Phrase.Of("The first ten test images, the same under noise, and what the networks make of these. Damaged pixels below black or above white are shown as black and white."));
        report.Table(
            Phrase.Of("Errors"),
            ["", Phrase.Of("damaged images"), Phrase.Of("undamaged images")],
            [
                [Phrase.Of("left as they are"), FormattableString.Invariant($"{damaged:0.0}"), FormattableString.Invariant($"{0:0.0}")],
                [Phrase.Of("the mean image"), FormattableString.Invariant($"{mean:0.0}"), FormattableString.Invariant($"{mean:0.0}")],
                Row(deep),
                Row(batches),
            ],
            Phrase.Of("Squared error per test image between the answer and the undamaged image."));
        report.Losses("loss", Phrase.Of("Training"), [(deep.Name, deep), (batches.Name, batches)], unit, Phrase.Of("The error of the repair after each pass over the digits, on a logarithmic axis."));
        report.Remark(Phrase.Of("The note does not cut damaged pixels to the range of pixels, and neither is it done here. Each pass damages every digit anew."));
        Conclude(report, deep, batches, damaged, mean);
    }

    private static void Conclude(StudyReport report, StudyRun deep, StudyRun batches, double damaged, double mean)
    {
        double error = RepairOf(deep), better = RepairOf(batches);
        report.Say(error < mean
            ? Phrase.Of($"The noise leaves {damaged:0} per image; the network answers with {error:0.0}, the mean image of all digits with {mean:0.0}.")
            : Phrase.Of($"The noise leaves {damaged:0} per image; the network answers with {error:0.0}, no better than the mean image of all digits with {mean:0.0}."));
        report.Say(better < error
            ? Phrase.Of($"In batches of {batches.Recipe.Training.Batch}, {batches.Result.Epochs} passes over the digits, the same network reaches {better:0.0}.")
            : Phrase.Of($"In batches of {batches.Recipe.Training.Batch}, {batches.Result.Epochs} passes over the digits, the same network reaches {better:0.0}, which is no better."));
    }

    private static double RepairOf(StudyRun run) => run[FigureNames.TestDenoisedSsePerImage];

    private static IReadOnlyList<string> Row(StudyRun run) => [run.Name, FormattableString.Invariant($"{RepairOf(run):0.0}"), FormattableString.Invariant($"{run.Sse:0.0}")];

    private static ImageChart RepairChart(StudyBench bench, ModelSpec model, IReadOnlyList<StudyRun> runs)
    {
        IDataset test = runs[0].Split.Test;
        ImageBatch damaged = new(test.Shape, Representations.Read(DamagedSet.Of(model, test)!, [.. Enumerable.Range(0, Math.Min(Images, test.Count))], bench.Workers));
        ChartImages[] rows = [new(Phrase.Of("damaged"), damaged.ToBitmaps()), .. runs.Select(run => new ChartImages(run.Name, run.Reconstruct(damaged).ToBitmaps()))];
        return ImageChart.Reconstructions(bench.TestImages(Images).ToBitmaps(), rows);
    }
}
