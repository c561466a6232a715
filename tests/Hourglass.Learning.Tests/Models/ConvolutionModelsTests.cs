using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class ConvolutionModelsTests
{
    private static readonly Shape Image = new(1, 28, 28);

    [Fact]
    public void Conv_ByDefault_IsTheNetworkOfTheCourse()
    {
        const ActivationKind Tanh = ActivationKind.Tanh;
        ModelSpec expected = new(
            "conv",
            Image,
            [
                new Conv2dSpec(8, 3, 2, Activation: Tanh), new Conv2dSpec(16, 3, 2, Activation: Tanh), new Conv2dSpec(32, 3, 2, Activation: Tanh),
                new DenseSpec(64, Tanh), new DenseSpec(2),
            ],
            [
                new DenseSpec(64, Tanh), new DenseSpec(784, Tanh), new ReshapeSpec(new Shape(16, 7, 7)),
                new TransposedConv2dSpec(8, 3, 2, Activation: Tanh),
                new TransposedConv2dSpec(1, 3, 2, Activation: ActivationKind.Sigmoid, OutputPadding: 1),
            ],
            new LossSpec(LossKind.Mse));

        ModelSpec model = Models.Conv(Image);

        Assert.Equal(expected, model);
        Assert.Equal(91_235, model.ParameterCount);
        TrainingOptions training = Models.Get("conv").Training;
        Assert.Equal((25, 64, new AdamSpec(5e-4)), (training.Epochs, training.Batch, training.Optimizer));
    }

    [Fact]
    public void ConvPool_ByDefault_PoolsToMapsOfSevenBySevenAndBack()
    {
        ModelSpec model = Models.Create("conv-pool", Image);

        Assert.Equal(new Shape(16, 7, 7), model.CodeShape);
        Assert.Equal(4_801, model.ParameterCount);
        Assert.Equal(new LossSpec(LossKind.Bce), model.Loss);
        Assert.All(model.Decoder.OfType<TransposedConv2dSpec>(), static layer => Assert.Null(layer.Padding));
    }

    [Fact]
    public void EverySide_ComesBackExactly()
    {
        foreach (string name in new[] { "conv", "conv-pool" })
        {
            for (int height = 1; height <= 17; height++)
            {
                for (int width = height == 1 ? 2 : 1; width <= 17; width++)
                {
                    Shape input = new(3, height, width);
                    ModelSpec model = Models.Create(name, input, new ModelOptions { Filters = [2, 3, 4] });

                    Assert.Empty(SpecValidator.Validate(model));
                    Assert.Equal(input, model.OutputShape);
                }
            }
        }
    }

    [Theory]
    [InlineData("conv", 4, 2)]
    [InlineData("conv", 5, 3)]
    [InlineData("conv", 3, 1)]
    [InlineData("conv-pool", 3, 3)]
    [InlineData("conv-pool", 5, 2)]
    public void EveryKernelAndStride_ComesBackExactly(string name, int kernel, int stride)
    {
        foreach (Shape input in new[] { Image, new Shape(1, 29, 30), new Shape(2, 11, 8) })
        {
            foreach (int[] filters in new[] { [2], new[] { 2, 3 } })
            {
                ModelSpec model = Models.Create(name, input, new ModelOptions { Kernel = kernel, Stride = stride, Filters = filters });

                Assert.Empty(SpecValidator.Validate(model));
                Assert.Equal(input, model.OutputShape);
            }
        }
    }

    [Fact]
    public void Conv_OfAKernelSmallerThanTheStride_IsRefused() =>
        Assert.Contains("model.kernel: received 1, expected at least the stride, 2", Refusal(Image, new ModelOptions { Kernel = 1 }), StringComparison.Ordinal);

    [Fact]
    public void Conv_OfAVector_IsRefused() =>
        Assert.Contains("model.input: received 30, expected an image", Refusal(new Shape(30), new ModelOptions()), StringComparison.Ordinal);

    private static string Refusal(Shape input, ModelOptions options) =>
        Assert.Throws<SpecException>(() => Models.Conv(input, options)).Message;
}
