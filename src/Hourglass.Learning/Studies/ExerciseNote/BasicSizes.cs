using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>What one layer each way keeps in 2, 8, 32 and 64 numbers, as the note trains it and in ways that learn.</summary>
internal sealed class BasicSizes : Study
{
    private const double Slack = 0.03;

    // Of one training each in PyTorch, but for 32 numbers: there a seed decides, and these are mean and deviation of four.
    private static readonly (int Code, StudyReference Error)[] Known =
        [(2, OfOne(0.06747)), (8, OfOne(0.06747)), (32, StudyReference.AmongSeeds(0.03805, 0.00075, "PyTorch", ReferenceKind.PyTorch)), (64, OfOne(0.02242))];

    /// <inheritdoc/>
    public override string Name => "basic-sizes";

    /// <inheritdoc/>
    public override StudySource Source => StudySource.ExerciseNote;

    /// <inheritdoc/>
    public override string Question => Phrase.Of("What does one layer each way keep of a digit in 2, 8, 32 or 64 numbers, and which training and activation suit it?");

    /// <inheritdoc/>
    internal override void Conduct(StudyBench bench)
    {
        int[] codes = bench.Pick<int[]>([2, 8, 32, 64], [2, 32]);
        TrainingOptions adam = new() { Epochs = bench.Pick(50, 5), Batch = bench.Pick(256, 25) };
        TrainingOptions slow = new() { Epochs = bench.Pick(50, 5), Batch = 32, Optimizer = new SgdSpec(1.0) };
        ModelOptions sigmoid = new() { Activation = ActivationKind.Sigmoid, Loss = LossKind.Bce }, relu = sigmoid with { Activation = ActivationKind.Relu };
        StudyRun[] note = Train(bench, codes, "sgd-sigmoid", sigmoid, slow), learned = Train(bench, codes, "adam-sigmoid", sigmoid, adam);
        StudyRun[] rectified = Train(bench, codes, "adam-relu", relu, adam);
        StudyRun[] open = Train(bench, codes, "relu-output", relu with { Loss = LossKind.Mse, OutputActivation = ActivationKind.Relu }, adam);
        StudyRun[][] families = [note, learned, rectified, open];

        StudyReport report = bench.Report;
        foreach (StudyRun run in note)
        {
            StudyReference reference = Known.First(known => known.Code == run.Result.CodeSize).Error;
            report.Expect(new(Phrase.Of($"test error of {run.Result.CodeSize} numbers as the note trains"), run.Mse, Phrase.Of("squared error per pixel"), reference) { Decimals = 5 });
        }

        report.Table(Phrase.Of("Compression and error"),
            [Phrase.Of("numbers"), Phrase.Of("saved, %"), "sgd-sigmoid", "adam-sigmoid", "adam-relu", "relu-output"],
            codes.Select((code, i) => (IReadOnlyList<string>)
            [
                Numbers.Format(code), Numbers.Format(Math.Round(100 * (1 - (1 / note[i].Result.CompressionRatio)), 1)), .. families.Select(runs => FormattableString.Invariant($"{runs[i].Mse:0.00000}")),
            ]),
            Phrase.Of("Mean squared error per pixel on the test set. The training and the activation of the code give the columns their names; the last has a relu at the output too and learns by squared errors."));
        report.Compare([.. families.SelectMany(static runs => runs)]);
        report.Losses("loss", Phrase.Of("The note's training"), note.Select(static run => (run.Name, run)), Phrase.Of("binary cross-entropy per pixel"), Phrase.Of("The training loss after each epoch, on a logarithmic axis."));
        RunFigures[] outputs = [.. open.Select(run => Outputs(bench, run))];
        WriteOutputs(report, codes, rectified, open, outputs);
        Say(report, codes, families, outputs);
        report.Remark(Phrase.Of("The note's way, sigmoids and steepest descent at a rate of 1, learns nothing but the mean image where the code is small, however long it looks busy: compare it with the error of the mean image before believing it."));
        report.Remark(Phrase.Of("Binary cross-entropy asks for answers between 0 and 1. A relu at the output gives others, so that with it the squared error is used."));
    }

    private static StudyReference OfOne(double error) => StudyReference.AtMost(error, "PyTorch", ReferenceKind.PyTorch, Slack);

