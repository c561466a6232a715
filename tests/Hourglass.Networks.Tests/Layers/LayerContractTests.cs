using Hourglass.Testing;

namespace Hourglass.Networks.Tests;

public class LayerContractTests
{
    private static readonly LayerCase[] Cases =
    [
        .. DenseCases.All,
        .. ConvCases.All,
        .. ImageCases.All,
        .. CorruptionCases.All,
        .. NormCases.All,
        .. ResidualCases.All,
        .. LatentCases.All,
        .. QuantizerCases.All,
    ];

    public static TheoryData<int> Numbers => new(Enumerable.Range(0, Cases.Length));

    [Theory]
    [MemberData(nameof(Numbers))]
    public void EveryLayer_KeepsTheContract(int number)
    {
        (LayerSpec spec, Numerics.Shape input, int columns, double tolerance) = Cases[number];

        new LayerContract(spec, input, columns, tolerance).Verify();
    }

    [Fact]
    public void EveryLayerSpec_IsUnderTheContract()
    {
        IEnumerable<Type> specs = typeof(LayerSpec).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(LayerSpec)) && !type.IsAbstract);

        Assert.Equal(
            specs.Select(static type => type.Name).Order(StringComparer.Ordinal),
            Cases.Select(static c => c.Spec.GetType().Name).Distinct().Order(StringComparer.Ordinal));
    }
}
