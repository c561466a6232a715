using System.Globalization;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>The first variational autoencoder on digits: its bound, over epochs and over the size of the code.</summary>
internal sealed class VariationalBayes : Study
{
    // What PyTorch's examples print of one training.
    private const double Printed = 105.59;

    // A held-back bound that rises by more after its best epoch overfits.
    private const double Overfits = 0.5;

    // Of four trainings in PyTorch.
    private static readonly StudyReference Known = StudyReference.AmongSeeds(105.75, 0.10, "PyTorch", ReferenceKind.PyTorch);

    private static readonly int[] Sizes = [2, 5, 10, 20];

    /// <inheritdoc/>
    public override string Name => "kingma2014";

    /// <inheritdoc/>
    public override StudySource Source => StudySource.Published;

    /// <inheritdoc/>
    public override string Question => Phrase.Of("How good a bound does a variational autoencoder give, and do more numbers in the code overfit?");

    /// <inheritdoc/>
    internal override void Conduct(StudyBench bench)
    {
        StudyRun first = bench.Train("code-20-short", Recipe(bench, 20, bench.Data.Spec(), 10, 5));
        DataSpec heldBack = bench.Data.Spec(validation: 5000);
        StudyRun[] runs = [.. Sizes.Select(size => bench.Train(FormattableString.Invariant($"code-{size}"), Recipe(bench, size, heldBack, 30, 10)))];

        StudyReport report = bench.Report;
        string unit = Phrase.Of("nats per image");
        double bound = Bound(first);
        report.Expect(new(Phrase.Of("negative ELBO, code 20, 10 epochs"), bound, unit, Known) { Decimals = 2 });
        foreach (StudyRun run in runs) report.Expect(new(Phrase.Of($"negative ELBO, code {run.Result.CodeSize}, {run.Result.Epochs} epochs"), Bound(run), unit) { Decimals = 2 });
        double[] x = [.. Sizes.Select(static size => (double)size)];
        string overSizes = Phrase.Of("The negative bound after training on codes of different sizes; lower is better.");
        report.Chart("bound-by-size", Phrase.Of("The bound over the size of the code"), new LineChart
        {
            Description = overSizes,
            Series = [new(Phrase.Of("test"), x, [.. runs.Select(Bound)]), new(Phrase.Of("training"), x, [.. runs.Select(static run => run.History[^1].Loss)])],
            XName = Phrase.Of("numbers of the code"),
            YName = Phrase.Of("negative ELBO, nats per image"),
            LogarithmicX = true,
            Markers = true,
        }, overSizes);
        report.Losses("bound-by-epoch", Phrase.Of("The bound over the epochs"), runs.Select(static run => (run.Name, run)), Phrase.Of("negative ELBO, nats per image"), Phrase.Of("The negative bound on images that were held back, after each epoch."));
        DrawSamples(bench, runs);
        report.Table(
            Phrase.Of("The parts of the bound"),
            [Phrase.Of("run"), Phrase.Of("negative ELBO"), Phrase.Of("reconstruction"), Phrase.Of("divergence"), Phrase.Of("active units")],
            ((StudyRun[])[first, .. runs]).Select(Row),
            Phrase.Of("On the test images, in nats per image; the first two are lower where they are better."));

        report.Remark(Phrase.Of("Bounds on digits come on three scales: of grey pixels taken as probabilities, as here and in PyTorch's examples, of pixels made black or white once, and of pixels drawn black or white anew each time. They cannot be compared with each other: grey pixels cost an entropy of their own."));
        report.Remark(Phrase.Of($"PyTorch's examples print {Printed:0.00} for the training of {first.Result.Epochs} epochs, of one seed and from initial weights of another distribution. The figure beside ours is the mean of four seeds in PyTorch from the same distribution as here."));
        Conclude(report, first, runs);
    }

    private static Recipe Recipe(StudyBench bench, int code, DataSpec data, int epochs, int quick) =>
        bench.Recipe("vae", new ModelOptions { Code = code }, new TrainingOptions { Epochs = bench.Pick(epochs, quick), Batch = 128 }, data);

    private static double Bound(StudyRun run) => run[FigureNames.TestNegativeElbo];

    private static IReadOnlyList<string> Row(StudyRun run) =>
    [
        run.Name,
        .. ((string[])[FigureNames.TestNegativeElbo, FigureNames.TestReconstruction, FigureNames.TestDivergence]).Select(name => run[name].ToString("0.00", CultureInfo.InvariantCulture)),
        run[FigureNames.TestActiveUnits].ToString("0", CultureInfo.InvariantCulture),
    ];

    private static void DrawSamples(StudyBench bench, StudyRun[] runs)
    {
        const int Count = 10;
        string caption = Phrase.Of("Codes drawn from the prior, decoded: digits that nobody wrote.");
        ChartImages[] rows = [.. runs.Select(run => new ChartImages(run.Name, run.Decode(CodeDistribution.Prior(run.Result.CodeSize).Draw(Count, new RandomKey(bench.Seed))).ToBitmaps()))];
        bench.Report.Chart("samples", Phrase.Of("Samples"), new ImageChart { Description = caption, Rows = rows }, caption);
    }

    private static void Conclude(StudyReport report, StudyRun first, StudyRun[] runs)
    {
        double bound = Bound(first);
        report.Say(bound <= Known.Most
            ? Phrase.Of($"After {first.Result.Epochs} epochs the bound is {bound:0.00} nats; PyTorch gives {Known.Value:0.00} on average of four seeds, of which one is as good as another.")
            : Phrase.Of($"After {first.Result.Epochs} epochs the bound is {bound:0.00} nats, {bound - Known.Value:0.00} more than the {Known.Value:0.00} that PyTorch gives on average of four seeds, which is more than those differ by."));
        StudyRun longest = runs[^1], best = runs.MinBy(Bound)!;
        report.Say(Bound(longest) < bound
            ? Phrase.Of($"{longest.Result.Epochs} epochs, even without the images that were held back, bring it down to {Bound(longest):0.00}.")
            : Phrase.Of($"{longest.Result.Epochs} epochs without the images that were held back leave {Bound(longest):0.00}."));
        report.Say(ReferenceEquals(best, longest)
            ? Phrase.Of($"The larger the code, the better the bound: {Bound(runs[0]):0.00} with {Sizes[0]} numbers, {Bound(longest):0.00} with {Sizes[^1]}.")
            : Phrase.Of($"The best bound is that of {best.Result.CodeSize} numbers, {Bound(best):0.00}; {Sizes[^1]} give {Bound(longest):0.00}."));
        StudyRun[] over = [.. runs.Where(static run => run.History[^1].MonitoredLoss - run.History.Min(static epoch => epoch.MonitoredLoss) > Overfits)];
        report.Say(over.Length == 0
            ? Phrase.Of($"No size overfits within these epochs: no bound on held-back images ends more than {Overfits:0.0} nats above its best.")
            : Phrase.Of($"Some overfit: the bound on held-back images ends more than {Overfits:0.0} nats above its best with {string.Join(", ", over.Select(static run => run.Name))}."));
    }
}
