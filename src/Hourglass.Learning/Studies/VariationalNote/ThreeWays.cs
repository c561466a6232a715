using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>The same variational autoencoder by a spec, by a layer of one's own and by a loop of one's own.</summary>
internal sealed class ThreeWays : Study
{
    private const int Samples = 10;
    private const string Spec = "spec", OwnLayer = "own-layer", OwnLoop = "own-loop", Bound = "bound", Differing = "differing", AtStart = "differing_at_start", Largest = "largest", Loss = "loss_";

    /// <inheritdoc/>
    public override string Name => "vae-three-ways";

    /// <inheritdoc/>
    public override StudySource Source => StudySource.VariationalNote;

    /// <inheritdoc/>
    public override string Question => Phrase.Of("Is it the same network, to the bit, whether it is declared, made of a layer of one's own or trained by a loop of one's own?");

    private static LossSpec Nats => new(LossKind.Bce, LossReduction.Sum);

    /// <inheritdoc/>
    internal override void Conduct(StudyBench bench)
    {
        Shape shape = bench.Data.Open(bench.Data.Spec(), bench.Seed).Train.Shape;
        Recipe recipe = bench.Recipe(SmallVariational.Model(Spec, shape, Nats, new GaussianLatentSpec(SmallVariational.Code)), SmallVariational.TrainingOf(bench));
        StudyRun run = bench.Train(Spec, recipe);
        RunFigures layer = bench.Once(OwnLayer, () => ByOwnLayer(bench, run)), loop = bench.Once(OwnLoop, () => ByOwnLoop(bench, run));
        double bound = run[FigureNames.TestNegativeElbo];

        StudyReport report = bench.Report;
        string nats = Phrase.Of("nats per image");
        report.Expect(new(Phrase.Of("test bound of the negative log-likelihood"), bound, nats, SmallVariational.KnownBound) { Decimals = 2 });
        report.Expect(new(Phrase.Of("weights of the own loop that differ"), loop[Differing], "", StudyReference.AtMost(0, Phrase.Of("the same bits"), ReferenceKind.Goal)) { Decimals = 0 });
        report.Expect(new(Phrase.Of("test bound by the own layer, distance"), Math.Abs(layer[Bound] - bound), nats, StudyReference.AtMost(0.5, Phrase.Of("the same but for rounding"), ReferenceKind.Goal)) { Decimals = 3 });
        report.Table(
            Phrase.Of("Three ways"),
            [Phrase.Of("way"), Phrase.Of("test bound"), Phrase.Of("weights that differ"), Phrase.Of("largest difference")],
            [
                [Phrase.Of("a spec for the trainer"), FormattableString.Invariant($"{bound:0.000}"), "–", "–"],
                Row(Phrase.Of("a layer of one's own"), layer),
                Row(Phrase.Of("a loop of one's own"), loop),
            ],
            Phrase.Of($"Nats per test image; differences are those to the spec, of {run.Result.Parameters} weights and biases."));
        report.Chart("loss", Phrase.Of("Training"), LossChart(run, layer, loop), Phrase.Of("The loss after each pass; where lines lie on each other only the last is seen."));
        ChartImages[] rows = [new(Phrase.Of("reconstruction"), run.Reconstruct(bench.TestImages(Samples)).ToBitmaps()), new(Phrase.Of("random codes"), SmallVariational.Sample(bench, run, Samples))];
        report.Chart("images", Phrase.Of("What it draws"), ImageChart.Reconstructions(bench.TestImages(Samples).ToBitmaps(), rows), Phrase.Of("Test images, what the network makes of them, and digits from random codes."));
        report.Remark(Phrase.Of("In the note the three styles are different experiments: one averages the divergence over units, another sums it, and the loop runs for two passes where the others run for three. Here all three train the same loss for the same passes from the same seed."));
        Conclude(report, run, layer, loop);
    }

    private static void Conclude(StudyReport report, StudyRun run, RunFigures layer, RunFigures loop)
    {
        double bound = run[FigureNames.TestNegativeElbo];
        long parameters = run.Result.Parameters;
        report.Say(loop[Differing] == 0
            ? Phrase.Of($"The loop of one's own gives the same bits as the spec: none of {parameters} weights differs.")
            : Phrase.Of($"The loop of one's own differs from the spec in {loop[Differing]:0} of {parameters} weights."));
        double distance = Math.Abs(layer[Bound] - bound);
        report.Say(layer[Differing] == 0 ? Phrase.Of("The layer of one's own gives the same bits too.")
            : layer[AtStart] == 0 ? Phrase.Of($"The layer of one's own starts from the same bits and rounds otherwise: in the end {layer[Differing]:0} weights differ, by {layer[Largest]:G2} at most, and the bound by {distance:0.000} nats.")
            : Phrase.Of($"The layer of one's own starts from other bits, {layer[AtStart]:0} of them; in the end {layer[Differing]:0} weights differ, by {layer[Largest]:G2} at most, and the bound by {distance:0.000} nats."));
        report.Say(bound <= SmallVariational.KnownBound.Most
            ? Phrase.Of($"After {run.Result.Epochs} passes the bound is {bound:0.00} nats per test image; PyTorch gives {SmallVariational.KnownBound.Value:0.00} on average of four seeds, of which one is as good as another.")
            : Phrase.Of($"After {run.Result.Epochs} passes the bound is {bound:0.00} nats per test image, {bound - SmallVariational.KnownBound.Value:0.00} more than the {SmallVariational.KnownBound.Value:0.00} that PyTorch gives on average of four seeds, which is more than those differ by."));
    }

