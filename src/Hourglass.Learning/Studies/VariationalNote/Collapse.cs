using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>The losses of the note, under which the code collapses, against the one that is a bound of the likelihood.</summary>
internal sealed class Collapse : Study
{
    private const int Samples = 10;
    private const string Unit = "unit_";

    // What the same trainings in PyTorch end with: divergence, active units, test digits whose ten nearest codes have their class.
    private static readonly Known[] InPyTorch = [new(0.001, 0, 23.8), new(0, 0, 14.6), new(21.7, 32, 96.7)];

    /// <inheritdoc/>
    public override string Name => "vae-collapse";

    /// <inheritdoc/>
    public override StudySource Source => StudySource.VariationalNote;

    /// <inheritdoc/>
    public override string Question => Phrase.Of("What becomes of a variational code when the error of an image is averaged over its pixels?");

    /// <inheritdoc/>
    internal override void Conduct(StudyBench bench)
    {
        Shape shape = bench.Data.Open(bench.Data.Spec(), bench.Seed).Train.Shape;
        LossSpec mean = new(LossKind.Mse, LossReduction.Mean), sum = new(LossKind.Bce, LossReduction.Sum);
        StudyRun[] runs = [Train("means", mean, LossReduction.Mean), Train("mean-and-sum", mean, LossReduction.Sum), Train("sums", sum, LossReduction.Sum)];
        RunFigures[] units = [.. runs.Select(run => bench.Once($"units-{run.Name}", () => UnitsOf(run, bench.Workers)))];
        double[] hits = [.. runs.Select(static run => 100 * (1 - run.KnnError()))];

        StudyReport report = bench.Report;
        AddFigures(report, runs, hits);
        report.Table(
            Phrase.Of("Three losses"),
            [Phrase.Of("error and divergence"), Phrase.Of("divergence"), "PyTorch", Phrase.Of("active units"), "PyTorch", Phrase.Of("digits found"), "PyTorch"],
            runs.Select((run, i) => Row(run, hits[i], InPyTorch[i])),
            Phrase.Of("Divergence in nats per test image; digits found by the ten nearest codes, in %. The code of a collapsed network is noise, and so is what its neighbours find."));
        report.Chart(
            "reconstructions", Phrase.Of("What is left of an image"),
            ImageChart.Reconstructions(bench.TestImages(Samples).ToBitmaps(), [.. runs.Select(run => new ChartImages(run.Name, run.Reconstruct(bench.TestImages(Samples)).ToBitmaps()))]),
            Phrase.Of("Test images, and what each network makes of them. Where the code carries nothing, all become the mean image."));
        report.Chart(
            "samples", Phrase.Of("Random codes"),
            new ImageChart { Description = Phrase.Of("Random codes, decoded by each network."), Rows = [.. runs.Select(run => new ChartImages(run.Name, SmallVariational.Sample(bench, run, Samples)))] },
            Phrase.Of("The same random codes, decoded by each network."));
        report.Chart("units", Phrase.Of("Divergence of each unit"), UnitChart(runs, units), Phrase.Of("The units of each code, the one that carries most first."));
        report.Examinations(Phrase.Of("What the doctor finds"), runs);
        report.Remark(Phrase.Of("The functional style of the note averages the squared error over 784 pixels and the divergence over 32 units; its other styles average the first and sum the second. Beside an error that is divided by 784 the divergence weighs up to 784 times too much, and the cheapest code is one that carries nothing."));
        Conclude(report, runs, hits);

        StudyRun Train(string name, LossSpec loss, LossReduction divergence) => bench.Train(
            name, bench.Recipe(SmallVariational.Model(name, shape, loss, new GaussianLatentSpec(SmallVariational.Code, Reduction: divergence)), SmallVariational.TrainingOf(bench)));
    }

    private static void AddFigures(StudyReport report, StudyRun[] runs, double[] hits)
    {
        string nats = Phrase.Of("nats per image");
        StudyRun right = runs[^1];
        foreach (StudyRun run in runs.SkipLast(1))
            report.Expect(new(Phrase.Of($"divergence, {run.Name}"), run[FigureNames.TestDivergence], nats, StudyReference.AtMost(0.01, Phrase.Of("collapsed, as in PyTorch"), ReferenceKind.PyTorch)) { Decimals = 4 });
        report.Expect(new(Phrase.Of("test bound of the negative log-likelihood, sums"), right[FigureNames.TestNegativeElbo], nats, SmallVariational.KnownBound) { Decimals = 2 });
        report.Expect(new(Phrase.Of("active units, sums"), right[FigureNames.TestActiveUnits], "", StudyReference.AtLeast(InPyTorch[^1].Active, "PyTorch", ReferenceKind.PyTorch)) { Decimals = 0 });
        report.Expect(new(Phrase.Of("digits found by the ten nearest codes, sums"), hits[^1], "%", StudyReference.AtLeast(InPyTorch[^1].Hits, "PyTorch", ReferenceKind.PyTorch)) { Decimals = 1 });
    }

    private static void Conclude(StudyReport report, StudyRun[] runs, double[] hits)
    {
        for (int i = 0; i < runs.Length; i++)
        {
            double divergence = runs[i][FigureNames.TestDivergence], active = runs[i][FigureNames.TestActiveUnits];
            report.Say(active == 0
                ? Phrase.Of($"Trained by {runs[i].Name}, no unit of the code is active: it carries {divergence:0.000} nats, and the ten nearest codes find the digit of {hits[i]:0.0} % of the test images.")
                : Phrase.Of($"Trained by {runs[i].Name}, {active:0} of {SmallVariational.Code} units are active: the code carries {divergence:0.0} nats, and the ten nearest codes find the digit of {hits[i]:0.0} % of the test images."));
        }
    }

    private static RunFigures UnitsOf(StudyRun run, Workers workers) => new(
        VariationalQuality.Measure(run.Network, run.Split.Test, workers)!.UnitDivergences.OrderDescending()
            .Select(static (divergence, i) => new RunFigure(FormattableString.Invariant($"{Unit}{i + 1}"), divergence)));

    private static LineChart UnitChart(StudyRun[] runs, RunFigures[] units) => new()
    {
        Description = Phrase.Of("The divergence of each unit, in falling order, for each network."),
        Series = [.. runs.Select((run, i) => new ChartSeries(run.Name, [.. units[i].Select(static (_, unit) => unit + 1.0)], [.. units[i].Select(static unit => unit.Value)]))],
        XName = Phrase.Of("unit"),
        YName = Phrase.Of("nats per image"),
        Markers = true,
    };

    private static IReadOnlyList<string> Row(StudyRun run, double hits, Known known) =>
    [
        run.Name,
        FormattableString.Invariant($"{run[FigureNames.TestDivergence]:0.000}"),
        FormattableString.Invariant($"{known.Divergence:0.000}"),
        FormattableString.Invariant($"{run[FigureNames.TestActiveUnits]:0}"),
        FormattableString.Invariant($"{known.Active}"),
        FormattableString.Invariant($"{hits:0.0}"),
        FormattableString.Invariant($"{known.Hits:0.0}"),
    ];

    private sealed record Known(double Divergence, int Active, double Hits);
}
