using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public class SplitTests
{
    private static readonly RandomKey Key = new(42);
    private static readonly FloatSet Test = Make(10);

    [Fact]
    public void Of_PartsTheSetWithoutLossInItsOrder()
    {
        DataSplit split = Split.Of(Make(1000), Test, "made up", Key, validation: 100);

        float[] train = Values(split.Train), validation = Values(split.Validation!);
        Assert.Equal(900, train.Length);
        Assert.Equal(100, validation.Length);
        Assert.Equal(train.Order(), train);
        Assert.Equal(validation.Order(), validation);
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (float)i), train.Concat(validation).Order());
        Assert.Same(Test, split.Test);
        Assert.Equal("made up", split.Origin);
        Assert.Equal(split.Train.Count, split.Train.Labels.Length);
    }

    [Fact]
    public void Of_ByDefault_HoldsBackFiveThousand() =>
        Assert.Equal(5000, Split.Of(Make(6000), Test, "", Key).Validation!.Count);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_SameKey_GivesTheSameSplitAndAnotherKeyAnother(bool stratified)
    {
        float[] one = Values(Split.Of(Make(1000), Test, "", Key, 100, stratified).Validation!);
        float[] again = Values(Split.Of(Make(1000), Test, "", Key, 100, stratified).Validation!);
        float[] other = Values(Split.Of(Make(1000), Test, "", new RandomKey(43), 100, stratified).Validation!);

        Assert.Equal(one, again);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public void Of_Stratified_GivesEachClassItsShareByLargestRemainder()
    {
        // 500, 300, 199 and 1 samples of 1000; 10 are held back: shares 5, 3, 1.99 -> 2, 0.01 -> 0.
        int[] labels = [.. Enumerable.Repeat(0, 500), .. Enumerable.Repeat(1, 300), .. Enumerable.Repeat(2, 199), 3];
        FloatSet set = new("uneven", new Shape(1), new float[1000], labels);

        IDataset validation = Split.Of(set, Test, "", Key, 10, stratified: true).Validation!;

        Assert.Equal([5, 3, 2, 0], CountByClass(validation, 4));
    }

    [Fact]
    public void Of_Nothing_KeepsTheSetItself()
    {
        FloatSet set = Make(100);
        DataSplit split = Split.Of(set, Test, "", Key, validation: 0);

        Assert.Same(set, split.Train);
        Assert.Null(split.Validation);
    }

    [Fact]
    public void Of_OneTrainingSampleLeft_IsAllowed() =>
        Assert.Equal(1, Split.Of(Make(100), Test, "", Key, validation: 99).Train.Count);

    [Theory]
    [InlineData(-1)]
    [InlineData(100)]
    [InlineData(101)]
    public void Of_NoTrainingSampleLeft_IsRefused(int validation)
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(
            () => Split.Of(Make(100), Test, "", Key, validation));
        Assert.Contains("expected 0 to 99", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_StratifiedWithoutLabels_IsRefused()
    {
        FloatSet bare = new("bare", new Shape(1), new float[100]);

        Assert.Throws<ArgumentException>(() => Split.Of(bare, Test, "", Key, 10, stratified: true));
    }

    [Fact]
    public void Of_TestSamplesOfAnotherShape_IsRefused()
    {
        FloatSet wide = new("wide", new Shape(2), new float[100]);

        Assert.Throws<ArgumentException>(() => Split.Of(wide, Test, "", Key, 10));
    }

    private static FloatSet Make(int count)
    {
        float[] values = new float[count];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) (values[i], labels[i]) = (i, i % 10);
        return new FloatSet("numbers", new Shape(1), values, labels);
    }

    private static float[] Values(IDataset set)
    {
        Tensor all = new(set.Shape, set.Count);
        set.Read(Enumerable.Range(0, set.Count).ToArray(), all, Workers.Single);
        float[] values = new float[set.Count];
        all.CopyToSamples(values);
        return values;
    }

    private static int[] CountByClass(IDataset set, int classes)
    {
        int[] counts = new int[classes];
        foreach (int label in set.Labels.Span) counts[label]++;
        return counts;
    }
}
