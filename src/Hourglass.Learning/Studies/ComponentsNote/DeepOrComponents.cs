using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>A deep autoencoder of sigmoids against principal components, when every step sees all digits.</summary>
internal sealed class DeepOrComponents : Study
{
    private const int Code = 32, Steps = 1001, Passes = 100;
    private const double Known = 27.59, Slack = 1.5;

    /// <inheritdoc/>
    public override string Name => "deep-32";

    /// <inheritdoc/>
    public override StudySource Source => StudySource.ComponentsNote;

    /// <inheritdoc/>
    public override string Question => Phrase.Of("Is a deep autoencoder better than principal components after a thousand steps over all digits at once?");

    /// <inheritdoc/>
    internal override void Conduct(StudyBench bench)
    {
        ModelSpec model = FirstDigits.Deep(bench, Name);
        ReconstructionStrip strip = FirstDigits.Strip(bench, "deep");
        StudyRun components = bench.Train($"pca-{Code}", bench.Recipe("pca", new ModelOptions { Code = Code }, new TrainingOptions(), FirstDigits.Data(bench)));
        StudyRun deep = bench.Train("all-at-once", FirstDigits.Recipe(bench, model, Steps), strip);
        StudyRun batches = bench.Train("mini-batches", FirstDigits.InBatches(bench, model, Passes));
        double ofDeep = ErrorOf(deep), ofComponents = ErrorOf(components), ofBatches = ErrorOf(batches);

        StudyReport report = bench.Report;
        string unit = Phrase.Of("squared error per image");
        report.Expect(new(Phrase.Of($"training error, batches of {deep.Recipe.Training.Batch}"), ofDeep, unit, StudyReference.Within(Known, "PyTorch", ReferenceKind.PyTorch, Slack)) { Decimals = 2 });
        report.Expect(new(Phrase.Of($"training error, batches of {batches.Recipe.Training.Batch}"), ofBatches, unit, StudyReference.AtMost(Known, "PyTorch", ReferenceKind.PyTorch)) { Decimals = 2 });
        report.Expect(new(Phrase.Of("training error, principal components"), ofComponents, unit) { Decimals = 2 });
        report.Chart(
            "learning", Phrase.Of("What it learned, all at once"),
            strip.Draw(deep.Result.Epochs, most: 11),
            Phrase.Of("The first ten test images, and below them what the network makes of them after more and more passes over the digits."));
        report.Compare([components, deep, batches]);
        report.Losses("loss", Phrase.Of("Training"), [(deep.Name, deep), (batches.Name, batches)], unit, Phrase.Of("The error of the training digits after each pass, on a logarithmic axis."));
        report.Remark(Phrase.Of("The note takes a step for each pass over its digits, so a thousand passes are a thousand steps. Sigmoids begin with small gradients, and a thousand steps are few for six layers of them."));
        long stepsOfDeep = StepsOf(deep), stepsOfBatches = StepsOf(batches);
        report.Say(ofComponents < ofDeep
            ? Phrase.Of($"No: after {stepsOfDeep} steps the deep autoencoder leaves {ofDeep:0.00} of the digits that it was trained on, {ofDeep / ofComponents:0.0} times the {ofComponents:0.00} of {Code} principal components.")
            : Phrase.Of($"Yes: after {stepsOfDeep} steps the deep autoencoder leaves {ofDeep:0.00} of the digits that it was trained on, {Code} principal components leave {ofComponents:0.00}."));
        report.Say(ofBatches < ofDeep
            ? Phrase.Of($"The same network in batches of {batches.Recipe.Training.Batch} takes {stepsOfBatches} steps in {batches.Result.Epochs} passes, where it took {stepsOfDeep} in {deep.Result.Epochs}, and leaves {ofBatches:0.00}: what it lacked were steps, not digits.")
            : Phrase.Of($"The same network in batches of {batches.Recipe.Training.Batch} takes {stepsOfBatches} steps in {batches.Result.Epochs} passes, where it took {stepsOfDeep} in {deep.Result.Epochs}, and leaves {ofBatches:0.00}, no less."));
        report.Say(batches.Sse < components.Sse
            ? Phrase.Of($"Of test digits it leaves {batches.Sse:0.00}, less than the {components.Sse:0.00} of the components.")
            : Phrase.Of($"Of test digits it leaves {batches.Sse:0.00}, the components leave {components.Sse:0.00}: on {deep.Split.Train.Count} digits they are still ahead."));
    }

    private static double ErrorOf(StudyRun run) => run[FigureNames.TrainSsePerImage];

    private static long StepsOf(StudyRun run)
    {
        int batch = run.Recipe.Training.Batch;
        return (long)run.Result.Epochs * ((run.Split.Train.Count + batch - 1) / batch);
    }
}
