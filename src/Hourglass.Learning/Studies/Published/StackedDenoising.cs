using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>The stacked denoising autoencoder of Vincent et al., Extracting and Composing Robust Features with Denoising Autoencoders, 2008, as the tutorial of
/// Theano has it.</summary>
internal sealed class StackedDenoising : Study
{
    private const double Published = 1.3, Goal = 1.35, LogisticRegression = 7.49, Perceptron = 1.65;
    private const double InputDropout = 0.2, Dropout = 0.4;
    private const int Filters = 48;

    /// <inheritdoc/>
    public override string Name => "vincent2008";

    /// <inheritdoc/>
    public override StudySource Source => StudySource.Published;

    /// <inheritdoc/>
    public override string Question => Phrase.Of("What does a classifier of digits gain when its layers first learn to repair damaged images?");

    /// <summary>The protocol: the whole network, how each layer is pre-trained, how all are fine-tuned.</summary>
    private static Recipe RecipeOf(StudyBench bench)
    {
        TrainingOptions fineTuning = new()
        {
            Epochs = bench.Pick(40, 6),
            Batch = bench.Pick(128, 32),
            Schedule = new CosineSchedule(),
        };
        ModelOptions layers = new() { Layers = bench.Pick<int[]>([1000, 1000, 1000], [200, 200, 200]), Activation = ActivationKind.Relu };
        Recipe recipe = bench.Recipe("stacked", layers, fineTuning, bench.Data.Spec(target: TargetKind.Label));
        IEnumerable<LayerSpec> encoder = recipe.Model.Encoder.SelectMany(static (layer, i) => (LayerSpec[])[new DropoutSpec(i == 0 ? InputDropout : Dropout), layer]);
        return recipe with
        {
            Model = recipe.Model with { Encoder = [.. encoder] },
            Pretraining = new PretrainingSpec(Epochs: bench.Pick(10, 5), Batch: bench.Pick(256, 50), Optimizer: new AdamSpec(), Corruption: [0.1, 0.2, 0.3], Compare: bench.IsQuick),
        };
    }

    /// <inheritdoc/>
    internal override void Conduct(StudyBench bench)
    {
        StudyRun run = bench.Train("stacked-denoising", RecipeOf(bench));
        double miss = 100 * run[FigureNames.TestErrorRate], before = 100 * run[FigureNames.TestErrorRate + FigureNames.BeforeFineTuning];
        double without = 100 * run[FigureNames.TestErrorRate + FigureNames.WithoutPretraining];

        StudyReport report = bench.Report;
        report.Expect(new(Phrase.Of("test error"), miss, "%", StudyReference.AtMost(Goal, Phrase.Of($"published {Published:0.0}"), ReferenceKind.Goal)) { Decimals = 2 });
        report.Expect(new(Phrase.Of("test error before fine-tuning"), before, "%") { Decimals = 2 });
        if (double.IsFinite(without)) report.Expect(new(Phrase.Of("test error without pre-training"), without, "%") { Decimals = 2 });
        report.Table(
            Phrase.Of("Beside other classifiers"),
            [Phrase.Of("classifier"), Phrase.Of("test error")],
            [
                Row(Phrase.Of("this network"), miss),
                Row(Phrase.Of("the same in the paper and in the tutorial"), Published),
                Row(Phrase.Of("one hidden layer of 500, published"), Perceptron),
                Row(Phrase.Of("logistic regression, published"), LogisticRegression),
            ],
            Phrase.Of("The tutorial took 585 minutes to pre-train and 444 to fine-tune on one thread."));
        report.Chart(
            "filters", Phrase.Of("What the first layer looks for"),
            ImageChart.Filters(run.Filters(Filters)),
            Phrase.Of("The weights of the first units, which learned to fill in missing pixels and were then fine-tuned."));
        report.Chart("confusion", Phrase.Of("What is taken for what"), ConfusionOf(run), Phrase.Of("Digits of the test set, and what they were taken for."));
        report.Losses(
            "loss", Phrase.Of("Fine-tuning"),
            [(run.Name, run)],
            Phrase.Of("cross-entropy of the training set, nats"),
            Phrase.Of("The loss after each epoch of fine-tuning, with the units that it drops."));
        report.Remark(Phrase.Of("The paper and the tutorial have sigmoids and take a step for every single image. Here units are relu, and Adam trains with larger batches, in minutes."));
        report.Remark(Phrase.Of($"Fine-tuning with larger batches is less noisy and learns the training images by heart. Here it drops {100 * InputDropout:0} % of the pixels and {100 * Dropout:0} % of the units at random, which the paper did not."));
        Conclude(report, run, miss, before, without);
    }

    private static void Conclude(StudyReport report, StudyRun run, double miss, double before, double without)
    {
        report.Say(Phrase.Of($"The network misses {miss:0.00} % of the test images; the pre-trained layers under an output layer alone, before fine-tuning, miss {before:0.00} %."));
        report.Say(miss <= Published
            ? Phrase.Of($"That is as good as the {Published:0.0} % that was published, or better.")
            : Phrase.Of($"Published were {Published:0.0} %: {miss - Published:0.00} points less."));
        if (double.IsFinite(without))
        {
            report.Say(without > miss
                ? Phrase.Of($"Without pre-training the same network misses {without:0.00} %: pre-training gains {without - miss:0.00} points.")
                : Phrase.Of($"Without pre-training the same network misses {without:0.00} %: pre-training gains nothing here."));
        }

        report.Say(Phrase.Of($"Pre-training and {run.Result.Epochs} epochs of fine-tuning took {Numbers.Duration(run.Result.Seconds)} on {run.Result.Threads} threads."));
    }

    private static IReadOnlyList<string> Row(string name, double miss) => [name, FormattableString.Invariant($"{miss:0.00} %")];

    private static ConfusionChart ConfusionOf(StudyRun run) => new()
    {
        Description = Phrase.Of("The confusion matrix of the test set."),
        Counts = run.Result.Confusion!,
        ClassNames = run.Split.Test.ClassNames,
    };
}
