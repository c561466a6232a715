using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>How many pixels an autoencoder can do without: masking noise of several rates.</summary>
internal sealed class MaskingRates : Study
{
    private const int Code = 32;

    /// <inheritdoc/>
    public override string Name => "masking";

    /// <inheritdoc/>
    public override StudySource Source => StudySource.ExerciseNote;

    /// <inheritdoc/>
    public override string Question => Phrase.Of("How many pixels can be missing before a digit cannot be repaired, and does learning to repair make a better code?");

    /// <inheritdoc/>
    internal override void Conduct(StudyBench bench)
    {
        double[] rates = bench.Pick<double[]>([0.1, 0.3, 0.5, 0.7, 0.9], [0.1, 0.5, 0.9]);
        TrainingOptions training = new() { Epochs = bench.Pick(40, 6), Batch = bench.Pick(256, 25) };
        StudyRun clean = bench.Train("clean", bench.Recipe("dense", new ModelOptions { Code = Code }, training));
        StudyRun[] runs = [.. rates.Select(rate => bench.Train(FormattableString.Invariant($"drop-{100 * rate:0}"), bench.Recipe("denoising", new ModelOptions { Code = Code, Drop = rate }, training)))];
        double[] missed = [.. runs.Prepend(clean).Select(static run => 100 * run.KnnError())], places = [0, .. rates];

        StudyReport report = bench.Report;
        foreach ((StudyRun run, double rate) in runs.Zip(rates))
        {
            StudyReference reference = StudyReference.AtMost(run[FigureNames.DamagedMse], Phrase.Of("before repair"), ReferenceKind.Computed);
            report.Expect(new(Phrase.Of($"error of repaired images, {rate:P0} dropped"), run[FigureNames.TestDenoisedMse], Phrase.Of("squared error per pixel"), reference) { Decimals = 5 });
        }

        ChartImages original = new(Phrase.Of("original"), bench.TestImages().ToBitmaps());
        ChartImages[] rows = [original, .. runs.Zip(rates).SelectMany(pair => StudyNoise.Rows(bench, pair.First, Phrase.Of($"{pair.Second:P0} dropped")))];
        report.Chart("repair", Phrase.Of("Damaged and repaired"), new ImageChart { Description = Phrase.Of("Test images, damaged ones and what the networks make of them."), Rows = rows },
            Phrase.Of("Ten test images; under each rate of dropped pixels the damaged images and what the network that learned at this rate makes of them, with the errors per pixel on the whole test set."));
        report.Chart("error", Phrase.Of("Error over the rate"), Draw(Phrase.Of("squared error per pixel"), (Phrase.Of("damaged"), rates, Values(runs, FigureNames.DamagedMse)), (Phrase.Of("repaired"), rates, Values(runs, FigureNames.TestDenoisedMse))),
            Phrase.Of("Of the damaged test images, and of what the network of each rate makes of them."));
        report.Chart("knn", Phrase.Of("What the code knows of the digit"), Draw(Phrase.Of("kNN-10 error, %"), (Phrase.Of("codes"), places, missed)),
            Phrase.Of("The codes of undamaged images by networks that learned at each rate, 0 for the plain autoencoder: how often the ten nearest training codes miss the digit of a test image."));
        Say(report, rates, runs, missed);
        report.Remark(Phrase.Of("The note calls 0.1 the level of the noise, but multiplies by draws that are 1 with this probability: 10 % of the pixels are kept and 90 % dropped. Here a rate is always the share that is dropped."));
        report.Remark(Phrase.Of("The note damages every image once, before training. Here the noise is drawn anew at every step, so that a network never learns the damage of one image by heart."));
    }

    private static double[] Values(StudyRun[] runs, string figure) => [.. runs.Select(run => run[figure])];

    private static LineChart Draw(string unit, params (string Name, double[] X, double[] Y)[] lines) => new()
    {
        Description = Phrase.Of($"Line chart: {unit} over the share of pixels dropped."),
        Series = [.. lines.Select(static line => new ChartSeries(line.Name, [.. line.X.Select(static x => 100 * x)], line.Y))],
        XName = Phrase.Of("pixels dropped, %"),
        YName = unit,
        Markers = true,
    };

    private static void Say(StudyReport report, double[] rates, StudyRun[] runs, double[] missed)
    {
        (StudyRun least, StudyRun most) = (runs[0], runs[^1]);
        report.Say(Phrase.Of($"Damaged images with {rates[0]:P0} of the pixels dropped are off by {least[FigureNames.DamagedMse]:0.00000}, the answers to them by {least[FigureNames.TestDenoisedMse]:0.00000}; with {rates[^1]:P0} dropped by {most[FigureNames.DamagedMse]:0.00000} and {most[FigureNames.TestDenoisedMse]:0.00000}."));
        double mean = most[FigureNames.MeanImageMse];
        int[] beyond = [.. Enumerable.Range(0, runs.Length).Where(i => runs[i][FigureNames.TestDenoisedMse] >= mean)];
        report.Say(beyond.Length == 0
            ? Phrase.Of($"At every rate the answers are nearer to the images than the mean image is, which leaves {mean:0.00000}.")
            : Phrase.Of($"With {rates[beyond[0]]:P0} dropped the answers are no nearer to the images than the mean image is, which leaves {mean:0.00000}."));
        int best = Enumerable.Range(0, missed.Length).MinBy(i => missed[i]);
        report.Say(best == 0
            ? Phrase.Of($"No rate makes a better code: the nearest codes miss {missed[0]:0.00} % of the digits without noise, and more with any.")
            : Phrase.Of($"The best code is that of {rates[best - 1]:P0} dropped pixels: the nearest codes miss {missed[best]:0.00} % of the digits, without noise {missed[0]:0.00} %."));
    }
}
