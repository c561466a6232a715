using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Whether a network classifies better when its layers have learned, one by one, to reconstruct.</summary>
/// <param name="activation">The activation of the hidden layers.</param>
internal sealed class PretrainedClassifier(ActivationKind activation) : Study
{
    private const int Filters = 10, HeldBack = 5000, Patience = 5;

    // Two standard errors: a difference beyond them is chance in one case of twenty.
    private const double Errors = 2;

    /// <summary>Gets the study for both activations of the note.</summary>
    public static IReadOnlyList<Study> All { get; } = [new PretrainedClassifier(ActivationKind.Sigmoid), new PretrainedClassifier(ActivationKind.Tanh)];

    /// <inheritdoc/>
    public override string Name => $"pretraining-{SpecNames.Of(activation)}";

    /// <inheritdoc/>
    public override StudySource Source => StudySource.ExerciseNote;

    /// <inheritdoc/>
    public override string Question => Phrase.Of($"Does a network of two {SpecNames.Of(activation)} layers classify better when they first learn, one by one, to reconstruct?");

    /// <inheritdoc/>
    internal override void Conduct(StudyBench bench)
    {
        ModelOptions options = new() { Activation = activation, Layers = bench.Pick<IReadOnlyList<int>>([1000, 1000], [100, 100]) };
        TrainingOptions training = Models.Get("stacked").Training with { Epochs = bench.Pick(50, 10), Patience = Patience };
        Recipe recipe = bench.Recipe("stacked", options, training, bench.Data.Spec(validation: HeldBack, target: TargetKind.Label));
        StudyRun run = bench.Train(Name, recipe with { Pretraining = recipe.Pretraining! with { Epochs = bench.Pick(15, 8), Batch = bench.Pick(256, 25) } });
        Network layer = ModelFile.Load(run.Folder.Phase(LayerwisePretraining.NameOf(0, compare: true)).ModelFile);

        StudyReport report = bench.Report;
        double after = 100 * run[FigureNames.TestErrorRate], before = 100 * run[FigureNames.TestErrorRate + FigureNames.BeforeFineTuning];
        double without = 100 * run[FigureNames.TestErrorRate + FigureNames.WithoutPretraining];
        StudyReference reference = StudyReference.AtMost(without, Phrase.Of("the same network without pre-training"), ReferenceKind.Computed);
        report.Expect(new(Phrase.Of("test error after pre-training and fine-tuning"), after, "%", reference) { Decimals = 2 });
        report.Expect(new(Phrase.Of("test error without pre-training"), without, "%") { Decimals = 2 });
        report.Expect(new(Phrase.Of("test error before fine-tuning"), before, "%") { Decimals = 2 });
        report.Chart("filters", Phrase.Of("What the first layer looks for"), DrawFilters(run, layer),
            Phrase.Of("The weights of the same ten units of the first layer, blue below zero and red above: as they learned to reconstruct, after fine-tuning, and in the network that was never pre-trained."));
        report.Chart("learning", Phrase.Of("Learning the classes"), DrawLosses(run), Phrase.Of($"The loss on images that were held back, after each epoch, on a logarithmic axis. A network stops where its loss has not fallen for {Patience} epochs and takes back its best weights."));
        report.Chart("confusion", Phrase.Of("Which digits are taken for which"), new ConfusionChart
        {
            Description = Phrase.Of("Confusion matrix of the pre-trained network on the test images."),
            Counts = run.Result.Confusion!,
            ClassNames = run.Split.Test.ClassNames,
        }, Phrase.Of("The pre-trained network after fine-tuning: each row holds the test images of one class, each column what they were taken for."));

        Compare(report, after, without, run.Split.Test.Count);
        report.Say(Phrase.Of($"Layers that never saw a label, under an output layer trained on their codes, miss {before:0.00} %; fine-tuning of the whole network brings that to {after:0.00} %."));
        report.Say(Phrase.Of($"Fine-tuning changes the weights of the first layer by {Change(FiltersOf(layer, run), FiltersOf(run.Network, run)):P0} of their size."));
        report.Remark(Phrase.Of("The note fine-tunes with binary cross-entropy under a softmax, as if the ten answers had nothing to do with each other. Here the loss is the cross-entropy of the right class, before and after."));
        report.Remark(Phrase.Of("The note names its files after 768 inputs; an image has 28 x 28 = 784 pixels."));
        report.Remark(Phrase.Of("The note fine-tunes for 20 epochs what it compares with a training of 50. Here both may take the same number, and stop where they no longer improve."));
    }

