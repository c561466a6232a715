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

    private static LayerSpec[] Layers(int[] units) => [.. units.Select(static count => new DenseSpec(count))];

    private static void AssertFound(ModelSpec model, string name, FindingSeverity? expected, string? seen = null)
    {
        Finding? finding = Doctor.Examine(model).SingleOrDefault(finding => finding.Name == name);

        Assert.Equal(expected, finding?.Severity);
        if (seen is not null) Assert.Equal(seen, finding?.Seen);
    }
}
