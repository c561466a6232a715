using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

/// <summary>What a named model takes from the training set where the options leave it open.</summary>
public sealed class ModelsForDataTests
{
    private static readonly FloatSet Within = Table(0, 1), Standardized = Table(-1.7f, 2.1f);

    [Theory]
    [InlineData("dense")]
    [InlineData("deep")]
    [InlineData("denoising")]
    public void Create_ForWhatASigmoidCannotGive_TakesALinearOutput(string name)
    {
        Assert.Equal(ActivationKind.Sigmoid, OutputOf(Models.Get(name).Create(Within)));
        Assert.Equal(ActivationKind.Linear, OutputOf(Models.Get(name).Create(Standardized)));
    }

    [Fact]
    public void Create_WithATypedOutputOrALossOfProbabilities_LeavesTheOutput()
    {
        NamedModel dense = Models.Get("dense");

        Assert.Equal(ActivationKind.Tanh, OutputOf(dense.Create(Standardized, new() { OutputActivation = ActivationKind.Tanh })));
        Assert.Equal(ActivationKind.Sigmoid, OutputOf(dense.Create(Standardized, new() { Loss = LossKind.Bce })));
        Assert.Equal(ActivationKind.Linear, OutputOf(dense.Create(Standardized, new() { Loss = LossKind.Huber })));
    }

    [Fact]
    public void Create_ForData_TakesTheirShapeAndClasses()
    {
        ModelSpec model = Models.Get("classifier").Create(Standardized);

        Assert.Equal((new Shape(2), new Shape(3), ActivationKind.Softmax), (model.Input, model.OutputShape, OutputOf(model)));
        Assert.Equal(new Shape(5), Models.Get("classifier").Create(Standardized, new() { Classes = 5 }).OutputShape);
    }

    [Fact]
    public void OtherOutput_IsWordedWhereTheUsualOneCannotGiveTheSamples()
    {
        Assert.Equal(
            "linear, not sigmoid as usual: the samples reach from -1.7 to 2.1",
            ModelSummary.OtherOutput(Models.Get("dense").Create(Standardized), Standardized));
        Assert.Null(ModelSummary.OtherOutput(Models.Get("dense").Create(Within), Within));
        Assert.Null(ModelSummary.OtherOutput(Models.Get("linear").Create(Standardized), Standardized));
        Assert.Null(ModelSummary.OtherOutput(Models.Get("dense").Create(Standardized, new() { OutputActivation = ActivationKind.Sigmoid }), Standardized));
    }

    private static ActivationKind OutputOf(ModelSpec model) => Assert.IsType<DenseSpec>(model.Decoder[^1]).Activation;

    private static FloatSet Table(float low, float high) => new("table", new Shape(2), [low, 0.5f, 0.2f, high, 0.3f, 0.3f], [0, 1, 2], ["a", "b", "c"]);
}
