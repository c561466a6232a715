using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>The first autoencoder, 784-32-784, by the optimizer of the note at two rates and by Adam, with either output.</summary>
internal sealed class SimpleDense : Study
{
    private const double NearlyTheMean = 0.9;

    /// <inheritdoc/>
    public override string Name => "simple-32";

    /// <inheritdoc/>
    public override StudySource Source => StudySource.DenseNote;

    /// <inheritdoc/>
    public override string Question => Phrase.Of("How well do 32 numbers and one layer each way keep a digit, and how much of that do optimizer and output decide?");

    /// <summary>Describes the training of the note, which other studies share.</summary>
    public static Recipe RecipeOf(StudyBench bench, int epochs, OptimizerSpec? optimizer = null, ModelOptions? options = null, DataSpec? data = null) =>
        bench.Recipe("dense", (options ?? new()) with { Code = 32 }, new TrainingOptions { Epochs = bench.Pick(epochs, 20), Batch = bench.Pick(256, 64), Optimizer = optimizer ?? new AdamSpec() }, data);

    /// <inheritdoc/>
    internal override void Conduct(StudyBench bench)
    {
        StudyRun adam = Train(bench, "adam", new AdamSpec(), ActivationKind.Sigmoid), adamRelu = Train(bench, "adam-relu-output", new AdamSpec(), ActivationKind.Relu);
        StudyRun adadelta = Train(bench, "adadelta", new AdadeltaSpec(1.0), ActivationKind.Sigmoid), note = Train(bench, "adadelta-relu-output", new AdadeltaSpec(1.0), ActivationKind.Relu);
        StudyRun slow = Train(bench, "adadelta-0.001", new AdadeltaSpec(0.001), ActivationKind.Sigmoid);
        double unlit = PixelFigures.Of(adamRelu, bench)[PixelFigures.Unlit];

        StudyReport report = bench.Report;
        report.Expect(Figure(Phrase.Of("test error, Adam"), adam, StudyReference.AtMost(0.00977, "PyTorch", ReferenceKind.PyTorch, 0.03)));
        report.Expect(Figure(Phrase.Of("test error, Adadelta at 1.0"), adadelta, StudyReference.AtMost(0.03077, "PyTorch", ReferenceKind.PyTorch, 0.03)));
        report.Expect(Figure(Phrase.Of("test error, Adadelta at 0.001"), slow));
        report.Expect(Figure(Phrase.Of("test error, Adam, relu as output"), adamRelu));
        report.Expect(Figure(Phrase.Of("test error, Adadelta at 1.0, relu as output"), note));
        StudyRun[] runs = [adam, adamRelu, adadelta, note, slow];
        report.Compare(runs);
        report.Losses("losses", Phrase.Of("Training"), runs.Select(static run => (run.Name, run)), Phrase.Of("squared error per pixel"), Phrase.Of("The loss after each epoch, on a logarithmic axis."));

        report.Remark(Phrase.Of($"The note leaves the rate of Adadelta to its library, whose default was 1.0 then and is 0.001 now: the same script no longer converges, and stops at {slow.Mse:0.00000} instead of {adadelta.Mse:0.00000}. Here the rate is 1.0, as in the paper."));
        report.Remark(Phrase.Of($"The note takes relu for the output. Where a pixel of it falls below zero for all images, it gets no gradient any more and stays black: here {unlit:0} pixels that at least one in a hundred test images lights. A sigmoid always has a gradient, and keeps pixels between 0 and 1."));
        Conclude(report, adam, adamRelu, adadelta, note, slow);
    }

    private static StudyRun Train(StudyBench bench, string name, OptimizerSpec optimizer, ActivationKind output) =>
        bench.Train(name, RecipeOf(bench, 30, optimizer, new ModelOptions { OutputActivation = output }));

    private static StudyFigure Figure(string label, StudyRun run, StudyReference? reference = null) =>
        new(label, run.Mse, Phrase.Of("squared error per pixel"), reference) { Decimals = 5 };

    private static void Conclude(StudyReport report, StudyRun adam, StudyRun adamRelu, StudyRun adadelta, StudyRun adadeltaRelu, StudyRun slow)
    {
        double mean = adam[FigureNames.MeanImageMse];
        report.Say(Phrase.Of($"32 of {adam.Recipe.Model.Input.Size} numbers leave an error of {adam.Mse:0.00000} per pixel with Adam, {adam.Mse / mean:P0} of what the mean image leaves."));
        report.Say(adam.Mse < adadelta.Mse
            ? Phrase.Of($"After as many epochs Adadelta at 1.0 is still at {adadelta.Mse / adam.Mse:0.0} times that error.")
            : Phrase.Of($"Adadelta at 1.0 does as well after as many epochs: {adadelta.Mse:0.00000}."));
        report.Say(slow.Mse > mean
            ? Phrase.Of($"At 0.001, today's default, it is still worse than the mean image, by a factor of {slow.Mse / mean:0.0}.")
            : slow.Mse > NearlyTheMean * mean
            ? Phrase.Of($"At 0.001, today's default, it has learned hardly more than nothing: {slow.Mse / mean:P0} of the error of the mean image.")
            : Phrase.Of($"At 0.001, today's default, it leaves {slow.Mse / mean:P0} of the error of the mean image."));
        report.Say(Phrase.Of($"With relu as output in place of a sigmoid, Adam leaves {adamRelu.Mse:0.00000} instead of {adam.Mse:0.00000}, Adadelta {adadeltaRelu.Mse:0.00000} instead of {adadelta.Mse:0.00000}."));
    }
}
