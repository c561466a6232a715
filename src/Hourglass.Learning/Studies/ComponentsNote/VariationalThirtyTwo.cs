using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>A variational autoencoder whose second head gives deviations, trained on all digits at once, saved, read again and sampled.</summary>
internal sealed class VariationalThirtyTwo : Study
{
    private const int Code = 32, Steps = 2001, Samples = 40, Columns = 10, Batch = 256;
    private const double KnownBound = 100.8, KnownReconstruction = 77.2, KnownDivergence = 23.6, KnownError = 9.39, Slack = 0.03;

    /// <inheritdoc/>
    public override string Name => "vae-32";

    /// <inheritdoc/>
    public override StudySource Source => StudySource.ComponentsNote;

    /// <inheritdoc/>
    public override string Question => Phrase.Of("Does a variational autoencoder draw digits that are in no data set, also after it was saved and read again?");

    /// <inheritdoc/>
    internal override void Conduct(StudyBench bench)
    {
        ReconstructionStrip strip = FirstDigits.Strip(bench, "vae");
        StudyRun run = bench.Train(Name, FirstDigits.Recipe(bench, ModelOf(FirstDigits.ShapeOf(bench)), Steps), strip);
        RunFigures training = bench.Once("training-bound", () => BoundOf(run, bench.Workers));
        double bound = training["bound"], divergence = training["divergence"], testBound = run[FigureNames.TestNegativeElbo];
        int epochs = run.Result.Epochs, differences = strip.CountDifferences(epochs, run.Reconstruct(bench.TestImages()));

        StudyReport report = bench.Report;
        string nats = Phrase.Of("nats per image");
        report.Expect(Figure(Phrase.Of("training bound of the negative log-likelihood"), bound, nats, KnownBound));
        report.Expect(Figure(Phrase.Of("its reconstruction"), training["reconstruction"], nats, KnownReconstruction));
        report.Expect(Figure(Phrase.Of("its divergence"), divergence, nats, KnownDivergence));
        report.Expect(Figure(Phrase.Of("training error of drawn codes"), training["error"], Phrase.Of("squared error per image"), KnownError));
        report.Expect(new(Phrase.Of("test bound of the negative log-likelihood"), testBound, nats) { Decimals = 1 });
        report.Picture(
            "samples", Phrase.Of("Digits that are in no data set"),
            ImageGrid.Wrap(SamplesOf(bench, run), Columns, scale: 2),
            Phrase.Of("Random codes from a normal distribution, decoded by the model that was read from its file."));
        report.Chart("learning", Phrase.Of("What it learned"), strip.Draw(epochs, most: 8), Phrase.Of("The first ten test images, and below them what the network makes of them after more and more passes over the digits."));
        report.Losses("loss", Phrase.Of("Training"), [(Name, run)], nats, Phrase.Of("Reconstruction and divergence together after each step, on a logarithmic axis."));
        report.Remark(Phrase.Of("The second head of the note gives deviations without a sign that is fixed; only their squares count, and a small number keeps the logarithm from zero. It is done so here too, and it starts with codes that hardly spread."));
        report.Remark(Phrase.Of("The note watches the squared error of drawn codes, which is not what is trained. Here the bound and its two parts are shown beside it."));
        report.Say(Phrase.Of($"On the {run.Split.Train.Count} digits of the training the bound is {bound:0.0} nats per image: {training["reconstruction"]:0.0} for the pixels and {divergence:0.0} for the code, of whose {Code} units {run[FigureNames.TestActiveUnits]:0} are active."));
        report.Say(testBound > 1.03 * bound
            ? Phrase.Of($"On test digits it is {testBound:0.0}: {run.Split.Train.Count} digits are few, and the network knows them better than others.")
            : Phrase.Of($"On test digits it is {testBound:0.0}, about the same."));
        report.Say(differences == 0
            ? Phrase.Of("What the model answers after it was read from its file is the same in every pixel as what it answered at the end of the training.")
            : Phrase.Of($"What the model answers after it was read from its file differs in {differences} pixels from what it answered at the end of the training."));

        static StudyFigure Figure(string label, double value, string unit, double known) =>
            new(label, value, unit, StudyReference.Within(known, "PyTorch", ReferenceKind.PyTorch, Slack * known)) { Decimals = 2 };
    }

    private static ModelSpec ModelOf(Shape shape)
    {
        DenseSpec layer = new(256, ActivationKind.Elu);
        LayerSpec[] encoder = [layer, layer, new GaussianLatentSpec(Code, GaussianHead.Sigma)];
        return new ModelSpec("vae-32", shape, encoder, [layer, layer, new DenseSpec(shape.Size, ActivationKind.Sigmoid), new ReshapeSpec(shape)], new LossSpec(LossKind.Bce, LossReduction.Sum));
    }

    private static Bitmap[] SamplesOf(StudyBench bench, StudyRun run)
    {
        float[] codes = CodeDistribution.Prior(Code).Draw(Samples, new RandomKey(bench.Seed));
        return new ImageBatch(run.Split.Test.Shape, new Inference(run.Network, bench.Workers).Decode(codes)).ToBitmaps();
    }

    /// <summary>Measures the bound on the training digits, and the squared error of codes that are drawn, as in training.</summary>
    private static RunFigures BoundOf(StudyRun run, Workers workers)
    {
        IDataset train = run.Split.Train;
        VariationalQuality quality = VariationalQuality.Measure(run.Network, train, workers)!;
        Plan plan = Plan.ForTraining(run.Network, Math.Min(Batch, train.Count), workers);
        float[] errors = new float[train.Count];
        DatasetSource source = new();
        foreach (int start in source.InOrder(train, plan))
        {
            plan.Evaluate(source, draw: start / plan.Batch);
            ColumnErrors.SumOfSquares(plan.Output, plan.Target, errors.AsSpan(start, plan.Columns), workers);
        }

        return new([
            new("bound", quality.NegativeElbo),
            new("reconstruction", quality.Reconstruction),
            new("divergence", quality.Divergence),
            new("error", errors.Average(static error => (double)error)),
        ]);
    }
}
