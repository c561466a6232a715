using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class ModelCheckTests
{
    [Theory]
    [InlineData(LossKind.Bce, ActivationKind.Sigmoid, null)]
    [InlineData(LossKind.Bce, ActivationKind.Linear, FindingSeverity.Problem)]
    [InlineData(LossKind.Bce, ActivationKind.Relu, FindingSeverity.Problem)]
    [InlineData(LossKind.Bce, ActivationKind.Tanh, FindingSeverity.Problem)]
    [InlineData(LossKind.Bce, ActivationKind.Softmax, FindingSeverity.Problem)]
    [InlineData(LossKind.BceLogits, ActivationKind.Linear, null)]
    [InlineData(LossKind.BceLogits, ActivationKind.Sigmoid, FindingSeverity.Problem)]
    [InlineData(LossKind.CrossEntropy, ActivationKind.Softmax, null)]
    [InlineData(LossKind.CrossEntropy, ActivationKind.Sigmoid, FindingSeverity.Problem)]
    [InlineData(LossKind.Mse, ActivationKind.Sigmoid, null)]
    [InlineData(LossKind.Mse, ActivationKind.Linear, null)]
    [InlineData(LossKind.Mse, ActivationKind.Tanh, null)]
    [InlineData(LossKind.Mse, ActivationKind.Relu, FindingSeverity.Warning)]
    [InlineData(LossKind.Huber, ActivationKind.Softmax, FindingSeverity.Problem)]
    public void LossAndOutput_ThatDoNotFit_AreFound(LossKind loss, ActivationKind output, FindingSeverity? expected) =>
        AssertFound(Patient.Dense(ActivationKind.Linear, output, loss), "loss-and-output", expected);

    [Fact]
    public void LossAndOutput_ActivationBehindAViewOrAlone_IsSeen()
    {
        ModelSpec model = Patient.Dense(ActivationKind.Linear, ActivationKind.Linear, LossKind.Bce);
        AssertFound(model with { Decoder = [.. model.Decoder, new ActivationSpec(ActivationKind.Sigmoid)] }, "loss-and-output", null);
        AssertFound(model with { Decoder = [new DenseSpec(16, ActivationKind.Sigmoid), new ActivationSpec(ActivationKind.Tanh)] }, "loss-and-output", FindingSeverity.Problem);
    }

    [Theory]
    [InlineData(new[] { 12, 3 }, new[] { 12 }, null)]
    [InlineData(new[] { 3, 3 }, new[] { 3 }, null)]
    [InlineData(new[] { 3, 12 }, new int[0], "The code has 12 numbers, and encoder.0 (dense 3, linear) has 3.")]
    [InlineData(new[] { 12, 6 }, new[] { 8, 4 }, "The code has 6 numbers, and decoder.1 (dense 4, linear) has 4.")]
    public void Bottleneck_AnotherLayerIsNarrower_IsFound(int[] encoder, int[] decoder, string? seen)
    {
        ModelSpec model = new("model", new Shape(16), Layers(encoder), Layers([.. decoder, 16]), new LossSpec(LossKind.Mse));

        AssertFound(model, "bottleneck", seen is null ? null : FindingSeverity.Warning, seen);
    }

    [Fact]
    public void Bottleneck_OutputBehindAView_IsNone() =>
        AssertFound(Patient.Dense(ActivationKind.Sigmoid, ActivationKind.Linear, size: 40), "bottleneck", null);

    [Theory]
    [InlineData(15, null)]
    [InlineData(16, "The code has 16 numbers for 16 of the input. Its compression is 1 to 1.")]
    [InlineData(32, "The code has 32 numbers for 16 of the input. Its compression is 0.5 to 1.")]
    public void Compression_CodeAsLargeAsTheInput_IsFound(int size, string? seen) => AssertFound(
        Patient.Dense(ActivationKind.Linear, ActivationKind.Sigmoid, size: size), "compression", seen is null ? null : FindingSeverity.Warning, seen);

    [Theory]
    [InlineData(ActivationKind.Relu, 2, true)]
    [InlineData(ActivationKind.Relu, 8, true)]
    [InlineData(ActivationKind.Relu, 9, false)]
    [InlineData(ActivationKind.Linear, 2, false)]
    public void ReluCode_SmallCode_IsNoted(ActivationKind activation, int size, bool found) =>
        AssertFound(Patient.Dense(activation, ActivationKind.Sigmoid, size: size), "relu-code", found ? FindingSeverity.Note : null);

    [Fact]
    public void Compression_OfAnImage_CountsAllItsNumbers()
    {
        // 28 x 28 x 1 becomes 7 x 7 x 16: smaller sides, and not one number less.
        ModelSpec model = new(
            "conv",
            new Shape(1, 28, 28),
            [new Conv2dSpec(8, 3, 2), new Conv2dSpec(16, 3, 2)],
            [new UpsampleSpec(4), new Conv2dSpec(1, 3, Activation: ActivationKind.Sigmoid)],
            new LossSpec(LossKind.Mse));

        AssertFound(model, "compression", FindingSeverity.Warning, "The code has 784 numbers for 784 of the input. Its compression is 1 to 1.");
        AssertFound(model with { Encoder = [.. model.Encoder, new Conv2dSpec(15, 1)] }, "compression", null);
    }

    [Fact]
    public void Compression_LargeCodeBehindNoise_IsKeptBusy()
    {
        ModelSpec model = Patient.Dense(ActivationKind.Linear, ActivationKind.Sigmoid, size: 32);

        AssertFound(model with { Encoder = [new MaskSpec(0.3), .. model.Encoder] }, "compression", null);
    }

    [Theory]
    [InlineData("mask", 0.9, true)]
    [InlineData("mask", 0.8, true)]
    [InlineData("mask", 0.5, false)]
    [InlineData("salt-and-pepper", 0.9, true)]
    [InlineData("salt-and-pepper", 0.2, false)]
    [InlineData("block-occlusion", 4, true)]
    [InlineData("block-occlusion", 3, false)]
    [InlineData("gaussian-noise", 0.5, false)]
    public void NoiseRate_AlmostNothingLeft_IsFound(string noise, double rate, bool found)
    {
        LayerSpec spec = noise switch
        {
            "mask" => new MaskSpec(rate),
            "salt-and-pepper" => new SaltAndPepperSpec(rate),
            "block-occlusion" => new BlockOcclusionSpec((int)rate),
            _ => new GaussianNoiseSpec(rate),
        };
        ModelSpec model = Patient.Dense(ActivationKind.Linear, ActivationKind.Sigmoid);

        AssertFound(model with { Encoder = [spec, .. model.Encoder] }, "noise-rate", found ? FindingSeverity.Warning : null);
    }

    [Fact]
    public void NoiseRate_ShareToKeepInsteadOfToDrop_IsExplained()
    {
        ModelSpec model = Patient.Dense(ActivationKind.Linear, ActivationKind.Sigmoid);

        Finding finding = Doctor.Examine(model with { Encoder = [new MaskSpec(0.9), .. model.Encoder] }).Single();

        Assert.Contains("destroys 90 % of each sample", finding.Seen, StringComparison.Ordinal);
        Assert.Contains("if 90 % was to be kept, drop 10 %", finding.Change, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LossReduction.Sum, LossReduction.Sum, 1, false)]
    [InlineData(LossReduction.Sum, LossReduction.Sum, 10, false)]
    [InlineData(LossReduction.Sum, LossReduction.Sum, 100, true)]
    [InlineData(LossReduction.Mean, LossReduction.Sum, 1, true)]
    [InlineData(LossReduction.Mean, LossReduction.Mean, 1, true)]
    [InlineData(LossReduction.Mean, LossReduction.Mean, 0.05, false)]
    public void DivergenceWeight_FarAboveTheBound_IsFound(LossReduction loss, LossReduction divergence, double beta, bool found)
    {
        ModelSpec model = new(
            "vae",
            new Shape(784),
            [new DenseSpec(64, ActivationKind.Relu), new GaussianLatentSpec(32, Beta: beta, Reduction: divergence)],
            [new DenseSpec(784, ActivationKind.Sigmoid)],
            new LossSpec(LossKind.Mse, loss));

        AssertFound(model, "divergence-weight", found ? FindingSeverity.Warning : null);
    }

    private static LayerSpec[] Layers(int[] units) => [.. units.Select(static count => new DenseSpec(count))];

    private static void AssertFound(ModelSpec model, string name, FindingSeverity? expected, string? seen = null)
    {
        Finding? finding = Doctor.Examine(model).SingleOrDefault(finding => finding.Name == name);

        Assert.Equal(expected, finding?.Severity);
        if (seen is not null) Assert.Equal(seen, finding?.Seen);
    }
}