    /// <summary>Trains with a dense layer for both heads and a layer that draws; the dense layer is told how each head would start by itself.</summary>
    private static RunFigures ByOwnLayer(StudyBench bench, StudyRun spec)
    {
        DenseSpec heads = new(2 * SmallVariational.Code, Initializer: InitializerSpec.Uniform(Math.Sqrt(6.0 / (SmallVariational.Hidden + SmallVariational.Code))));
        ModelSpec model = SmallVariational.Model(OwnLayer, spec.Recipe.Model.Input, Nats, heads, new SamplingSpec());
        Network network = Network.Build(model, new RandomKey(spec.Recipe.Training.Seed));
        int atStart = CountDiffering(network, Network.Build(spec.Recipe.Model, new RandomKey(spec.Recipe.Training.Seed)));
        TrainingResult result = new Trainer(network, spec.Split.Train, null, spec.Recipe.Training, bench.Workers).Run(null, bench.Cancellation);
        bench.Cancellation.ThrowIfCancellationRequested();
        return Figures(bench, spec, network, atStart, result.State.History.Select(static epoch => epoch.Loss));
    }

    /// <summary>Trains by a loop over a plan, which computes, and an optimizer, which changes the weights.</summary>
    private static RunFigures ByOwnLoop(StudyBench bench, StudyRun spec)
    {
        TrainingOptions options = spec.Recipe.Training;
        IDataset train = spec.Split.Train;
        Network network = Network.Build(spec.Recipe.Model, new RandomKey(options.Seed));
        Plan plan = Plan.ForTraining(network, options.Batch, bench.Workers);
        plan.Key = Trainer.NoiseKey(options.Seed);
        Optimizer optimizer = options.Optimizer.Build(network.Parameters);
        BatchOrder order = new(train.Count, options.Batch, new RandomKey(options.Seed));
        double[] losses = new double[options.Epochs];
        for (int epoch = 0; epoch < options.Epochs; epoch++)
        {
            order.Deal(epoch);
            for (int step = 0; step < order.Batches; step++)
            {
                bench.Cancellation.ThrowIfCancellationRequested();
                ReadOnlyMemory<int> indices = order.Batch(step);
                plan.Columns = indices.Length;
                train.Read(indices.Span, plan.Input, bench.Workers);
                losses[epoch] += plan.Step(optimizer, options.Optimizer.LearningRate) * indices.Length / train.Count;
            }
        }

        return Figures(bench, spec, network, atStart: 0, losses);
    }

    /// <summary>Compares weights bit by bit and measures the bound with the weights in the declared network.</summary>
    private static RunFigures Figures(StudyBench bench, StudyRun spec, Network network, int atStart, IEnumerable<double> losses)
    {
        Network declared = Network.Build(spec.Recipe.Model, new RandomKey(spec.Recipe.Training.Seed));
        network.Parameters.Values.Span.CopyTo(declared.Parameters.Values.Span);
        return new([
            new(Bound, VariationalQuality.Measure(declared, spec.Split.Test, bench.Workers)!.NegativeElbo),
            new(Differing, CountDiffering(network, spec.Network)),
            new(AtStart, atStart),
            new(Largest, Pairs(network, spec.Network).Max(static pair => Math.Abs(pair.First - pair.Second))),
            .. losses.Select(static (loss, i) => new RunFigure(FormattableString.Invariant($"{Loss}{i + 1}"), loss)),
        ]);
    }

    private static int CountDiffering(Network ours, Network theirs) =>
        Pairs(ours, theirs).Count(static pair => BitConverter.SingleToInt32Bits(pair.First) != BitConverter.SingleToInt32Bits(pair.Second));

    private static IEnumerable<(float First, float Second)> Pairs(Network ours, Network theirs) => Weights(ours).Zip(Weights(theirs));

    private static IEnumerable<float> Weights(Network network) => network.Parameters.All.SelectMany(parameter => ParameterSet.Export(parameter, network.Parameters.Values));

    private static IReadOnlyList<string> Row(string name, RunFigures figures) =>
        [name, FormattableString.Invariant($"{figures[Bound]:0.000}"), FormattableString.Invariant($"{figures[Differing]:0}"), FormattableString.Invariant($"{figures[Largest]:G2}")];

    private static LineChart LossChart(StudyRun run, RunFigures layer, RunFigures loop)
    {
        double[] epochs = [.. run.History.Select(static epoch => (double)epoch.Epoch)];
        return new LineChart
        {
            Description = Phrase.Of("The loss of the three ways after each pass."),
            Series = [new(Phrase.Of("spec"), epochs, [.. run.History.Select(static epoch => epoch.Loss)]), new(Phrase.Of("own layer"), epochs, LossesOf(layer)), new(Phrase.Of("own loop"), epochs, LossesOf(loop))],
            XName = Phrase.Of("epoch"),
            YName = Phrase.Of("nats per image"),
            Markers = true,
        };
    }

    private static double[] LossesOf(RunFigures figures) => [.. figures.Where(static figure => figure.Name.StartsWith(Loss, StringComparison.Ordinal)).Select(static figure => figure.Value)];
}
