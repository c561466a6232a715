using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public class CodebookQualityTests
{
    [Fact]
    public void Measure_OfAModelWithoutAQuantizer_IsNothing() =>
        Assert.Null(CodebookQuality.Measure(Network.Build(TinyRun.Model(3), new RandomKey(1)), TinyRun.Split.Test, Workers.Single));

    [Fact]
    public void Measure_CountsTheChoicesOfEveryVector()
    {
        // Vectors of one number, each of which is its own channel: 64 a sample.
        Network network = Build(new VectorQuantizerSpec(3));
        ParameterSet.Import(network.Parameters["encoder.1.codebook"], [0, 1, 100], network.Parameters.Values);
        IDataset set = TinyRun.Split.Train;

        CodebookQuality quality = CodebookQuality.Measure(network, set, Workers.Single)!;

        long ones = Naive.Samples(set).Sum(static sample => sample.Count(static x => x > 0.5f)), all = 64L * set.Count;
        Assert.Equal([all - ones, ones, 0], quality.Choices);
        double share = ones / (double)all;
        Assert.Equal(Math.Exp(-(share * Math.Log(share)) - ((1 - share) * Math.Log(1 - share))), quality.Perplexity, 1e-12);
        Assert.Equal(2, quality.UsedCodes);
    }

    [Theory]
    [InlineData(new long[] { 5, 5, 5, 5 }, 4)]
    [InlineData(new long[] { 0, 9, 0, 0 }, 1)]
    public void Perplexity_CountsCodesByTheirUse(long[] choices, double expected) =>
        Assert.Equal(expected, new CodebookQuality(choices).Perplexity, 1e-12);

    [Fact]
    public void Run_OfAQuantizedModel_ShowsTheUseOfItsCodebook()
    {
        using ScratchFolder scratch = new();
        Recipe recipe = TinyRun.Recipe with
        {
            Model = Model(new VectorQuantizerSpec(8)),
            Training = TinyRun.Recipe.Training with { Epochs = 2 },
        };

        RunResult result = TinyRun.Train(recipe, scratch.At("run"));

        Assert.InRange(result.Figures[FigureNames.TestUsedCodes], 1, 8);
        Assert.InRange(result.Figures[FigureNames.TestPerplexity], 1, result.Figures[FigureNames.TestUsedCodes]);
    }

    private static Network Build(VectorQuantizerSpec quantizer) => Network.Build(Model(quantizer), new RandomKey(4));

    private static ModelSpec Model(VectorQuantizerSpec quantizer) => new(
        "tiny-vq",
        TinyRun.Shape,
        [new ReshapeSpec(TinyRun.Shape), quantizer],
        [new DenseSpec(64, ActivationKind.Sigmoid), new ReshapeSpec(TinyRun.Shape)],
        new LossSpec(LossKind.Mse));
}
