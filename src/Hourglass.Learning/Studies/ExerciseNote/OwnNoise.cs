using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Other ways to damage images than dropping pixels, and what a network makes of a noise that it has not learned.</summary>
internal sealed class OwnNoise : Study
{
    private const int Code = 32;

    /// <inheritdoc/>
    public override string Name => "own-noise";

    /// <inheritdoc/>
    public override StudySource Source => StudySource.ExerciseNote;

    /// <inheritdoc/>
    public override string Question => Phrase.Of("How well are salt and pepper, a covered block and blur repaired, and does a network that knows one of them repair the others?");

    /// <inheritdoc/>
    internal override void Conduct(StudyBench bench)
    {
        TrainingOptions training = new() { Epochs = bench.Pick(40, 6), Batch = bench.Pick(256, 25) };
        (string Key, string Name, ModelOptions Options)[] kinds =
        [
            ("salt-and-pepper", Phrase.Of("salt and pepper"), new() { Share = 0.2 }), ("occlusion", Phrase.Of("covered block"), new() { Block = 10 }), ("blur", Phrase.Of("blur"), new() { Blur = 2 }),
        ];
        StudyRun[] runs = [.. kinds.Select(kind => bench.Train(kind.Key, bench.Recipe("denoising", kind.Options with { Code = Code }, training)))];
        StudyRun clean = bench.Train("clean", bench.Recipe("dense", new ModelOptions { Code = Code }, training));
        double[][] cross = StudyNoise.Cross(bench, [.. runs, clean], runs);

        StudyReport report = bench.Report;
        foreach ((StudyRun run, string name) in runs.Zip(kinds, static (run, kind) => (run, kind.Name)))
        {
            StudyReference reference = StudyReference.AtMost(run[FigureNames.DamagedMse], Phrase.Of("before repair"), ReferenceKind.Computed);
            report.Expect(new(Phrase.Of($"error of repaired images, {name}"), run[FigureNames.TestDenoisedMse], Phrase.Of("squared error per pixel"), reference) { Decimals = 5 });
        }

        ChartImages original = new(Phrase.Of("original"), bench.TestImages().ToBitmaps());
        ChartImages[] rows = [original, .. runs.Zip(kinds).SelectMany(pair => StudyNoise.Rows(bench, pair.First, pair.Second.Name))];
        report.Chart("repair", Phrase.Of("Damaged and repaired"), new ImageChart { Description = Phrase.Of("Test images, damaged ones and what the networks make of them."), Rows = rows },
            Phrase.Of("Ten test images; of each kind of noise the damaged images and what the network that learned it makes of them, with the errors per pixel on the whole test set."));
        string[] names = [.. kinds.Select(static kind => kind.Name), Phrase.Of("no noise")];
        report.Table(Phrase.Of("Each network given each noise"), [Phrase.Of("learned"), .. kinds.Select(static kind => kind.Name)],
            names.Zip(cross, static (name, row) => (IReadOnlyList<string>)[name, .. row.Select(static error => FormattableString.Invariant($"{error:0.00000}"))])
                .Append([Phrase.Of("not repaired"), .. runs.Select(static run => FormattableString.Invariant($"{run[FigureNames.DamagedMse]:0.00000}"))]),
            Phrase.Of("Mean squared error per pixel between the clean test images and what each network makes of damaged ones: rows are what a network has learned, columns what it is given."));
        report.Chart("foreign", Phrase.Of("The same noise by each network"), DrawForeign(bench, runs, clean, names), Phrase.Of("Test images under salt and pepper, and what each network makes of them, whatever it has learned."));
        Say(report, kinds, runs, cross);
    }

    private static ImageChart DrawForeign(StudyBench bench, StudyRun[] runs, StudyRun clean, string[] names)
    {
        ImageBatch damaged = StudyNoise.Damage(bench, runs[0].Recipe.Model);
        return new()
        {
            Description = Phrase.Of("Damaged test images, and what four networks make of them."),
            Rows = [new(Phrase.Of("damaged"), damaged.ToBitmaps()), .. runs.Append(clean).Zip(names, (run, name) => new ChartImages(name, run.Reconstruct(damaged).ToBitmaps()))],
        };
    }

    private static void Say(StudyReport report, (string Key, string Name, ModelOptions Options)[] kinds, StudyRun[] runs, double[][] cross)
    {
        int easiest = Enumerable.Range(0, runs.Length).MaxBy(Removed);
        report.Say(Phrase.Of($"Of the kinds of noise, {kinds[easiest].Name} is repaired best: the squared error falls from {runs[easiest][FigureNames.DamagedMse]:0.00000} to {runs[easiest][FigureNames.TestDenoisedMse]:0.00000}."));
        int own = Enumerable.Range(0, runs.Length).Count(i => cross.Where((_, other) => other != i).All(row => cross[i][i] < row[i]));
        report.Say(own == runs.Length
            ? Phrase.Of("Every noise is repaired best by the network that has learned it.")
            : Phrase.Of($"{own} of {runs.Length} kinds of noise are repaired best by the network that has learned them."));
        (int network, int noise) = Enumerable.Range(0, runs.Length)
            .SelectMany(learned => Enumerable.Range(0, runs.Length).Where(given => given != learned).Select(given => (learned, given)))
            .MaxBy(pair => Left(pair.learned, pair.given));
        int helped = Enumerable.Range(0, runs.Length).Count(given => Enumerable.Range(0, runs.Length).Any(learned => learned != given && Left(learned, given) < 1));
        report.Say(Phrase.Of($"Of {runs.Length} kinds of noise {helped} are made less by a network that has learned another kind."));
        report.Say(Left(network, noise) > 1
            ? Phrase.Of($"What is learned of {kinds[network].Name} does most harm to images with {kinds[noise].Name}: it makes their error {Left(network, noise):0.0} times what it is without repair.")
            : Phrase.Of($"What is learned of {kinds[network].Name} helps least against {kinds[noise].Name}: it leaves {Left(network, noise):P0} of the error without repair."));

        double Left(int learned, int given) => cross[learned][given] / runs[given][FigureNames.DamagedMse];

        double Removed(int i) => 1 - (runs[i][FigureNames.TestDenoisedMse] / runs[i][FigureNames.DamagedMse]);
    }
}
