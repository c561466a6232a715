using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class DenoisingModelsTests
{
    private static readonly Shape Image = new(1, 28, 28);

    public static TheoryData<ModelOptions, LayerSpec> Noises { get; } = new()
    {
        { new ModelOptions(), new GaussianNoiseSpec(0.5, 0, 1) },
        { new ModelOptions { Drop = 0.9 }, new MaskSpec(0.9) },
        { new ModelOptions { Noise = NoiseKind.Mask }, new MaskSpec(0.3) },
        { new ModelOptions { Deviation = 1 }, new GaussianNoiseSpec(1, 0, 1) },
        { new ModelOptions { Share = 0.2 }, new SaltAndPepperSpec(0.2) },
        { new ModelOptions { Noise = NoiseKind.BlockOcclusion, Block = 9 }, new BlockOcclusionSpec(9) },
        { new ModelOptions { Blur = 2 }, new BlurSpec(2) },
    };

    [Theory]
    [MemberData(nameof(Noises))]
    public void Noise_IsTheOneWhoseStrengthIsGiven(ModelOptions options, LayerSpec expected)
    {
        ModelSpec model = Models.Create("denoising", Image, options);

        Assert.Equal(expected, model.Encoder[0]);
        Assert.Equal(2, model.Encoder.Count);
    }

    [Fact]
    public void StrengthsOfTwoKinds_AreRefused() => Assert.Contains(
        "model.noise: received strengths of mask and blur, expected those of one kind.",
        Assert.Throws<SpecException>(static () => Models.Create("denoising", Image, new ModelOptions { Noise = NoiseKind.Blur, Drop = 0.5 })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Layers_StandBehindTheNoiseAndComeBack()
    {
        ModelSpec model = Models.Create("denoising", Image, new ModelOptions { Layers = [100, 50], Code = 9 });

        Assert.Equal([784, 100, 50, 9, 50, 100, 784], ModelSummary.Widths(model));
    }
}
