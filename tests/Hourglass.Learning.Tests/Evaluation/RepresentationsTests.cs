using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public class RepresentationsTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(40, 2)]
    [InlineData(256, 1)]
    [InlineData(300, 3)]
    public void Encode_OfASet_IsThatOfItsNumbers(int count, int team)
    {
        using Workers workers = new(team);
        Network network = Network.Build(Tiny.Model, new RandomKey(3));
        FloatSet set = Tiny.Set(count, 4);

        Points codes = Representations.Encode(network, set, workers);

        Assert.Equal(new Inference(network).Encode(set.Values), codes.Values);
        Assert.Equal((count, 2), (codes.Count, codes.Dimensions));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(300)]
    public void Read_OfASet_IsAllItsNumbers(int count)
    {
        FloatSet set = Tiny.Set(count, 4);

        Points points = Representations.Read(set, Workers.Single);

        Assert.Equal(set.Values, points.Values);
        Assert.Equal((count, 6), (points.Count, points.Dimensions));
    }

    [Fact]
    public void Read_OfSeveralSets_IsOneAfterTheOther()
    {
        FloatSet first = Tiny.Set(300, 4), second = Tiny.Set(7, 5);

        Points points = Representations.Read([first, second], Workers.Single);

        Assert.Equal(307, points.Count);
        Assert.Equal([.. first.Values, .. second.Values], points.Values);
        ArgumentException error = Assert.Throws<ArgumentException>(() => Representations.Read([first, new FloatSet("other", new Shape(1), [1])], Workers.Single));
        Assert.Contains("expected one size", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ChosenSamples_AreThoseInThatOrder()
    {
        FloatSet set = Tiny.Set(50, 4);

        float[] samples = Representations.Read(set, [49, 0, 7, 7], Workers.Single);

        Assert.Equal([.. Sample(49), .. Sample(0), .. Sample(7), .. Sample(7)], samples);
        float[] Sample(int index) => set.Values.Slice(index * 6, 6).ToArray();
    }
}
