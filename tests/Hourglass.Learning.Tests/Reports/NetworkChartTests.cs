using System.Xml.Linq;
using Hourglass.Networks;
using Hourglass.Numerics;
using Hourglass.Testing;

namespace Hourglass.Learning.Tests;

public sealed class NetworkChartTests
{
    private static readonly Shape Image = new(1, 28, 28);

    private static ReportLayer Layer(string text, Shape output, LayerRole role = LayerRole.Transform, bool isCode = false) =>
        new("encoder", text, output, 0, isCode) { Role = role };

    [Fact]
    public void ADenseNetwork_IsApproved() =>
        Approvals.Verify<NetworkChartTests>("network-dense", NetworkChart.Of(Models.Deep(Image, new ModelOptions { Layers = [128], Code = 2 })).ToSvg());

    [Fact]
    public void AConvolutionalNetworkWithBadges_IsApproved()
    {
        NetworkChart chart = NetworkChart.Of(
            Image,
            [
                Layer("masking noise 0.3", Image, LayerRole.Noise),
                Layer("conv 8, 3x3, stride 2, tanh", new Shape(8, 14, 14)),
                Layer("batch norm", new Shape(8, 14, 14), LayerRole.Normalization),
                Layer("flatten", new Shape(1568), LayerRole.View),
                Layer("gaussian latent 2, beta 1", new Shape(2), LayerRole.Latent, isCode: true),
                Layer("dense 784, linear", new Shape(784)),
                Layer("sigmoid", new Shape(784), LayerRole.Activation),
                Layer("activity L1 0.001", new Shape(784), LayerRole.Penalty),
                Layer("reshape to 28x28x1", Image, LayerRole.View),
            ],
            "loss mse");

        Approvals.Verify<NetworkChartTests>("network-badges", chart.ToSvg());
    }

    [Fact]
    public void Texts_SayOperationShapeAndCodeOnce()
    {
        string[] texts = Texts(NetworkChart.Of(Models.Deep(Image, new ModelOptions { Layers = [100], Code = 30 })));

        Assert.Equal(
            ["dense", "relu", "dense", "dense", "relu", "dense", "sigmoid", "28×28×1", "input", "100", "30", "code", "100", "28×28×1", "output", "encoder", "decoder, loss mse"],
            texts);
    }

    [Fact]
    public void ALongNetwork_IsShortenedOnBothSidesOfItsCode()
    {
        ModelSpec model = Models.Deep(new Shape(100), new ModelOptions { Layers = [.. Enumerable.Range(20, 60).Reverse()], Code = 7 });

        string[] texts = Texts(NetworkChart.Of(model));

        Assert.Equal(2, texts.Count(static text => text == "52 more"));
        Assert.Contains("7", texts);
        Assert.Equal("100", texts.Last(static text => int.TryParse(text, out _)));
    }

    [Fact]
    public void Labels_OfManyLayers_DoNotMeet()
    {
        ModelSpec model = Models.Deep(new Shape(123_456), new ModelOptions { Layers = [98_765, 87_654, 76_543], Code = 65_432 });

        (double X, string Text)[] shapes = [.. Elements(NetworkChart.Of(model)).Where(static text => text.Value.All(char.IsAsciiDigit))
            .Select(static text => ((double)text.Attribute("x")!, text.Value))];

        // 7.64 pixels is the width of a digit in DejaVu Sans, the widest usual font.
        Assert.Equal(9, shapes.Length);
        Assert.All(shapes.Zip(shapes.Skip(1)), static pair =>
            Assert.True(pair.Second.X - pair.First.X >= (pair.First.Text.Length + pair.Second.Text.Length) * 7.64 / 2, $"{pair.First} meets {pair.Second}"));
    }

    [Fact]
    public void EveryText_StandsInsideTheDrawing()
    {
        NetworkChart chart = NetworkChart.Of(Models.Linear(new Shape(3), new ModelOptions { Loss = LossKind.CrossEntropy }));

        Assert.All(Elements(chart), text =>
        {
            // 6 pixels are the mean width of a letter in the usual fonts.
            double half = text.Value.Length * 6.0 / 2, x = (double)text.Attribute("x")!;
            Assert.InRange(x, half, chart.Width - half);
            Assert.InRange((double)text.Attribute("y")!, 0, chart.Height);
        });
    }

    [Theory]
    [InlineData(LayerRole.Noise)]
    [InlineData(LayerRole.Penalty)]
    [InlineData(LayerRole.Activation)]
    [InlineData(LayerRole.Normalization)]
    [InlineData(LayerRole.View)]
    public void ALayerThatComputesNothingNew_HasNoBlock(LayerRole role)
    {
        NetworkChart chart = NetworkChart.Of(new Shape(4), [Layer("dense 2", new Shape(2), isCode: true), Layer("extra", new Shape(2), role), Layer("dense 4", new Shape(4))]);

        Assert.Equal(3, Texts(chart).Count(static text => text is "4" or "2"));
    }

    private static IEnumerable<XElement> Elements(NetworkChart chart) =>
        XDocument.Parse(chart.ToSvg()).Descendants().Where(static element => element.Name.LocalName == "text");

    private static string[] Texts(NetworkChart chart) => [.. Elements(chart).Select(static text => text.Value)];
}
