using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Noise and its removal by 784-32-784: trained on damaged images, against the same network trained on clean ones.</summary>
internal sealed class GaussianDenoising : Study
{
    /// <inheritdoc/>
    public override string Name => "denoise-gaussian";

    /// <inheritdoc/>
    public override StudySource Source => StudySource.DenseNote;

    /// <inheritdoc/>
    public override string Question => Phrase.Of("Can a code of 32 numbers tell digits from noise, and does it have to see noise in training?");

    /// <inheritdoc/>
    internal override void Conduct(StudyBench bench)
    {
        TrainingOptions training = new() { Epochs = bench.Pick(50, 20), Batch = bench.Pick(256, 64) };
        StudyRun repairing = bench.Train("denoising", bench.Recipe("denoising", new ModelOptions { Code = 32, Deviation = 0.5 }, training));
        StudyRun plain = bench.Train("plain", SimpleDense.RecipeOf(bench, 50));
        IDataset test = repairing.Split.Test, damaged = DamagedSet.Of(repairing.Recipe.Model, test)!;
        double ofPlain = bench.Once("plain-on-damaged", () => new RunFigures(
            [new(FigureNames.TestDenoisedMse, ReconstructionQuality.Measure(plain.Network, damaged, bench.Workers, test).Mse)]))[FigureNames.TestDenoisedMse];
        double repaired = repairing[FigureNames.TestDenoisedMse], left = repairing[FigureNames.DamagedMse];

        StudyReport report = bench.Report;
        string unit = Phrase.Of("squared error per pixel");
        report.Expect(new(Phrase.Of("error of damaged images"), left, unit) { Decimals = 5 });
        report.Expect(new(Phrase.Of("error of repaired images"), repaired, unit, StudyReference.AtMost(left, Phrase.Of("damaged images"), ReferenceKind.Computed)) { Decimals = 5 });
        report.Expect(new(Phrase.Of("error of repaired images, trained without noise"), ofPlain, unit) { Decimals = 5 });
        Draw(bench, repairing, plain, damaged);
        report.Table(
            Phrase.Of("With and without noise in training"),
            [Phrase.Of("trained on"), Phrase.Of("error on damaged images"), Phrase.Of("error on clean images")],
            [[Phrase.Of("damaged images"), Text(repaired), Text(repairing.Mse)], [Phrase.Of("clean images"), Text(ofPlain), Text(plain.Mse)]],
            Phrase.Of($"Squared errors per pixel against the clean test images; the damaged images themselves are off by {left:0.00000}."));
        report.Losses("losses", Phrase.Of("Training"), [(repairing.Name, repairing), (plain.Name, plain)], unit, Phrase.Of("The loss after each epoch, on a logarithmic axis."));

        report.Remark(Phrase.Of("The note damages the training images once, so that each has one damage that a network can learn by heart. Here every step draws new noise."));
        report.Remark(Phrase.Of("The note trains with Adadelta at its library's default, which is 0.001 now and leaves the network near its start. Here it is Adam."));
        report.Say(repaired < left
            ? Phrase.Of($"The network takes away {1 - (repaired / left):P0} of the error that noise adds: {repaired:0.00000} per pixel are left of {left:0.00000}.")
            : Phrase.Of($"The network repairs nothing: its answers are off by {repaired:0.00000} per pixel, the damaged images by {left:0.00000}."));
        report.Say(repaired < ofPlain
            ? Phrase.Of($"Training on noise helps: the same network trained on clean images leaves {ofPlain / repaired:0.0} times the error on damaged ones.")
            : Phrase.Of($"Training on noise does not help: the same network trained on clean images leaves {ofPlain:0.00000} on damaged ones."));
        report.Say(repairing.Mse > plain.Mse
            ? Phrase.Of($"It has a price: clean images come back with an error of {repairing.Mse:0.00000}, without noise in training with {plain.Mse:0.00000}.")
            : Phrase.Of($"It costs nothing: clean images come back with an error of {repairing.Mse:0.00000}, without noise in training with {plain.Mse:0.00000}."));
    }

    private static void Draw(StudyBench bench, StudyRun repairing, StudyRun plain, IDataset damaged)
    {
        ImageBatch originals = bench.TestImages();
        ImageBatch seen = new(originals.Shape, Representations.Read(damaged, [.. Enumerable.Range(0, originals.Count)], bench.Workers));
        string caption = Phrase.Of("Test images, what noise of a deviation of 0.5 makes of them, and what two networks make of that.");
        ImageChart chart = new()
        {
            Description = caption,
            Rows =
            [
                new(Phrase.Of("original"), originals.ToBitmaps()),
                new(Phrase.Of("damaged"), seen.ToBitmaps()),
                new(Phrase.Of("repaired"), repairing.Reconstruct(seen).ToBitmaps()),
                new(Phrase.Of("trained without noise"), plain.Reconstruct(seen).ToBitmaps()),
            ],
        };
        bench.Report.Chart("repaired", Phrase.Of("Damaged and repaired"), chart, caption);
    }

    private static string Text(double error) => error.ToString("0.00000", System.Globalization.CultureInfo.InvariantCulture);
}
