using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public class VariationalQualityTests
{
    [Fact]
    public void Measure_OfAModelWithoutAGaussianCode_IsNothing() =>
        Assert.Null(VariationalQuality.Measure(Network.Build(TinyRun.Model(3), new RandomKey(1)), TinyRun.Split.Test, Workers.Single));

    [Theory]
    [InlineData(GaussianHead.LogVariance)]
    [InlineData(GaussianHead.Sigma)]
    public void Measure_IsWhatTheDefinitionsSay(GaussianHead head)
    {
        Network network = Network.Build(Model(new GaussianLatentSpec(3, head)), new RandomKey(4));

        VariationalQuality quality = VariationalQuality.Measure(network, TinyRun.Split.Train, Workers.Single)!;

        (double[] divergences, double[] variances) = Naive(network, head);
        for (int unit = 0; unit < 3; unit++)
        {
            Assert.Equal(divergences[unit], quality.UnitDivergences[unit], 1e-5);
            Assert.Equal(variances[unit], quality.MeanVariances[unit], 1e-5);
        }

        Assert.Equal(divergences.Sum(), quality.Divergence, 1e-5);
        Assert.Equal(quality.Reconstruction + quality.Divergence, quality.NegativeElbo);
        Assert.Equal(divergences.Count(static d => d > 0.01), quality.ActiveUnits);
        Assert.Equal(variances.Count(static v => v > 0.01), quality.VaryingUnits);
    }

    [Theory]
    [InlineData(LossKind.Bce, ActivationKind.Sigmoid)]
    [InlineData(LossKind.BceLogits, ActivationKind.Linear)]
    public void NegativeElbo_OfASummedLoss_IsTheLossItself(LossKind loss, ActivationKind output)
    {
        Network network = Network.Build(Model(new GaussianLatentSpec(3), loss, output), new RandomKey(4));
        Plan plan = Plan.ForTraining(network, TinyRun.Split.Test.Count, Workers.Single);
        TinyRun.Split.Test.Read([.. Enumerable.Range(0, plan.Batch)], plan.Input, Workers.Single);

        VariationalQuality quality = VariationalQuality.Measure(network, TinyRun.Split.Test, Workers.Single)!;

        Assert.Equal(plan.Evaluate(), quality.NegativeElbo, 1e-4);
        Assert.Equal(plan.PenaltyLoss, quality.Divergence, 1e-5);
    }

    [Fact]
    public void Measure_TeamOfAnySize_GivesTheSameBits()
    {
        using Workers three = new(3);
        Network network = Network.Build(Model(new GaussianLatentSpec(3)), new RandomKey(4));

        VariationalQuality one = VariationalQuality.Measure(network, TinyRun.Split.Train, Workers.Single)!;
        VariationalQuality other = VariationalQuality.Measure(network, TinyRun.Split.Train, three)!;

        Assert.Equal(one.NegativeElbo, other.NegativeElbo);
        Assert.Equal(one.UnitDivergences, other.UnitDivergences);
    }

    [Fact]
    public void ActiveUnits_OfACollapsedCode_AreNone()
    {
        Network network = Network.Build(Model(new GaussianLatentSpec(3)), new RandomKey(4));
        network.Parameters["encoder.0.heads.weight"].In(network.Parameters.Values).Span.Clear();

        VariationalQuality quality = VariationalQuality.Measure(network, TinyRun.Split.Test, Workers.Single)!;

        Assert.Equal((0, 0, 0.0), (quality.ActiveUnits, quality.VaryingUnits, quality.Divergence));
    }

    [Fact]
    public void Run_OfAVariationalModel_ShowsTheBoundAndItsParts()
    {
        using ScratchFolder scratch = new();
        Recipe recipe = TinyRun.Recipe with { Model = Model(new GaussianLatentSpec(3)) };

        RunResult result = TinyRun.Train(recipe, scratch.At("run"));

        double bound = result.Figures[FigureNames.TestNegativeElbo];
        Assert.Equal(result.Figures[FigureNames.TestReconstruction] + result.Figures[FigureNames.TestDivergence], bound);
        Assert.InRange(result.Figures[FigureNames.TestActiveUnits], 0, 3);
        string last = File.ReadLines(RunFolder.Open(scratch.At("run")).MetricsFile).Last();
        Assert.DoesNotContain("\"penalty_loss\":0,", last + ",");
        Assert.Contains("\"penalty_loss\":", last);
    }

    [Theory]
    [InlineData(LossKind.Bce, ActivationKind.Sigmoid)]
    [InlineData(LossKind.BceLogits, ActivationKind.Linear)]
    public void MeasureBound_OfASummedLoss_IsTheLossItself(LossKind loss, ActivationKind output)
    {
        Network network = Network.Build(Model(new GaussianLatentSpec(3, Samples: 4), loss, output), new RandomKey(4));
        Plan plan = Plan.ForTraining(network, TinyRun.Split.Test.Count, Workers.Single);
        TinyRun.Split.Test.Read([.. Enumerable.Range(0, plan.Batch)], plan.Input, Workers.Single);

        Assert.Equal(plan.Evaluate(), VariationalQuality.MeasureBound(network, TinyRun.Split.Test, 4, Workers.Single), 1e-9);
    }

    [Fact]
    public void Measure_OfWeighedCodes_GivesTheBoundBesideTheElboOfTheSameWeights()
    {
        Network weighed = Network.Build(Model(new GaussianLatentSpec(3, Samples: 4)), new RandomKey(4));
        Network closed = Network.Build(Model(new GaussianLatentSpec(3)), new RandomKey(4));

        VariationalQuality quality = VariationalQuality.Measure(weighed, TinyRun.Split.Test, Workers.Single)!;
        VariationalQuality plain = VariationalQuality.Measure(closed, TinyRun.Split.Test, Workers.Single)!;

        Assert.Null(plain.ImportanceBound);
        Assert.Equal((plain.Reconstruction, plain.Divergence), (quality.Reconstruction, quality.Divergence));
        Assert.Equal(VariationalQuality.MeasureBound(closed, TinyRun.Split.Test, 4, Workers.Single), quality.ImportanceBound);
        Assert.Equal(
            [FigureNames.TestNegativeElbo, FigureNames.TestImportanceBound, FigureNames.TestReconstruction, FigureNames.TestDivergence, FigureNames.TestActiveUnits],
            quality.Figures.Select(static figure => figure.Name));
    }

    [Fact]
    public void MeasureBound_OfMoreCodes_IsTighter()
    {
        DigitSheet sheet = Digits.Generate(256, new RandomKey(3), Workers.Single);
        ImageSet digits = new("digits", new Shape(1, Digits.Side, Digits.Side), sheet.Pixels, sheet.Labels, [.. "0123456789".Select(static c => c.ToString())]);
        Network network = Network.Build(Models.Create("vae", digits.Shape, new ModelOptions { Layers = [32], Code = 5 }), new RandomKey(1));
        TrainingOptions options = new() { Epochs = 10, Batch = 32, Optimizer = new AdamSpec(0.01) };
        new Trainer(network, digits, null, options, Workers.Single).Run(cancellation: TestContext.Current.CancellationToken);

        double[] bounds = [.. new[] { 1, 8, 32 }.Select(samples => VariationalQuality.MeasureBound(network, digits, samples, Workers.Single))];

        // Half a nat is far beyond the chance of 256 images; the closed form is the expectation of one code.
        Assert.True(bounds[1] < bounds[0] - 0.5 && bounds[2] < bounds[1] - 0.1, string.Join(", ", bounds));
        Assert.Equal(VariationalQuality.Measure(network, digits, Workers.Single)!.NegativeElbo, bounds[0], 0.5);
    }

    [Fact]
    public void MeasureBound_WithoutAGaussianCode_SaysSo() => Assert.Throws<SpecException>(
        static () => VariationalQuality.MeasureBound(Network.Build(TinyRun.Model(3), new RandomKey(1)), TinyRun.Split.Test, 8, Workers.Single));

    [Fact]
    public void Run_OfWeighedCodesCutInAnEpoch_ResumesToTheSameBits()
    {
        using ScratchFolder scratch = new();
        using Workers three = new(3);
        Recipe recipe = TinyRun.Recipe with { Model = Model(new GaussianLatentSpec(3, Samples: 8)) };
        RunResult whole = TinyRun.Train(recipe, scratch.At("whole"));
        using CancellationTokenSource cancel = new();
        Hook stop = new() { Step = context => { if (context.Optimizer.Steps == 5) cancel.Cancel(); } };

        TinyRun.Experiment(recipe, RunFolder.Create(scratch.At("cut"), recipe), three, stop).Run(cancellation: cancel.Token);
        TinyRun.Resume(scratch.At("cut"));

        RunBits.AssertSame(RunBits.Of(scratch.At("whole")), RunBits.Of(scratch.At("cut")));
        Assert.True(whole.Figures[FigureNames.TestImportanceBound] < whole.Figures[FigureNames.TestNegativeElbo]);
    }

    private static ModelSpec Model(GaussianLatentSpec latent, LossKind loss = LossKind.Bce, ActivationKind output = ActivationKind.Sigmoid) => new(
        "tiny-vae", TinyRun.Shape, [latent], [new DenseSpec(64, output), new ReshapeSpec(TinyRun.Shape)], new LossSpec(loss, LossReduction.Sum));

    private static (double[] Divergences, double[] Variances) Naive(Network network, GaussianHead head)
    {
        float[] weight = ParameterSet.Export(network.Parameters["encoder.0.heads.weight"], network.Parameters.Values);
        double[][] heads = [.. Tests.Naive.Samples(TinyRun.Split.Train).Select(x => Enumerable.Range(0, 6)
            .Select(row => x.Select((value, i) => (double)value * weight[(row * 64) + i]).Sum()).ToArray())];
        double[] divergences = new double[3], variances = new double[3];
        for (int unit = 0; unit < 3; unit++)
        {
            double mean = heads.Average(sample => sample[unit]);
            variances[unit] = heads.Average(sample => Math.Pow(sample[unit] - mean, 2));
            divergences[unit] = heads.Average(sample =>
            {
                double sigma = head == GaussianHead.Sigma ? sample[unit + 3] : Math.Exp(sample[unit + 3] / 2);
                return ((sample[unit] * sample[unit]) + (sigma * sigma) - 1 - Math.Log((sigma * sigma) + (head == GaussianHead.Sigma ? 1e-10 : 0))) / 2;
            });
        }

        return (divergences, variances);
    }
}
