using Hourglass.Numerics;

namespace Hourglass.Networks.Tests;

public class SpecValidatorTests
{
    private static readonly LossSpec Mse = new(LossKind.Mse);

    [Fact]
    public void Validate_EverySpecimen_IsFine()
    {
        Assert.Empty(SpecValidator.Validate(Specimens.Dense));
        Assert.All(Specimens.Layers, layer => Assert.Empty(SpecValidator.Validate(Specimens.With(layer))));
        Assert.All(Specimens.Optimizers, SpecValidator.EnsureValid);
        Assert.All(Specimens.Schedules, SpecValidator.EnsureValid);
        Assert.All(Specimens.Initializers, SpecValidator.EnsureValid);
    }

    [Fact]
    public void Validate_DoubtfulChoices_AreNotProblems()
    {
        LayerSpec[] softmax = [new DenseSpec(784, ActivationKind.Softmax)], linear = [new DenseSpec(784)];

        Assert.Empty(SpecValidator.Validate(Specimens.Dense with { Decoder = softmax }));
        Assert.Empty(SpecValidator.Validate(Specimens.Dense with { Decoder = linear, Loss = new(LossKind.Bce) }));
        Assert.Empty(SpecValidator.Validate(Specimens.Dense with { Decoder = linear, Loss = new(LossKind.CrossEntropy) }));
    }

    [Fact]
    public void Validate_ManyMistakes_NamesAllAtOnce()
    {
        ModelSpec model = new(
            "",
            new Shape(0, 28, -1),
            [new DenseSpec(0), new DenseSpec(8, (ActivationKind)99, InitializerSpec.Normal(-1))],
            [new ReshapeSpec(new Shape(3, 3)), new ActivationSpec((ActivationKind)77)],
            new LossSpec((LossKind)55, (LossReduction)44));

        AssertProblems(
            model,
            "name: received nothing, expected a name.",
            "input.channels: received 0, expected 1 or more.",
            "input.width: received -1, expected 1 or more.",
            "encoder[0].units: received 0, expected 1 or more.",
            "encoder[1].activation: received 99, expected one of linear, sigmoid, tanh, relu, leaky-relu, elu, softplus, softmax.",
            "encoder[1].initializer.deviation: received -1, expected a positive number.",
            "decoder[0].shape: received 3x1x3 (9 features), expected the 8 features of the input 8.",
            "decoder[1].activation: received 77, expected one of linear, sigmoid, tanh, relu, leaky-relu, elu, softplus, softmax.",
            "loss.kind: received 55, expected one of mse, bce, bce-logits, mae, huber, cross-entropy, own.",
            "loss.reduction: received 44, expected one of mean, sum.");
    }

    [Fact]
    public void Validate_OutputOfAnotherSize_IsFine_BecauseTargetsMayHaveIt() =>
        AssertProblems(Specimens.Dense with { Decoder = [new DenseSpec(783)] });

    [Fact]
    public void Validate_UnknownShape_IsNotBlamedOnLaterLayers() => AssertProblems(
        new ModelSpec("n", new Shape(4), [new DenseSpec(-1), new ReshapeSpec(new Shape(2))], [new FlattenSpec(), new DenseSpec(4)], Mse),
        "encoder[0].units: received -1, expected 1 or more.");

    [Fact]
    public void Validate_NoLayers_IsAProblemOfEachSide() => AssertProblems(
        Specimens.Dense with { Encoder = [], Decoder = [] },
        "encoder: received no layer, expected one or more.",
        "decoder: received no layer, expected one or more.");

    [Fact]
    public void Validate_TooManyLayers_AreNotFollowed()
    {
        LayerSpec[] layers = [.. Enumerable.Repeat(new FlattenSpec(), 999)];

        Assert.Empty(SpecValidator.Validate(new ModelSpec("n", new Shape(4), layers, [new FlattenSpec()], Mse)));
        AssertProblems(
            new ModelSpec("n", new Shape(4), layers, [new FlattenSpec(), new FlattenSpec()], Mse),
            "encoder: received 1001, expected at most 1,000 layers with the decoder.");
    }

    [Fact]
    public void Validate_SizesBeyondTheLimits_AreProblemsWithoutOverflow()
    {
        int most = SpecLimits.Features, huge = int.MaxValue;

        AssertProblems(
            new ModelSpec("n", new Shape(huge, huge, huge), [new DenseSpec(1)], [new DenseSpec(huge)], Mse),
            "input: received 2147483647x2147483647x2147483647, expected at most 268,435,456 features.",
            "decoder[0].units: received 2147483647, expected at most 268,435,456.");
        AssertProblems(
            new ModelSpec("n", new Shape(4), [new ReshapeSpec(new Shape(huge, 2))], [new DenseSpec(4)], Mse),
            "encoder[0].shape: received 2x1x2147483647, expected at most 268,435,456 features.");
        AssertProblems(
            new ModelSpec("n", new Shape(most), [new DenseSpec(most), new DenseSpec(most)], [new DenseSpec(most)], Mse),
            "encoder[0]: received more than 1,073,741,824 parameters up to here, expected at most that many.");
    }

    [Fact]
    public void Validate_ParametersAtTheLimit_AreFine()
    {
        DenseSpec wide = new(1 << 15, Bias: false);
        ModelSpec model = new("n", new Shape(1 << 14), [wide], [new DenseSpec(1 << 14, Bias: false)], Mse);

        Assert.Equal(SpecLimits.Parameters, model.ParameterCount);
        Assert.Empty(SpecValidator.Validate(model));
        AssertProblems(
            model with { Decoder = [new DenseSpec(1 << 14)] },
            "decoder[0]: received more than 1,073,741,824 parameters up to here, expected at most that many.");
    }

    [Theory]
    [InlineData("two\nlines", "name: received control characters, expected a name on one line.")]
    [InlineData("   ", "name: received nothing, expected a name.")]
    public void Validate_BadName_IsAProblem(string name, string expected) => AssertProblems(Specimens.Dense with { Name = name }, expected);

    [Fact]
    public void Validate_LongName_IsAProblem() =>
        AssertProblems(Specimens.Dense with { Name = new string('n', 201) }, "name: received 201, expected at most 200 letters.");

    [Fact]
    public void EnsureValid_BadModel_ThrowsOneLinePerProblem()
    {
        ModelSpec model = Specimens.Dense with { Name = "", Encoder = [new DenseSpec(0)] };

        SpecException error = Assert.Throws<SpecException>(() => SpecValidator.EnsureValid(model));

        Assert.Equal("name: received nothing, expected a name.\nencoder[0].units: received 0, expected 1 or more.", error.Message);
        Assert.Equal(SpecValidator.Validate(model), error.Problems);
    }

    private static void AssertProblems(ModelSpec model, params string[] expected) =>
        Assert.Equal(expected, SpecValidator.Validate(model).Select(static problem => problem.ToString()));
}
