using System.Globalization;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>The exercise of the note: its descent with momentum against rules that adapt their steps, on 784-32-784.</summary>
internal sealed class OptimizerComparison : Study
{
    // A loss that stands still at more than this times the best has not arrived.
    private const double NearTheBest = 1.5;

    /// <inheritdoc/>
    public override string Name => "optimizers";

    /// <inheritdoc/>
    public override StudySource Source => StudySource.DenseNote;

    /// <inheritdoc/>
    public override string Question => Phrase.Of("Which optimizer brings the first autoencoder how far, and after how many epochs does its loss stand still?");

    /// <inheritdoc/>
    internal override void Conduct(StudyBench bench)
    {
        (string Name, OptimizerSpec Optimizer)[] rules =
        [
            ("sgd", new SgdSpec(0.01, 0.9, Nesterov: true, Decay: 1e-6)), ("adadelta", new AdadeltaSpec(1.0)), ("rmsprop", new RmsPropSpec()), ("adam", new AdamSpec()),
        ];
        DataSpec data = bench.Data.Spec(validation: 5000);
        Contender[] contenders = [.. rules.Select(rule => new Contender(bench.Train(rule.Name, SimpleDense.RecipeOf(bench, 50, rule.Optimizer, data: data))))];
        StudyReport report = bench.Report;
        string unit = Phrase.Of("squared error per pixel");
        foreach (Contender contender in contenders)
        {
            report.Expect(new(Phrase.Of($"test error, {contender.Run.Name}"), contender.Run.Mse, unit) { Decimals = 5 });
        }

        report.Losses("losses", Phrase.Of("Training"), contenders.Select(static contender => (contender.Run.Name, contender.Run)), unit, Phrase.Of("The loss on images that were held back, after each epoch, on a logarithmic axis."));
        report.Table(
            Phrase.Of("How far, and how soon"),
            [Phrase.Of("optimizer"), Phrase.Of("epochs to plateau"), Phrase.Of("validation loss there"), Phrase.Of("test error at the end"), Phrase.Of("time")],
            contenders.Select(static contender => contender.Row),
            Phrase.Of($"The plateau is the first epoch after which the validation loss falls by less than {Plateau.LeastProgress:P0} over {Plateau.Span} epochs; a dash where it still falls."));
        ImageBatch images = bench.TestImages();
        report.Chart("reconstructions", Phrase.Of("The same ten images"), ImageChart.Reconstructions(images.ToBitmaps(), [.. contenders.Select(contender => contender.Images(images))]),
            Phrase.Of("Test images, and below them what the network makes of them after training by each optimizer."));
        report.Remark(Phrase.Of("The note asks for descent at a rate of 0.01 with a mean over all pixels as the loss. The gradient of a mean over 784 pixels is 784 times smaller than that of a sum, so its steps are tiny; rules that divide by the size of the gradient do not notice."));
        report.Remark(Phrase.Of("The note validates on the test set. Here 5,000 training images are held back for the curves, and the test set is measured once."));
        Conclude(report, contenders);
    }

    private static void Conclude(StudyReport report, Contender[] contenders)
    {
        Contender best = contenders.MinBy(static contender => contender.Run.Mse)!, worst = contenders.MaxBy(static contender => contender.Run.Mse)!;
        report.Say(Phrase.Of($"{best.Run.Name} leaves least, {best.Run.Mse:0.00000} per pixel; {worst.Run.Name} leaves {worst.Run.Mse / best.Run.Mse:0.0} times as much."));
        Contender[] still = [.. contenders.Where(static contender => contender.Plateau is not null).OrderBy(static contender => contender.Plateau)];
        report.Say(still.Length == 0
            ? Phrase.Of($"No loss reached a plateau within {best.Run.Result.Epochs} epochs.")
            : Phrase.Of($"Epochs to the plateau: {string.Join(", ", still.Select(static contender => FormattableString.Invariant($"{contender.Run.Name} {contender.Plateau}")))}."));
        foreach (Contender stuck in still.Where(contender => contender.PlateauLoss > NearTheBest * best.Run.Mse))
        {
            report.Say(Phrase.Of($"To stand still is not to have arrived: when the loss of {stuck.Run.Name} did so, it was {stuck.PlateauLoss / best.Run.Mse:0.0} times what {best.Run.Name} reaches."));
        }
    }

    /// <summary>A run with where its loss stood still.</summary>
    private sealed class Contender(StudyRun run)
    {
        private readonly double[] _losses = [.. run.History.Select(static epoch => epoch.MonitoredLoss)];

        public StudyRun Run => run;

        public int? Plateau => Learning.Plateau.Find(_losses);

        public double PlateauLoss => Plateau is { } epoch ? _losses[epoch - 1] : double.NaN;

        public IReadOnlyList<string> Row =>
        [
            run.Name,
            Plateau?.ToString(CultureInfo.InvariantCulture) ?? "-",
            Plateau is null ? "-" : Text(PlateauLoss),
            Text(run.Mse),
            Numbers.Duration(run.Result.Seconds),
        ];

        public ChartImages Images(ImageBatch images) => new(run.Name, run.Reconstruct(images).ToBitmaps()) { Detail = Text(run.Mse) };

        private static string Text(double error) => error.ToString("0.00000", CultureInfo.InvariantCulture);
    }
}