    private static StudyRun[] Train(StudyBench bench, int[] codes, string family, ModelOptions options, TrainingOptions training) =>
    [
        .. codes.Select(code =>
        {
            Recipe recipe = bench.Recipe("dense", options with { Code = code }, training);
            return bench.Train(FormattableString.Invariant($"{family}-{code}"), recipe with { Model = recipe.Model with { Name = family } });
        }),
    ];

    /// <summary>Counts answers above 1, and pixels that are dark in every answer though not in every image.</summary>
    private static RunFigures Outputs(StudyBench bench, StudyRun run) => bench.Once($"outputs-{run.Name}", () =>
    {
        int size = run.Split.Test.Shape.Size;
        float[] images = Representations.Read(run.Split.Test, bench.Workers).Values.ToArray(), answers = new Inference(run.Network, bench.Workers).Reconstruct(images);
        bool[] lit = new bool[size], answered = new bool[size];
        for (int i = 0; i < images.Length; i++)
        {
            lit[i % size] |= images[i] > 0;
            answered[i % size] |= answers[i] > 0;
        }

        return new RunFigures(
        [
            new("above_one", (double)answers.Count(static value => value > 1) / answers.Length),
            new("dark_pixels", Enumerable.Range(0, size).Count(i => lit[i] && !answered[i])),
        ]);
    });

    private static void WriteOutputs(StudyReport report, int[] codes, StudyRun[] sigmoid, StudyRun[] relu, RunFigures[] outputs) => report.Table(
        Phrase.Of("A relu at the output"),
        [Phrase.Of("numbers"), Phrase.Of("error, sigmoid"), Phrase.Of("error, relu"), Phrase.Of("answers above 1, %"), Phrase.Of("pixels that stay dark")],
        codes.Select((code, i) => (IReadOnlyList<string>)
        [
            Numbers.Format(code), FormattableString.Invariant($"{sigmoid[i].Mse:0.00000}"), FormattableString.Invariant($"{relu[i].Mse:0.00000}"),
            FormattableString.Invariant($"{100 * outputs[i]["above_one"]:0.00}"), Numbers.Format(outputs[i]["dark_pixels"]),
        ]),
        Phrase.Of("Where it fits: pixels are never negative, and most are exactly 0. Where it does not: nothing keeps it below 1, and a pixel whose sum is negative for all images has no gradient and stays dark for good."));

    private static void Say(StudyReport report, int[] codes, StudyRun[][] families, RunFigures[] outputs)
    {
        double mean = families[0][0][FigureNames.MeanImageMse];
        int[] nothing = [.. codes.Where((_, i) => families[0][i].Mse > 0.99 * mean)];
        report.Say(nothing.Length > 0
            ? Phrase.Of($"As the note trains, codes of {string.Join(", ", nothing)} numbers leave no less than the mean image does, {mean:0.00000}: they learned nothing else.")
            : Phrase.Of($"As the note trains, every size leaves less than the mean image, {mean:0.00000}."));
        int better = families[1].Zip(families[0]).Count(IsBetter), relu = families[2].Zip(families[1]).Count(IsBetter);
        report.Say(Phrase.Of($"Adam alone makes the same network better at {better} of {codes.Length} sizes; a relu in place of the sigmoid at the code makes it better still at {relu} of {codes.Length}."));
        int output = families[3].Zip(families[2]).Count(IsBetter);
        report.Say(Phrase.Of($"A relu at the output is better than a sigmoid at {output} of {codes.Length} sizes; up to {outputs.Max(static o => o["dark_pixels"])} pixels stay dark in all its answers."));
        StudyRun[] runs = [.. families.SelectMany(static family => family)];
        (StudyRun First, StudyRun Second)[] pairs = [.. runs.SelectMany((run, i) => runs.Skip(i + 1).Select(other => (run, other)))];
        int agree = pairs.Count(static pair => (pair.First.Mse < pair.Second.Mse) == (pair.First[FigureNames.TestSsim] > pair.Second[FigureNames.TestSsim]));
        report.Say(Phrase.Of($"Of two of these runs the one with the smaller error also looks more like the images, by structural similarity, in {(double)agree / pairs.Length:P0} of all pairs."));

        // Two networks that both answer with the mean image differ in the last digits alone.
        static bool IsBetter((StudyRun First, StudyRun Second) pair) => pair.First.Mse < 0.99 * pair.Second.Mse;
    }
}
