using Hourglass.Networks;
using Hourglass.Numerics;
using Hourglass.Testing;

namespace Hourglass.Learning.Tests;

public class ImageQualityTests
{
    private static readonly Shape Shape = new(1, 14, 12);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0.1, 10)]
    [InlineData(0.001, 30)]
    [InlineData(0, 100)]
    [InlineData(1e-30, 100)]
    public void PsnrOf_IsInDecibelsBelowAPeakOfOne(double mse, double expected) => Assert.Equal(expected, ImageQuality.PsnrOf(mse), 1e-9);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Measure_IsTheMeanOverImages(int team)
    {
        using Workers workers = new(team);
        FloatSet set = new("noise", Shape, Draw.Uniform(1, 300 * Shape.Size));
        Network network = Network.Build(Model(Shape), new RandomKey(2));

        ReconstructionQuality quality = ReconstructionQuality.Measure(network, set, workers, withImage: true);

        float[][] samples = Naive.Samples(set);
        float[][] answers = [.. samples.Select(sample => new Inference(network).Reconstruct(sample))];
        double psnr = samples.Zip(answers, static (x, y) => -10 * Math.Log10(x.Zip(y, static (a, b) => Math.Pow((double)a - b, 2)).Average())).Average();
        double ssim = samples.Zip(answers, static (x, y) => SsimOracle.Run(x, y, Shape)).Average();
        Assert.Equal(psnr, quality.Image!.Psnr, 1e-4);
        Assert.Equal(ssim, quality.Image.Ssim!.Value, 1e-5);

        // The logarithm is concave: the ratio of the mean error is never more than the mean of the ratios.
        Assert.True(ImageQuality.PsnrOf(quality.Mse) < quality.Image.Psnr);
    }

    [Fact]
    public void Measure_OfImagesBelowTheWindow_HasNoSsim()
    {
        RunEvaluation evaluation = RunEvaluation.Measure(Network.Build(TinyRun.Model(3), new RandomKey(2)), TinyRun.Split, Workers.Single);

        Assert.NotNull(evaluation.Figures.Find(FigureNames.TestPsnr));
        Assert.Null(evaluation.Figures.Find(FigureNames.TestSsim));
    }

    [Fact]
    public void Measure_OfSamplesThatAreNoImages_HasNeither()
    {
        Shape flat = new(30);
        FloatSet set = new("numbers", flat, Draw.Uniform(1, 40 * 30));
        ModelSpec model = new("flat", flat, [new DenseSpec(3)], [new DenseSpec(30)], new LossSpec(LossKind.Mse));

        RunEvaluation evaluation = RunEvaluation.Measure(Network.Build(model, new RandomKey(2)), new DataSplit(set, null, set, "made up"), Workers.Single);

        Assert.Null(evaluation.Figures.Find(FigureNames.TestPsnr));
        Assert.Null(evaluation.Figures.Find(FigureNames.TestSsim));
    }

    [Fact]
    public void Measure_OfADenoisingModel_TellsRepairsFromCleanSamples()
    {
        FloatSet set = new("noise", Shape, Draw.Uniform(1, 50 * Shape.Size));
        ModelSpec model = Model(Shape);
        model = model with { Encoder = [new MaskSpec(0.5), .. model.Encoder] };

        RunFigures figures = RunEvaluation.Measure(Network.Build(model, new RandomKey(2)), new DataSplit(set, null, set, "made up"), Workers.Single).Figures;

        Assert.NotEqual(figures[FigureNames.TestPsnr], figures[FigureNames.TestDenoisedPsnr]);
        Assert.NotEqual(figures[FigureNames.TestSsim], figures[FigureNames.TestDenoisedSsim]);
        Assert.Equal("of undamaged samples", figures.Single(static figure => figure.Name == FigureNames.TestSsim).Hint);
    }

    private static ModelSpec Model(Shape shape) => new(
        "small", shape, [new FlattenSpec(), new DenseSpec(5)], [new DenseSpec(shape.Size, ActivationKind.Sigmoid), new ReshapeSpec(shape)], new LossSpec(LossKind.Mse));
}
