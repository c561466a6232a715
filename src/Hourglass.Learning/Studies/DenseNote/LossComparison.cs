using System.Globalization;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>The other exercise of the note: what another loss does to reconstructions, on 784-32-784.</summary>
internal sealed class LossComparison : Study
{
    private static readonly LossKind[] Losses = [LossKind.Mse, LossKind.Bce, LossKind.Mae, LossKind.Huber];

    /// <inheritdoc/>
    public override string Name => "losses";

    /// <inheritdoc/>
    public override StudySource Source => StudySource.DenseNote;

    /// <inheritdoc/>
    public override string Question => Phrase.Of("What does the loss that is trained on do to the reconstructions?");

    /// <inheritdoc/>
    internal override void Conduct(StudyBench bench)
    {
        Trained[] all = [.. Losses.Select(loss => Train(bench, loss))];
        StudyReport report = bench.Report;
        foreach (Trained item in all)
        {
            report.Expect(new(Phrase.Of($"squared error, trained on {item.Run.Name}"), item.Run.Mse, Phrase.Of("squared error per pixel")) { Decimals = 5 });
        }

        ImageBatch images = bench.TestImages();
        report.Chart("reconstructions", Phrase.Of("The same ten images"),
            ImageChart.Reconstructions(images.ToBitmaps(), [.. all.Select(item => new ChartImages(item.Run.Name, item.Run.Reconstruct(images).ToBitmaps()))]),
            Phrase.Of("Test images, and below them what the network makes of them after training on each loss."));
        report.Table(
            Phrase.Of("Each loss by the measure of each"),
            [Phrase.Of("trained on"), "mse", "bce", "mae", "huber", Phrase.Of("black or white pixels")],
            all.Select(static item => item.Row),
            Phrase.Of($"Means over all pixels of the test images; lower is better. Last the share of pixels within 0.05 of black or white: of the test images themselves it is {all[0].SampleExtreme:P1}."));
        report.Remark(Phrase.Of("The Huber loss is half the squared error as long as errors are at most 1, and pixels between 0 and 1 are never off by more: on such images it is the squared error under another name, and Adam does not even see the factor."));
        Conclude(report, all);
    }

    private static Trained Train(StudyBench bench, LossKind loss)
    {
        StudyRun run = bench.Train(SpecNames.Of(loss), SimpleDense.RecipeOf(bench, 30, options: new ModelOptions { Loss = loss }));
        RunFigures pixels = PixelFigures.Of(run, bench);
        return new Trained(run, [run.Mse, run[FigureNames.TestBce], pixels[PixelFigures.Mae], pixels[PixelFigures.Huber]], pixels[PixelFigures.Extreme], pixels[PixelFigures.ExtremeOfSamples]);
    }

    private static void Conclude(StudyReport report, Trained[] all)
    {
        for (int measure = 0; measure < Losses.Length - 1; measure++)
        {
            Trained own = all[measure], best = all.MinBy(item => item.Errors[measure])!;
            string name = own.Run.Name;
            report.Say(ReferenceEquals(own, best)
                ? Phrase.Of($"By {name} the network trained on {name} is the best.")
                : Phrase.Of($"By {name} the network trained on {best.Run.Name} is better than that trained on {name}: {best.Errors[measure]:0.00000} against {own.Errors[measure]:0.00000}."));
        }

        Trained most = all.MaxBy(static item => item.Extreme)!, least = all.MinBy(static item => item.Extreme)!;
        report.Say(Phrase.Of($"Sharpest is the network trained on {most.Run.Name}: {most.Extreme:P1} of its pixels are black or white, or nearly so; of {least.Run.Name} {least.Extreme:P1}."));
    }

    /// <summary>A run with its errors, in the order of the losses, and its shares of pixels that are black or white.</summary>
    private sealed record Trained(StudyRun Run, double[] Errors, double Extreme, double SampleExtreme)
    {
        public IReadOnlyList<string> Row =>
            [Run.Name, .. Errors.Select(static error => error.ToString("0.00000", CultureInfo.InvariantCulture)), Extreme.ToString("P1", CultureInfo.InvariantCulture)];
    }
}
