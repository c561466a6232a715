using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class ModelsTests
{
    private static readonly Shape Image = new(1, 28, 28);

    [Fact]
    public void EveryName_DescribesAValidModelOfThatName()
    {
        foreach (string name in Models.Names)
        {
            ModelSpec model = Models.Create(name, Image);
            Assert.Empty(SpecValidator.Validate(model));
            Assert.Equal(name, model.Name);
            Assert.Equal(Models.Get(name).Target == TargetKind.Label ? new Shape(10) : Image, model.OutputShape);
        }
    }

    [Fact]
    public void Activation_Description_NamesAllActivations() => Assert.Equal(
        $"of the layers before the code and behind it: {string.Join(", ", SpecNames.All<ActivationKind>())}",
        ModelOption.All.Single(static option => option.Name == "activation").Description);

    [Fact]
    public void Dense_ByDefault_IsTheMainJob() => Assert.Equal(
        new ModelSpec(
            "dense",
            Image,
            [new DenseSpec(32, ActivationKind.Relu)],
            [new DenseSpec(784, ActivationKind.Sigmoid), new ReshapeSpec(Image)],
            new LossSpec(LossKind.Mse, LossReduction.Mean)),
        Models.Dense(Image));

    [Fact]
    public void Deep_ByDefault_HasTheSizesOfThePaperThereAndBack()
    {
        ModelSpec model = Models.Deep(Image);

        Assert.Equal([784, 1000, 500, 250, 30, 250, 500, 1000, 784], ModelSummary.Widths(model));
        Assert.Equal(new DenseSpec(30), model.Encoder[^1]);
        Assert.All(model.Encoder.SkipLast(1), static layer => Assert.Equal(ActivationKind.Relu, ((DenseSpec)layer).Activation));
    }

    [Fact]
    public void Linear_HasNothingButLinearLayers()
    {
        ModelSpec model = Models.Linear(new Shape(10), new ModelOptions { Code = 3 });

        Assert.Equal([new DenseSpec(3)], model.Encoder);
        Assert.Equal([new DenseSpec(10)], model.Decoder);
    }

    [Fact]
    public void Options_ReachEveryLayer()
    {
        InitializerSpec initializer = new(InitializerKind.HeNormal);
        ModelSpec model = Models.Deep(new Shape(6), new ModelOptions
        {
            Code = 2,
            Layers = [5, 4],
            Activation = ActivationKind.Elu,
            CodeActivation = ActivationKind.Tanh,
            OutputActivation = ActivationKind.Softplus,
            Loss = LossKind.Mae,
            Reduction = LossReduction.Sum,
            Initializer = initializer,
        });

        Assert.Equal(
            [new DenseSpec(5, ActivationKind.Elu, initializer), new DenseSpec(4, ActivationKind.Elu, initializer), new DenseSpec(2, ActivationKind.Tanh, initializer)],
            model.Encoder);
        Assert.Equal(
            [new DenseSpec(4, ActivationKind.Elu, initializer), new DenseSpec(5, ActivationKind.Elu, initializer), new DenseSpec(6, ActivationKind.Softplus, initializer)],
            model.Decoder);
        Assert.Equal(new LossSpec(LossKind.Mae, LossReduction.Sum), model.Loss);
    }

    [Fact]
    public void BceOfLogits_HasALinearOutputUnlessAskedOtherwise()
    {
        ModelSpec model = Models.Dense(new Shape(6), new ModelOptions { Loss = LossKind.BceLogits });

        Assert.Equal(new DenseSpec(6), model.Decoder[0]);
    }

    [Fact]
    public void OptionsOfAnotherModel_AreAllRefused()
    {
        SpecException error = Assert.Throws<SpecException>(static () => Models.Linear(
            Image, new ModelOptions { Layers = [3], Activation = ActivationKind.Relu, CodeActivation = ActivationKind.Relu, OutputActivation = ActivationKind.Relu }));

        Assert.Equal(["model.layers", "model.activation", "model.code-activation", "model.output-activation"], error.Problems.Select(static problem => problem.Path));
    }

    [Fact]
    public void Create_AnUnknownName_NamesTheNearest() =>
        Assert.Contains("did you mean \"dense\"?", Assert.Throws<ArgumentException>(static () => Models.Create("dens", Image)).Message, StringComparison.Ordinal);

    [Fact]
    public void Summary_CountsTheParametersOfTheModelAndMarksItsCode()
    {
        ModelSpec model = Models.Deep(Image);
        IReadOnlyList<ReportLayer> layers = ModelSummary.Layers(model);

        Assert.Equal(model.ParameterCount, layers.Sum(static layer => layer.Parameters));
        Assert.Equal("dense 30, linear", Assert.Single(layers, static layer => layer.IsCode).Layer);
        Assert.Equal("reshape to 28x28x1", layers[^1].Layer);
    }

    [Fact]
    public void Create_ValuesOutOfRange_AreAllRefused()
    {
        SpecException error = Assert.Throws<SpecException>(static () => Models.Deep(Image, new ModelOptions { Code = 0, Layers = [3, -1], Loss = (LossKind)99 }));

        Assert.Equal(["model.code", "model.layers", "model.loss"], error.Problems.Select(static problem => problem.Path));
        Assert.Equal("received -1, expected 1 or more.", error.Problems[1].Message);
    }

    [Fact]
    public void EveryOption_OfEveryModel_IsReadAsItIsWritten()
    {
        foreach (NamedModel model in Models.All)
        {
            foreach (ModelOption option in model.Options)
            {
                string text = option.Write(model.Defaults)!;
                Assert.Equal(text, option.Write(option.Read(new ModelOptions(), text)));
            }
        }
    }

    [Fact]
    public void EveryOption_BelongsToAModel() =>
        Assert.All(ModelOption.All, static option => Assert.Contains(Models.All, model => model.Takes(option)));

    [Theory]
    [InlineData("28x28x1")]
    [InlineData("7x5x3")]
    [InlineData("30")]
    [InlineData("1x9x1")]
    public void EveryModel_OfAnyShape_ComesBackToIt(string shape)
    {
        int[] sides = [.. shape.Split('x').Select(int.Parse)];
        Shape input = sides.Length == 1 ? new Shape(sides[0]) : new Shape(sides[2], sides[0], sides[1]);

        foreach (NamedModel named in Models.All.Where(model => model.Target != TargetKind.Label && (!model.NeedsImage || !input.IsVector)))
        {
            ModelSpec model = named.Create(input);
            Assert.Empty(SpecValidator.Validate(model));
            Assert.Equal(input, model.OutputShape);
        }
    }

    [Fact]
    public void Classifier_ByDefault_EndsInASoftmaxUnderCrossEntropy() => Assert.Equal(
        new ModelSpec(
            "classifier",
            Image,
            [new DenseSpec(256, ActivationKind.Relu), new DenseSpec(64, ActivationKind.Relu)],
            [new DenseSpec(10, ActivationKind.Softmax)],
            new LossSpec(LossKind.CrossEntropy, LossReduction.Sum)),
        Models.Classifier(Image));

    [Theory]
    [InlineData(LossKind.Bce, ActivationKind.Sigmoid)]
    [InlineData(LossKind.BceLogits, ActivationKind.Linear)]
    [InlineData(LossKind.Mse, ActivationKind.Softmax)]
    public void Classifier_OfAnotherLoss_HasTheOutputThatBelongsToIt(LossKind loss, ActivationKind output) =>
        Assert.Equal(new DenseSpec(10, output), Models.Classifier(Image, new ModelOptions { Loss = loss }).Decoder[^1]);

    [Fact]
    public void Classifier_ACodeOfItsOwn_IsRefused()
    {
        SpecException error = Assert.Throws<SpecException>(static () =>
            Models.Classifier(Image, new ModelOptions { Code = 3, CodeActivation = ActivationKind.Relu }));

        Assert.Equal(["model.code", "model.code-activation"], error.Problems.Select(static problem => problem.Path));
    }

    [Fact]
    public void Similarity_ByDefault_HasACodeThatCanBeDrawn() =>
        Assert.Equal([784, 256, 64, 2, 64, 256, 784], ModelSummary.Widths(Models.Similarity(Image)));
}
