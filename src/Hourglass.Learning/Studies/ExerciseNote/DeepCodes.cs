using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Whether deep autoencoders keep more in few numbers than principal components do, and how deep they have to be.</summary>
internal sealed class DeepCodes : Study
{
    private const int Plane = 2;

    private static readonly (int Code, double Error)[] Known = [(2, 0.05567), (4, 0.04790), (8, 0.03744), (16, 0.02686)];

    /// <inheritdoc/>
    public override string Name => "deep-against-pca";

    /// <inheritdoc/>
    public override StudySource Source => StudySource.ExerciseNote;

    /// <inheritdoc/>
    public override string Question => Phrase.Of("Do deep autoencoders keep more of a digit in 2, 4, 8 or 16 numbers than principal components do, and how deep must they be?");

    /// <summary>Describes the training of an autoencoder whose encoder has some layers, which other studies share.</summary>
    public static Recipe RecipeOf(StudyBench bench, int depth, int code)
    {
        int[] layers = bench.Pick<int[]>([1000, 500, 250], [200, 100, 50])[..(depth - 1)];
        TrainingOptions training = new() { Epochs = bench.Pick(7, 10), Batch = bench.Pick(128, 25), Schedule = new CosineSchedule() };
        Recipe recipe = bench.Recipe("deep", new ModelOptions { Code = code, Layers = layers }, training);
        return recipe with { Model = recipe.Model with { Name = FormattableString.Invariant($"deep, {depth} layers") } };
    }

    /// <inheritdoc/>
    internal override void Conduct(StudyBench bench)
    {
        int[] codes = bench.Pick<int[]>([2, 4, 8, 16], [2, 8]), depths = bench.Pick<int[]>([2, 3, 4], [2, 4]);
        StudyRun[] pca = [.. codes.Select(code => bench.Train(FormattableString.Invariant($"pca-{code}"), bench.Recipe("pca", new ModelOptions { Code = code }, new TrainingOptions())))];
        StudyRun[][] deep = [.. depths.Select(depth => codes.Select(code => bench.Train(FormattableString.Invariant($"deep-{depth}-{code}"), RecipeOf(bench, depth, code))).ToArray())];
        StudyRun plane = deep.Select(static runs => runs[0]).MinBy(static run => run.KnnError())!;
        double pcaFound = 100 * (1 - pca[0].KnnError()), found = 100 * (1 - plane.KnnError());

        StudyReport report = bench.Report;
        report.Expect(new(Phrase.Of("kNN-10 accuracy on two numbers of the best deep autoencoder"), found, "%", StudyReference.AtLeast(80, Phrase.Of("goal"), ReferenceKind.Goal)) { Decimals = 2 });
        report.Expect(new(Phrase.Of("kNN-10 accuracy on two principal components"), pcaFound, "%", StudyReference.Within(44.25, "scikit-learn", ReferenceKind.Computed, 0.05)) { Decimals = 2 });
        foreach ((StudyRun run, int code) in pca.Zip(codes))
        {
            StudyReference reference = StudyReference.Within(Known.First(known => known.Code == code).Error, "scikit-learn", ReferenceKind.Computed, 0.00001);
            report.Expect(new(Phrase.Of($"error of {code} principal components"), run.Mse, Phrase.Of("squared error per pixel"), reference) { Decimals = 5 });
        }

        report.Scatter("codes", Phrase.Of("Two numbers of the best deep autoencoder"), plane.Encode(plane.Split.Test), plane.Split.Test,
            Phrase.Of($"The code of each test image by {plane.Name}, marked by digit; the network never saw which digit it was."));
        report.Scatter("components", Phrase.Of("Two principal components"), pca[0].Encode(pca[0].Split.Test), pca[0].Split.Test, Phrase.Of("The same images by their first two principal components."));
        report.Compare([.. pca, .. deep.SelectMany(static runs => runs)], neighbors: 10);
        Say(report, pca, deep, depths, codes);
        report.Remark(Phrase.Of("In the note's code the third layer of the decoder starts from the layer before the code, so that the reconstruction never passes through the code; and what it calls the encoder ends before the code, at 250 numbers. Here both go through the code."));
        report.Remark(Phrase.Of("The note gives the code a relu. With two numbers it often dies: a number that is 0 for all images learns nothing any more, and the whole code carries nothing below zero. Here the code is linear."));
    }

    private static void Say(StudyReport report, StudyRun[] pca, StudyRun[][] deep, int[] depths, int[] codes)
    {
        int better = deep.SelectMany(runs => runs.Zip(pca)).Count(static pair => pair.First.Mse < pair.Second.Mse), all = depths.Length * codes.Length;
        report.Say(better == all
            ? Phrase.Of("At every size and depth the autoencoder's error is below that of principal components.")
            : Phrase.Of($"In {better} of {all} cases the autoencoder's error is below that of principal components."));
        StudyRun best = deep.Select(static runs => runs[0]).MinBy(static run => run.Mse)!;
        report.Say(Phrase.Of($"In {Plane} numbers the best leaves {best.Mse:0.00000} per pixel ({best.Name}) where principal components leave {pca[0].Mse:0.00000}."));
        StudyRun plane = deep.Select(static runs => runs[0]).MinBy(static run => run.KnnError())!;
        report.Say(Phrase.Of($"By {Plane} numbers the ten nearest training images find the digit of {1 - plane.KnnError():P1} of the test images ({plane.Name}), by principal components of {1 - pca[0].KnnError():P1}."));
        (int least, int most) = (Best(deep, 0, depths), Best(deep, codes.Length - 1, depths));
        report.Say(least == most
            ? Phrase.Of($"By error, {least} layers of the encoder are best at {codes[0]} and at {codes[^1]} numbers.")
            : Phrase.Of($"By error, {least} layers of the encoder are best at {codes[0]} numbers, {most} at {codes[^1]}."));
    }

    /// <summary>Finds the depth with the least error at a size.</summary>
    private static int Best(StudyRun[][] deep, int size, int[] depths) => depths[Enumerable.Range(0, depths.Length).MinBy(depth => deep[depth][size].Mse)];
}
