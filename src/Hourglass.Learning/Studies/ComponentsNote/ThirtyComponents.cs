using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Principal components of digits: centred or not, of 5,000 or of all.</summary>
internal sealed class ThirtyComponents : Study
{
    private const int Code = 30, BytesPerPair = 24;
    private const double KnownUncentred = 13.8996, KnownAll = 13.866;

    // What ran out of memory in the note: as many rows and columns of single precision as there are images.
    private const double ImagesOfNote = 55_000, BytesOfFloat = 4;

    /// <inheritdoc/>
    public override string Name => "pca-30";

    /// <inheritdoc/>
    public override StudySource Source => StudySource.ComponentsNote;

    /// <inheritdoc/>
    public override string Question => Phrase.Of("What do 30 principal components leave of a digit, and does it matter whether the mean is subtracted first?");

    /// <inheritdoc/>
    internal override void Conduct(StudyBench bench)
    {
        Recipe first = bench.Recipe("pca", new ModelOptions { Code = Code }, new TrainingOptions(), FirstDigits.Data(bench));
        StudyRun uncentred = bench.Train("uncentred", first with { Pca = new PcaSpec(Center: false) }), centred = bench.Train("centred", first);
        StudyRun all = bench.Train("centred-all", bench.Recipe("pca", new ModelOptions { Code = Code }, new TrainingOptions()));
        double next = bench.Once("next-digits", () => new([new("uncentred", ErrorOfNextDigits(bench))]))[0].Value;
        double ofUncentred = uncentred[FigureNames.TrainSsePerImage], ofCentred = centred[FigureNames.TrainSsePerImage];

        StudyReport report = bench.Report;
        string unit = Phrase.Of("squared error per image");
        report.Expect(new(Phrase.Of("training error, first 5,000 digits, not centred"), ofUncentred, unit, StudyReference.Within(KnownUncentred, Phrase.Of("as the note computes it"), ReferenceKind.Computed, 0.005)) { Decimals = 4 });
        report.Expect(new(Phrase.Of("training error, first 5,000 digits, centred"), ofCentred, unit) { Decimals = 4 });
        report.Expect(new(Phrase.Of("training error, next 5,000 digits, not centred"), next, unit) { Decimals = 4 });
        report.Expect(new(Phrase.Of("test error, all digits, centred"), all.Sse, unit, StudyReference.Within(KnownAll, "scikit-learn", ReferenceKind.Computed, 0.005)) { Decimals = 4 });
        report.Table(
            Phrase.Of("Centred or not"),
            [Phrase.Of("components of"), Phrase.Of("training error"), Phrase.Of("test error"), Phrase.Of("time")],
            [
                Row(Phrase.Of("the first 5,000 digits, not centred"), uncentred),
                Row(Phrase.Of("the first 5,000 digits, centred"), centred),
                Row(Phrase.Of("all digits, centred"), all),
            ],
            Phrase.Of("Squared error per image."));
        report.Compare([uncentred, centred, all]);
        report.Chart("components", Phrase.Of("Thirty directions"), ImageChart.Filters(all.Filters(Code), columns: 10), Phrase.Of("The components of all digits, the one of the largest variance first."));
        double needed = ImagesOfNote * ImagesOfNote * BytesOfFloat / 1e9, taken = (double)BytesPerPair * first.Model.Input.Size * first.Model.Input.Size / 1e6;
        report.Remark(Phrase.Of("The note decomposes digits as they are. Without subtracting the mean these are no principal components, and the first direction is spent on the mean itself."));
        report.Remark(Phrase.Of("What reads the digits in the note holds the first 5,000 of the file back for validation, so that those it calls the first are the next 5,000. Both are shown."));
        report.Remark(Phrase.Of($"The note ran out of memory with 55,000 digits, because it asked for a square matrix of as many rows: {needed:0.0} GB that are never used. Here the products of pixels are added up, a matrix of {first.Model.Input.Size} rows that takes {taken:0.0} MB with all that is computed from it, whatever the number of digits."));
        report.Say(ofCentred < ofUncentred
            ? Phrase.Of($"With the mean subtracted {Code} components leave {ofCentred:0.000} of the digits that they were computed from, without {ofUncentred:0.000}: {1 - (ofCentred / ofUncentred):P1} less, for as many numbers.")
            : Phrase.Of($"With the mean subtracted {Code} components leave {ofCentred:0.000} of the digits that they were computed from, without {ofUncentred:0.000}: here it does not pay."));
        report.Say(all.Sse < centred.Sse
            ? Phrase.Of($"Of test digits, components of all digits leave {all.Sse:0.000} and those of the first 5,000 leave {centred.Sse:0.000}.")
            : Phrase.Of($"Of test digits, components of all digits leave {all.Sse:0.000}, no less than those of the first 5,000 with {centred.Sse:0.000}."));
        report.Say(Phrase.Of($"The components of all {all.Split.Train.Count} digits took {Numbers.Duration(all.Result.Seconds)} on {all.Result.Threads} threads."));
    }

    /// <summary>Computes the error on the digits that the note calls its first: those behind the ones that it holds back.</summary>
    private static double ErrorOfNextDigits(StudyBench bench)
    {
        IDataset train = bench.Data.Open(bench.Data.Spec(), bench.Seed).Train;
        int count = Math.Min(FirstDigits.Count, train.Count / 2);
        DatasetView digits = train.Subset([.. Enumerable.Range(count, count)]);
        Pca pca = Pca.Fit(digits, new PcaOptions(Code, Center: false), bench.Workers, bench.Cancellation);
        return ReconstructionQuality.Measure(pca.ToNetwork(digits.Shape), digits, bench.Workers).SsePerImage;
    }

    private static IReadOnlyList<string> Row(string name, StudyRun run) =>
    [
        name,
        FormattableString.Invariant($"{run[FigureNames.TrainSsePerImage]:0.0000}"),
        FormattableString.Invariant($"{run.Sse:0.0000}"),
        Numbers.Duration(run.Result.Seconds),
    ];
}
