using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

/// <summary>The figures that belong to denoising, sparse and discrete models.</summary>
public class KindEvaluationTests
{
    private static readonly ReshapeSpec Image = new(TinyRun.Shape);

    [Fact]
    public void Measure_DenoisingModel_AnswersDamagedSamplesFirst()
    {
        RunEvaluation evaluation = Measure(new GaussianNoiseSpec(0.5), new DenseSpec(3));

        Assert.Equal(
            ["test_denoised_mse", "test_denoised_sse_per_image", "damaged_mse", "test_denoised_psnr", "train_denoised_mse", "test_mse", "test_sse_per_image",
                "test_bce", "train_mse", "train_sse_per_image", "mean_image_mse", "test_psnr"],
            evaluation.Figures.Select(static figure => figure.Name));
        Assert.Equal(evaluation.Figures[FigureNames.TestDenoisedSsePerImage], evaluation.TestErrors.Average(static error => (double)error), 1e-9);
        Assert.NotEqual(evaluation.Figures[FigureNames.TestMse], evaluation.Figures[FigureNames.TestDenoisedMse]);
        Assert.Equal("of undamaged samples", evaluation.Figures.Single(static figure => figure.Name == FigureNames.TestMse).Hint);

        // 41 x 64 draws: the mean of their squares has a standard deviation of 0.25 * sqrt(2 / 2624) = 0.007.
        Assert.Equal(0.25, evaluation.Figures[FigureNames.DamagedMse], 0.03);
    }

    [Fact]
    public void Measure_SeveralDamages_AreAppliedOneAfterTheOther()
    {
        RunEvaluation evaluation = Measure(new GaussianNoiseSpec(0.5), new MaskSpec(0.999999), new DenseSpec(3));

        double mean = Representations.Read(TinyRun.Split.Test, [.. Enumerable.Range(0, TinyRun.Split.Test.Count)], Workers.Single).Average(static pixel => (double)pixel * pixel);
        Assert.Equal(mean, evaluation.Figures[FigureNames.DamagedMse], 1e-6);
    }

    [Fact]
    public void Measure_DenoisingModel_TeamOfAnySizeGivesTheSameBits()
    {
        using Workers three = new(3);
        Network network = Build(new BlurSpec(1), new SaltAndPepperSpec(0.2), new DenseSpec(3));

        Assert.Equal(
            RunEvaluation.Measure(network, TinyRun.Split, Workers.Single).Figures, RunEvaluation.Measure(network, TinyRun.Split, three).Figures);
    }

    [Fact]
    public void Measure_PlainModel_HasNoFigureOfAnotherKind() => Assert.Equal(
        ["test_mse", "test_sse_per_image", "test_bce", "train_mse", "train_sse_per_image", "mean_image_mse", "test_psnr"],
        Measure(new DenseSpec(3)).Figures.Select(static figure => figure.Name));

    [Fact]
    public void Measure_SparseModel_TellsItsMeanActivation()
    {
        Network network = Build(new DenseSpec(80, ActivationKind.Sigmoid), new SparsitySpec(0.1, 1));

        double activation = RunEvaluation.Measure(network, TinyRun.Split, Workers.Single).Figures[FigureNames.TestMeanActivation];

        Assert.Equal(Representations.Encode(network, TinyRun.Split.Test, Workers.Single).Values.ToArray().Average(static value => (double)value), activation, 1e-9);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(2)]
    public void Measure_DiscreteModel_TellsItsBits(int? dimension)
    {
        Network network = Build(new Conv2dSpec(4, 3, 2), new VectorQuantizerSpec(8, dimension));

        RunFigures figures = RunEvaluation.Measure(network, TinyRun.Split, Workers.Single).Figures;

        // 4 x 4 places of 4 channels, 3 bits for each vector.
        Assert.Equal(4 * 4 * (4 / (dimension ?? 4)) * 3, figures[FigureNames.CodeBits]);
    }

    private static RunEvaluation Measure(params IReadOnlyList<LayerSpec> encoder) =>
        RunEvaluation.Measure(Build(encoder), TinyRun.Split, Workers.Single);

    private static Network Build(params IReadOnlyList<LayerSpec> encoder) => Network.Build(
        new ModelSpec("kind", TinyRun.Shape, encoder, [new DenseSpec(64, ActivationKind.Sigmoid), Image], new LossSpec(LossKind.Mse)),
        new RandomKey(1));
}
