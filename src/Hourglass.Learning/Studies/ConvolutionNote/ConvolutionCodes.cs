using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>How much of a digit fits into 2, 8 or 16 numbers: strided convolutions, watched after every epoch.</summary>
/// <param name="code">The numbers of the code.</param>
/// <param name="reference">The test error of the same training in PyTorch.</param>
internal sealed class ConvolutionCodes(int code, double reference) : Study
{
    /// <summary>Gets the study for each size of the note.</summary>
    public static IReadOnlyList<Study> All { get; } = [new ConvolutionCodes(2, 0.03866), new ConvolutionCodes(8, 0.01707), new ConvolutionCodes(16, 0.00954)];

    /// <inheritdoc/>
    public override string Name => FormattableString.Invariant($"conv-{code}");

    /// <inheritdoc/>
    public override StudySource Source => StudySource.ConvolutionNote;

    /// <inheritdoc/>
    public override string Question => Phrase.Of($"How much of a handwritten digit can convolutions keep in {code} numbers?");

    /// <summary>Describes the training of the note, which other studies share.</summary>
    public static Recipe RecipeOf(StudyBench bench, int code) => bench.Recipe(
        "conv", new ModelOptions { Code = code }, new TrainingOptions { Epochs = bench.Pick(25, 10), Batch = bench.Pick(64, 16), Optimizer = new AdamSpec(5e-4) });

    /// <inheritdoc/>
    internal override void Conduct(StudyBench bench)
    {
        Recipe recipe = RecipeOf(bench, code);
        ReconstructionStrip strip = new(Path.Combine(bench.Path, "epochs"), bench.TestImages());
        StudyRun run = bench.Train(Name, recipe, strip);
        int epochs = run.Result.Epochs;

        StudyReport report = bench.Report;
        report.Expect(new(Phrase.Of("test error"), run.Mse, Phrase.Of("squared error per pixel"), StudyReference.AtMost(reference, "PyTorch", ReferenceKind.PyTorch, 0.03)) { Decimals = 5 });
        report.Chart("learning", Phrase.Of("What it learned, epoch by epoch"), strip.Draw(epochs), Phrase.Of("The first ten test images, and below them what the network makes of them after more and more epochs."));
        report.Animation("learning", Phrase.Of("The same, moving"), strip.Animate(epochs), 2, Phrase.Of("Originals above, reconstructions below, one frame for each epoch."));
        if (code == 2) ShowPlane(bench, run);
        report.Losses("loss", Phrase.Of("Training"), [(Name, run)], Phrase.Of("squared error per pixel"), Phrase.Of("The loss after each epoch, on a logarithmic axis."));

        double mean = run[FigureNames.MeanImageMse];
        report.Say(Phrase.Of($"{code} of {recipe.Model.Input.Size} numbers leave an error of {run.Mse:0.00000} per pixel, {run.Mse / mean:P0} of what the mean image leaves."));
        report.Say(Phrase.Of($"By code, the ten nearest training images miss the digit of {run.KnnError():P1} of the test images."));
    }

    /// <summary>Draws where the codes of two numbers lie, and what the decoder makes of the plane between them.</summary>
    private static void ShowPlane(StudyBench bench, StudyRun run)
    {
        const int Side = 15;
        Points codes = run.Encode(run.Split.Test);
        bench.Report.Scatter("codes", Phrase.Of("The code"), codes, run.Split.Test, Phrase.Of("The two numbers that each test image is compressed to, marked by digit; the network never saw which digit it was."));
        float[] plane = CodeGrid.Square(CodeDistribution.Fit(codes.Values.ToArray(), codes.Dimensions, bench.Workers), Side);
        bench.Report.Picture("plane", Phrase.Of("The plane, decoded"), GeneratedPictures.Manifold(run.Decode(plane)), Phrase.Of("What the decoder makes of codes at even distances over the region in which nine of ten codes lie in either number."));
    }
}