    /// <summary>Says which is better, and whether the test set is large enough to tell.</summary>
    private static void Compare(StudyReport report, double after, double without, int count)
    {
        report.Say(Math.Sign(without - after) switch
        {
            > 0 => Phrase.Of($"Pre-training lowers the test error from {without:0.00} to {after:0.00} %."),
            < 0 => Phrase.Of($"Pre-training does not help here: the test error is {after:0.00} % with it and {without:0.00} % without."),
            _ => Phrase.Of($"Pre-training makes no difference: the test error is {after:0.00} % with it and without."),
        });
        double chance = Errors * 100 * Math.Sqrt((after + without) / 100 / count);
        report.Say(Math.Abs(without - after) <= chance
            ? Phrase.Of($"On {count} test images two networks that are equally good may differ by {chance:0.00} points; this difference is no larger, so one training of each does not settle the question.")
            : Phrase.Of($"On {count} test images two networks that are equally good may differ by {chance:0.00} points; this difference is larger."));
    }

    private static ImageBatch FiltersOf(Network network, StudyRun run) => LayerFilters.Of(network, run.Split.Test.Shape)!;

    private static ImageChart DrawFilters(StudyRun run, Network layer)
    {
        Network without = ModelFile.Load(run.Folder.Phase(LayerwisePretraining.WithoutName).ModelFile);
        (string Name, ImageBatch Images)[] rows =
        [
            (Phrase.Of("pre-trained"), FiltersOf(layer, run)),
            (Phrase.Of("fine-tuned"), FiltersOf(run.Network, run)),
            (Phrase.Of("never pre-trained"), FiltersOf(without, run)),
        ];
        float limit = rows.Max(static row => DivergingMap.Limit(row.Images.Pixels.Span));
        return new()
        {
            Description = Phrase.Of("Weights of ten units of the first layer, three times."),
            Rows = [.. rows.Select(row => new ChartImages(row.Name, [.. Enumerable.Range(0, Filters).Select(i => DivergingMap.ToBitmap(row.Images, i, limit))]))],
            ColorLimit = limit,
        };
    }

    private static LineChart DrawLosses(StudyRun run)
    {
        (string Name, IReadOnlyList<EpochRecord> Epochs)[] lines =
        [
            (Phrase.Of("pre-trained"), run.History), (Phrase.Of("never pre-trained"), run.Folder.Phase(LayerwisePretraining.WithoutName).ReadHistory()),
        ];
        return new()
        {
            Description = Phrase.Of("Line chart: the loss of both networks over the epochs."),
            Series = [.. lines.Select(static line => new ChartSeries(line.Name, [.. line.Epochs.Select(static e => (double)e.Epoch)], [.. line.Epochs.Select(static e => e.MonitoredLoss)]))],
            XName = Phrase.Of("epoch"),
            YName = Phrase.Of("cross-entropy, nats per image"),
            Logarithmic = true,
        };
    }

    /// <summary>Gets how far weights moved, as a part of how large they were.</summary>
    private static double Change(ImageBatch from, ImageBatch to)
    {
        double moved = 0, size = 0;
        for (int i = 0; i < from.Pixels.Length; i++)
        {
            double old = from.Pixels.Span[i], change = to.Pixels.Span[i] - old;
            (moved, size) = (moved + (change * change), size + (old * old));
        }

        return Math.Sqrt(moved / size);
    }
}
