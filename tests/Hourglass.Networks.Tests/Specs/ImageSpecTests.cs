using Hourglass.Numerics;

namespace Hourglass.Networks.Tests;

public class ImageSpecTests
{
    [Fact]
    public void OutputShape_OfPoolingAndUpsampling_IsKeras()
    {
        Shape image = new(8, 28, 28), odd = new(16, 7, 5);

        Assert.Equal(new Shape(8, 14, 14), new MaxPoolSpec(Padding: PoolPaddingKind.Same).OutputShape(image));
        Assert.Equal(new Shape(8, 14, 14), new MaxPoolSpec().OutputShape(image));
        Assert.Equal(new Shape(16, 3, 2), new AveragePoolSpec().OutputShape(odd));
        Assert.Equal(new Shape(16, 4, 3), new AveragePoolSpec(Padding: PoolPaddingKind.Same).OutputShape(odd));
        Assert.Equal(new Shape(16, 3, 2), new MaxPoolSpec(3, 2).OutputShape(odd));
        Assert.Equal(new Shape(16, 14, 10), new UpsampleSpec().OutputShape(odd));
        Assert.Equal(new Shape(16, 21, 5), new UpsampleSpec(3, 1).OutputShape(odd));
    }

    [Fact]
    public void OutputShape_OfWhatCannotBe_HasNoFeaturesAndDoesNotThrow()
    {
        Shape image = new(1, 4, 4);
        LayerSpec[] wrong = [new MaxPoolSpec(0), new MaxPoolSpec(5), new MaxPoolSpec(2, 0), new AveragePoolSpec(-1), new UpsampleSpec(0), new UpsampleSpec(2, -1)];

        Assert.All(wrong, layer => Assert.Equal(0, SpecLimits.FeaturesOf(layer.OutputShape(image))));
        Assert.All(wrong, static layer => Assert.Equal(0, SpecLimits.FeaturesOf(layer.OutputShape(default))));
        Assert.Equal(-1, SpecLimits.FeaturesOf(new UpsampleSpec(int.MaxValue).OutputShape(image)));
    }

    [Fact]
    public void Validate_OfWrongWindows_SaysWhatWasExpected()
    {
        Shape image = new(3, 6, 4);

        Assert.Equal(
            ["l.size: received 5, expected at most the 4 cells of the shorter side of the input 6x4x3, or the padding \"same\"."],
            Texts(new MaxPoolSpec(5), image));
        Assert.Equal(
            ["l.size: received 0, expected 1 to 268,435,456.", "l.stride: received -1, expected 1 to 268,435,456."],
            Texts(new AveragePoolSpec(0, -1), image));
        Assert.Equal(
            ["l.factor: received 0, expected 1 or more.", "l.factorWidth: received -2, expected 1 or more."], Texts(new UpsampleSpec(0, -2), image));
        Assert.Empty(Texts(new MaxPoolSpec(5, Padding: PoolPaddingKind.Same), image));
        Assert.Empty(Texts(new MaxPoolSpec(5), default));
    }

    [Fact]
    public void Validate_OfWrongNormalization_SaysWhatWasExpected()
    {
        Assert.Equal(
            ["l.momentum: received 1, expected 0 or more and less than 1.", "l.epsilon: received 0, expected a positive number."],
            Texts(new BatchNormSpec(1, 0), new Shape(3)));
        Assert.Equal(["l.epsilon: received NaN, expected a positive number."], Texts(new LayerNormSpec(double.NaN), new Shape(3)));
    }

    private static IEnumerable<string> Texts(LayerSpec layer, Shape input) => layer.Validate(input, "l").Select(static problem => problem.ToString());
}
