using Hourglass.Numerics;
using Hourglass.Testing;

namespace Hourglass.Networks.Tests;

public class ParameterSetTests
{
    [Fact]
    public void Arena_HoldsWeightsThenBiasesUnderFullNames()
    {
        ParameterSet parameters = Build().Parameters;

        Assert.Equal(
            ["encoder.1.weight", "decoder.0.weight", "decoder.2.weight", "encoder.1.bias", "decoder.2.bias"],
            parameters.All.Select(static p => p.Name));
        Assert.All(parameters.All, static p => Assert.Equal(0, p.Offset % 16));
        Assert.Equal(parameters["encoder.1.bias"].Offset, parameters.WeightLength);
        Assert.Equal(parameters.Values.Length, parameters.TrainedLength);
        Assert.Equal((12 * 5) + (5 * 5) + (5 * 12) + 5 + 12, parameters.Count);
        Assert.Equal(Build().Spec.ParameterCount, parameters.Count);
    }

    [Fact]
    public void Parameters_DoNotOverlap()
    {
        ParameterSet parameters = Build().Parameters;
        int end = 0;
        foreach (Parameter parameter in parameters.All)
        {
            Assert.True(parameter.Offset >= end);
            end = parameter.Offset + parameter.Info.StoredLength;
        }

        Assert.True(end <= parameters.Values.Length);
    }

    [Fact]
    public void Import_ThenExport_GivesTheValuesAndTouchesNoOther()
    {
        ParameterSet parameters = Build().Parameters;
        Parameter parameter = parameters["decoder.0.weight"];
        float[] before = ParameterSet.Export(parameters["encoder.1.weight"], parameters.Values), values = Draw.Normal(1, 25);

        ParameterSet.Import(parameter, values, parameters.Values);

        Assert.Equal(values, ParameterSet.Export(parameter, parameters.Values));
        Assert.Equal(before, ParameterSet.Export(parameters["encoder.1.weight"], parameters.Values));
    }

    [Fact]
    public void Import_OfAnotherCount_IsRefused()
    {
        ParameterSet parameters = Build().Parameters;

        ArgumentException refusal = Assert.Throws<ArgumentException>(() => ParameterSet.Import(parameters.All[0], new float[59], parameters.Values));
        Assert.Contains("59 values for 'encoder.1.weight', expected 60", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Indexer_OfAnUnknownName_ListsTheNames()
    {
        ArgumentException refusal = Assert.Throws<ArgumentException>(static () => Build().Parameters["encoder.0.weight"]);

        Assert.Contains("'encoder.0.weight', expected one of encoder.1.weight, decoder.0.weight", refusal.Message, StringComparison.Ordinal);
    }

    private static Network Build() => Network.Build(
        new ModelSpec(
            "named",
            new Shape(1, 3, 4),
            [new FlattenSpec(), new DenseSpec(5)],
            [new DenseSpec(5, Bias: false), new ActivationSpec(ActivationKind.Tanh), new DenseSpec(12)],
            new LossSpec(LossKind.Mse)),
        new RandomKey(1));
}
