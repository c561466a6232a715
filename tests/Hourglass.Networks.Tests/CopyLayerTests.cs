using Hourglass.Numerics;

namespace Hourglass.Networks.Tests;

public sealed class CopyLayerTests
{
    private static readonly ModelSpec Spec = new(
        "n", new Shape(5), [new DenseSpec(4), new DenseSpec(4)], [new DenseSpec(4), new DenseSpec(5, Bias: false)], new LossSpec(LossKind.Mse));

    [Fact]
    public void CopyLayer_TakesWeightsAndBiasesAndLeavesTheRest()
    {
        Network source = Network.Build(Spec, new RandomKey(1)), target = Network.Build(Spec, new RandomKey(2));
        ParameterSet.Import(source.Parameters["encoder.1.bias"], [1, 2, 3, 4], source.Parameters.Values);
        float[] before = Export(target, "encoder.1.weight");

        target.CopyLayer(source, "encoder.1", "decoder.0");

        Assert.Equal(Export(source, "encoder.1.weight"), Export(target, "decoder.0.weight"));
        Assert.Equal([1f, 2, 3, 4], Export(target, "decoder.0.bias"));
        Assert.Equal(before, Export(target, "encoder.1.weight"));
    }

    [Theory]
    [InlineData("encoder.0", "encoder.1", "Received encoder.0.weight of [4, 5], expected encoder.1.weight of [4, 4].")]
    [InlineData("encoder.0", "decoder.1", "Received 'encoder.0' with 2 parameters, expected 1 as 'decoder.1' has.")]
    [InlineData("encoder.7", "encoder.0", "Received 'encoder.7' with 0 parameters, expected 2 as 'encoder.0' has.")]
    public void CopyLayer_OfAnotherShape_IsRefused(string from, string to, string expected)
    {
        Network network = Network.Build(Spec, new RandomKey(1));

        ArgumentException error = Assert.Throws<ArgumentException>(() => network.CopyLayer(network, from, to));

        Assert.StartsWith(expected, error.Message, StringComparison.Ordinal);
    }

    private static float[] Export(Network network, string name) => ParameterSet.Export(network.Parameters[name], network.Parameters.Values);
}
