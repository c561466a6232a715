using Hourglass.Numerics;

namespace Hourglass.Networks.Tests;

public class ResidualSpecTests
{
    private static readonly Shape Image = new(3, 4, 5);

    [Fact]
    public void Validate_OfABranchThatDoesNotComeBack_NamesBothShapes()
    {
        ResidualSpec spec = new([new DenseSpec(60)]);

        Assert.Equal(["l.layers: received an output of 60, expected 4x5x3, the shape of the input, to which it is added."], Texts(spec, Image));
        Assert.Empty(Texts(spec, new Shape(60)));
        Assert.Empty(Texts(spec, default));
    }

    [Fact]
    public void Validate_NamesTheProblemsOfInnerLayers()
    {
        Assert.Equal(["l.layers: received no layer, expected one or more."], Texts(new ResidualSpec([]), Image));
        Assert.Equal(
            ["l.layers[0].layers[0].units: received 0, expected 1 or more.", "l.layers[1].epsilon: received -1, expected a positive number."],
            Texts(new ResidualSpec([new ResidualSpec([new DenseSpec(0)]), new LayerNormSpec(-1)]), Image));
    }

    [Fact]
    public void ParameterCount_IsThatOfTheInnerLayers_AndDoesNotOverflow()
    {
        Assert.Equal((7 * 60) + 7 + (60 * 7) + 60, new ResidualSpec([new DenseSpec(7), new DenseSpec(60)]).ParameterCount(Image));
        ResidualSpec vast = new([.. Enumerable.Repeat(new DenseSpec(1 << 28), 1000)]);
        Assert.True(vast.ParameterCount(new Shape(1 << 28)) > SpecLimits.Parameters);
        Assert.NotEmpty(Texts(vast, new Shape(1 << 28)));
    }

    [Fact]
    public void Equality_LooksAtTheInnerLayers()
    {
        Assert.Equal(new ResidualSpec([new DenseSpec(3)]), new ResidualSpec(new List<LayerSpec> { new DenseSpec(3) }));
        Assert.NotEqual(new ResidualSpec([new DenseSpec(3)]), new ResidualSpec([new DenseSpec(4)]));
    }

    private static IEnumerable<string> Texts(LayerSpec layer, Shape input) => layer.Validate(input, "l").Select(static problem => problem.ToString());
}
