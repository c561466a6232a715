using System.Globalization;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Codes as large as the input and larger: what they keep of digits, and of images that are none.</summary>
internal sealed class OverCompleteCodes : Study
{
    private const int Wide = 1000, ForeignCount = 1000, Shown = 4, ShownFilters = 12;

    // Who keeps this much of noise keeps whatever it is given.
    private const double Copies = 0.5;

    /// <inheritdoc/>
    public override string Name => "over-complete";

    /// <inheritdoc/>
    public override StudySource Source => StudySource.DenseNote;

    /// <inheritdoc/>
    public override string Question => Phrase.Of("Does a code as large as its input learn digits, or only to copy, and does dropping pixels cure it?");

    /// <inheritdoc/>
    internal override void Conduct(StudyBench bench)
    {
        TrainingOptions training = new() { Epochs = bench.Pick(10, 5), Batch = bench.Pick(256, 64) };
        StudyRun narrow = Dense(bench, 32, training), wide = Dense(bench, Wide, training), half = Masked(bench, 0.5, training);
        IDataset digits = narrow.Split.Test.Take(Math.Min(ForeignCount, narrow.Split.Test.Count));
        ForeignImages foreign = ForeignImages.Of(digits, bench.Seed, bench.Workers);
        Kept[] all = bench.IsQuick ? [Of(narrow), Of(wide), Of(half)] : [Of(narrow), Of(Dense(bench, 784, training)), Of(wide), Of(Masked(bench, 0.3, training)), Of(half)];
        Kept Of(StudyRun run) => Measure(bench, run, digits, foreign);

        StudyReport report = bench.Report;
        foreach (Kept kept in all)
        {
            report.Expect(new(Phrase.Of($"variance of noise that is explained, {kept.Run.Name}"), 100 * kept.Noise, "%") { Decimals = 1 });
        }

        report.Chart("images", Phrase.Of("Digits, shuffled digits, noise"), Draw(bench, all, [digits, foreign.Shuffled, foreign.Noise]), Phrase.Of("Test images, the same with their pixels in another order, and noise; below them what each network makes of them."));
        report.Table(
            Phrase.Of("Variance that is explained"),
            [Phrase.Of("network"), Phrase.Of("of digits"), Phrase.Of("of shuffled digits"), Phrase.Of("of noise"), Phrase.Of("test error")],
            all.Select(static kept => kept.Row),
            Phrase.Of("The part of the variance that reconstructions explain: 100 % where they are equal, 0 % where the mean of these images would do as well, below 0 where it would do better. Pixels that digits seldom ink are left as they are."));
        DrawFilters(report, all);
        report.Remark(Phrase.Of("The note says that a code larger than its input learns the identity, so that it is useless, and that dropped pixels cure it. Whether it copies is measured here, on images that are no digits."));
        Conclude(report, all.First(kept => kept.Run == narrow), all.First(kept => kept.Run == wide), all[^1]);
    }

    private static StudyRun Dense(StudyBench bench, int code, TrainingOptions training) =>
        bench.Train(FormattableString.Invariant($"dense-{code}"), bench.Recipe("dense", new ModelOptions { Code = code }, training));

    private static StudyRun Masked(StudyBench bench, double drop, TrainingOptions training) =>
        bench.Train(FormattableString.Invariant($"dropped-{100 * drop:0}"), bench.Recipe("denoising", new ModelOptions { Code = Wide, Drop = drop }, training));

    private static Kept Measure(StudyBench bench, StudyRun run, IDataset digits, ForeignImages foreign)
    {
        RunFigures figures = bench.Once($"kept-{run.Name}", () => new RunFigures(
            [new("kept_digits", Part(digits)), new("kept_shuffled", Part(foreign.Shuffled)), new("kept_noise", Part(foreign.Noise))]));
        return new Kept(run, figures["kept_digits"], figures["kept_shuffled"], figures["kept_noise"]);
        double Part(IDataset set) => 1 - (ReconstructionQuality.Measure(run.Network, set, bench.Workers).Mse / ReconstructionQuality.OfMean(set, set, bench.Workers));
    }

    private static ImageChart Draw(StudyBench bench, Kept[] all, IDataset[] sets)
    {
        int[] first = [.. Enumerable.Range(0, Shown)];
        ImageBatch images = new(sets[0].Shape, sets.SelectMany(set => Representations.Read(set, first, bench.Workers)).ToArray());
        return ImageChart.Reconstructions(images.ToBitmaps(), [.. all.Select(kept => new ChartImages(kept.Run.Name, kept.Run.Reconstruct(images).ToBitmaps()))]) with { ImageWidth = 48 };
    }

    private static void DrawFilters(StudyReport report, Kept[] all)
    {
        ImageBatch[] filters = [.. all.Select(static kept => kept.Run.Filters(ShownFilters))];
        float limit = DivergingMap.Limit(filters.SelectMany(static batch => batch.Pixels.ToArray()).ToArray());
        string caption = Phrase.Of("The weights of the first units of each code: blue below zero, red above.");
        ChartImages[] rows = [.. all.Zip(filters, (kept, batch) => new ChartImages(kept.Run.Name, [.. Enumerable.Range(0, batch.Count).Select(i => DivergingMap.ToBitmap(batch, i, limit))]))];
        report.Chart("filters", Phrase.Of("Filters"), new ImageChart { Description = caption, Rows = rows, ImageWidth = 48, ColorLimit = limit }, caption);
    }

    private static void Conclude(StudyReport report, Kept narrow, Kept wide, Kept masked)
    {
        report.Say(wide.Noise > Copies
            ? Phrase.Of($"A code of {Wide} numbers copies: it keeps {wide.KeptDigits:P0} of digits and still {wide.KeptNoise:P0} of noise, which it never saw.")
            : Phrase.Of($"A code of {Wide} numbers does not copy whatever it is given: it keeps {wide.KeptDigits:P0} of digits, but {wide.KeptNoise:P0} of noise."));
        report.Say(narrow.Noise < wide.Noise
            ? Phrase.Of($"32 numbers keep {narrow.KeptDigits:P0} of digits and {narrow.KeptNoise:P0} of noise: less of what is no digit.")
            : Phrase.Of($"32 numbers keep {narrow.KeptDigits:P0} of digits and {narrow.KeptNoise:P0} of noise: no less of what is no digit."));
        report.Say(masked.Noise < wide.Noise
            ? Phrase.Of($"With half of the pixels dropped in training the same large code keeps {masked.KeptDigits:P0} of digits and {masked.KeptNoise:P0} of noise: it copies less.")
            : Phrase.Of($"With half of the pixels dropped in training the same large code keeps {masked.KeptDigits:P0} of digits and {masked.KeptNoise:P0} of noise: it copies no less."));
    }

    /// <summary>A run with the parts of the variance that its reconstructions keep.</summary>
    private sealed record Kept(StudyRun Run, double Digits, double Shuffled, double Noise)
    {
        /// <summary>Gets the part of digits for sentences, where what is worse than the mean image keeps nothing.</summary>
        public double KeptDigits => Math.Max(0, Digits);

        /// <summary>Gets the same of noise.</summary>
        public double KeptNoise => Math.Max(0, Noise);

        public IReadOnlyList<string> Row => [Run.Name, Part(Digits), Part(Shuffled), Part(Noise), Run.Mse.ToString("0.00000", CultureInfo.InvariantCulture)];

        private static string Part(double part) => part.ToString("P1", CultureInfo.InvariantCulture);
    }
}
