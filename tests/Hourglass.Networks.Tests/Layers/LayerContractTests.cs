using Hourglass.Numerics;
using Hourglass.Testing;

namespace Hourglass.Networks.Tests;

public class LayerContractTests
{
    /// <summary>Sizes on both sides of the panels of 16 outputs and 32 samples; sums of up to 70 products of size 1.</summary>
    private static readonly (LayerSpec Spec, Shape Input, int Columns, double Tolerance)[] Cases =
    [
        (new DenseSpec(1), new Shape(1), 1, 2e-6),
        (new DenseSpec(3), new Shape(5), 1, 5e-6),
        (new DenseSpec(16), new Shape(16), 32, 1e-5),
        (new DenseSpec(17), new Shape(33), 33, 2e-5),
        (new DenseSpec(40), new Shape(2), 70, 2e-5),
        (new DenseSpec(2), new Shape(1, 4, 5), 40, 1e-5),
        (new DenseSpec(9, Bias: false), new Shape(7), 20, 1e-5),
        .. Enum.GetValues<ActivationKind>().Select(static kind => ((LayerSpec)new DenseSpec(18, kind), new Shape(6), 35, 2e-5)),
        .. Enum.GetValues<ActivationKind>().Select(static kind => ((LayerSpec)new ActivationSpec(kind), new Shape(5), 37, 5e-6)),
        (new ActivationSpec(ActivationKind.Softmax), new Shape(2, 3, 2), 1, 2e-6),
        (new FlattenSpec(), new Shape(3, 4, 5), 2, 0),
        (new ReshapeSpec(new Shape(2, 3, 10)), new Shape(3, 4, 5), 2, 0),
    ];

    public static TheoryData<int> Numbers => new(Enumerable.Range(0, Cases.Length));

    [Theory]
    [MemberData(nameof(Numbers))]
    public void EveryLayer_KeepsTheContract(int number)
    {
        (LayerSpec spec, Shape input, int columns, double tolerance) = Cases[number];

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
