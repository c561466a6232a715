using Hourglass.Numerics;

namespace Hourglass.Networks.Tests;

public class ModelSpecTests
{
    [Fact]
    public void Figures_OfTheDenseModel_AreDerived()
    {
        ModelSpec model = Specimens.Dense;

        Assert.Equal(new Shape(32), model.CodeShape);
        Assert.Equal(32, model.CodeSize);
        Assert.Equal(24.5, model.CompressionRatio);
        Assert.Equal(new Shape(784), model.OutputShape);
        Assert.Equal((784 * 32) + 32 + (32 * 784) + 784, model.ParameterCount);
    }

    [Fact]
    public void OutputShape_OfEachLayer_IsInferred()
    {
        Shape image = new(3, 4, 5);

        Assert.Equal(new Shape(7), new DenseSpec(7).OutputShape(image));
        Assert.Equal(image, new ActivationSpec(ActivationKind.Tanh).OutputShape(image));
        Assert.Equal(new Shape(60), new FlattenSpec().OutputShape(image));
        Assert.Equal(new Shape(1, 6, 10), new ReshapeSpec(new Shape(1, 6, 10)).OutputShape(image));
    }

    [Fact]
    public void ParameterCount_OfEachLayer_IsCounted()
    {
        Shape image = new(3, 4, 5);

        Assert.Equal(427, new DenseSpec(7).ParameterCount(image));
        Assert.Equal(420, new DenseSpec(7, Bias: false).ParameterCount(image));
        Assert.Equal(0, new ActivationSpec(ActivationKind.Relu).ParameterCount(image));
        Assert.Equal(0, new FlattenSpec().ParameterCount(image));
        Assert.Equal(6, new BatchNormSpec().ParameterCount(image));
        Assert.Equal(120, new LayerNormSpec().ParameterCount(image));
        Assert.Equal(0, new MaxPoolSpec().ParameterCount(image));
    }

    [Fact]
    public void OutputShape_OfUnknownInput_IsUnknownUnlessTheLayerSetsIt()
    {
        Assert.Equal(new Shape(7), new DenseSpec(7).OutputShape(default));
        Assert.Equal(default, new ActivationSpec(ActivationKind.Tanh).OutputShape(default));
        Assert.Equal(0, new FlattenSpec().OutputShape(default).Size);
        Assert.Equal(new Shape(7), new ReshapeSpec(new Shape(7)).OutputShape(default));
    }

    [Fact]
    public void Equals_SameLayersInOtherLists_IsTrue()
    {
        ModelSpec a = Specimens.Dense, b = Specimens.Dense with { Encoder = new List<LayerSpec> { new DenseSpec(32, ActivationKind.Relu) } };

        Assert.Equal(a, b);
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
        Assert.NotEqual(a, a with { Encoder = [new DenseSpec(33, ActivationKind.Relu)] });
        Assert.NotEqual(a, a with { Decoder = [.. a.Decoder, new FlattenSpec()] });
    }

    [Fact]
    public void Encoder_ListChangedAfterwards_StaysAsItWas()
    {
        List<LayerSpec> layers = [new DenseSpec(32)];
        ModelSpec model = Specimens.Dense with { Encoder = layers };

        layers.Clear();

        Assert.Equal([new DenseSpec(32)], model.Encoder);
    }

    [Fact]
    public void Defaults_OfLayersAndLosses_AreAsDocumented()
    {
        Assert.Equal(new DenseSpec(3, ActivationKind.Linear, null, true), new DenseSpec(3));
        Assert.Equal(new InitializerSpec(InitializerKind.GlorotUniform, null, null, null), new InitializerSpec());
        Assert.All(Enum.GetValues<LossKind>(), kind => Assert.Equal(
            kind == LossKind.CrossEntropy ? LossReduction.Sum : LossReduction.Mean,
            new LossSpec(kind).Reduction));
    }
}
