using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class TargetsTests
{
    private static readonly IDataset Labelled = TinyRun.Split.Train;

    [Fact]
    public void OneHotLabels_Read_HasOneAtTheLabelAndZerosElsewhere()
    {
        OneHotLabels targets = new(Labelled);
        int[] indices = [.. Enumerable.Range(0, 70).Select(static i => (i * 7) % 90)];
        Tensor batch = new(targets.Shape, indices.Length);
        batch.Span.Fill(float.NaN);

        targets.Read(indices, batch, Workers.Single);

        Assert.Equal(new Shape(4), targets.Shape);
        for (int column = 0; column < batch.Panels * Tensor.PanelWidth; column++)
            for (int row = 0; row < 4; row++)
                Assert.Equal(column < 70 && Labelled.Labels.Span[indices[column]] == row ? 1f : 0f, batch[row, column]);
    }

    [Fact]
    public void OneHotLabels_OfASetWithoutLabels_SaysWhatIsMissing()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(static () => new OneHotLabels(Tiny.Points));

        Assert.Contains("Received points without labels, expected a label for each sample", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(90)]
    public void OneHotLabels_ReadOfWhatIsNoSample_IsRefused(int index) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new OneHotLabels(Labelled).Read([index], new Tensor(new Shape(4), 1), Workers.Single));

    [Fact]
    public void TargetedSet_OfDifferentCounts_IsRefused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new TargetedSet(Labelled, TinyRun.Split.Test));

        Assert.Contains("Received 41 targets for 90 samples of blobs, expected one per sample.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ViewsSplitsAndTakes_KeepSamplesAndTargetsTogether()
    {
        // The target of a sample is its number, so that every pair can be checked.
        float[] numbers = [.. Enumerable.Range(0, 90).Select(static i => (float)i)];
        TargetedSet set = new(new FloatSet("inputs", new Shape(1), numbers), new FloatSet("targets", new Shape(1), [.. numbers.Select(static n => n + 0.5f)]));
        DataSplit split = Split.Of(set, set, "made up", new RandomKey(3), validation: 20);

        foreach (IDataset part in new[] { split.Train, split.Validation!, split.Test, set.Take(7), split.Train.Subset([5, 5, 0]).Subset([2, 1]) })
            Assert.Equal(Naive.Samples(part).Select(static x => x[0] + 0.5f), Naive.Samples(part.Targets!).Select(static x => x[0]));
    }

    [Fact]
    public void SameClassPairs_PairEachSampleWithOthersOfItsClass()
    {
        IDataset pairs = SameClassPairs.Of(Labelled, new RandomKey(1), partners: 3);

        Assert.Equal(270, pairs.Count);
        Assert.Equal(Naive.Samples(Labelled), Naive.Samples(pairs.Take(90)));
        Assert.Equal(pairs.Labels.ToArray(), pairs.Targets!.Labels.ToArray());
        float[][] shown = Naive.Samples(pairs), asked = Naive.Samples(pairs.Targets);
        Assert.All(Enumerable.Range(0, 270), i => Assert.NotEqual(shown[i], asked[i]));

        // 22 or 23 samples of a class: were partners not drawn at random, few of them would come up.
        Assert.InRange(asked.Select(static x => string.Join(' ', x)).Distinct().Count(), 75, 90);
    }

    [Fact]
    public void SameClassPairs_AreAFunctionOfTheKey_AndMorePartnersKeepTheFirst()
    {
        float[][] Asked(ulong seed, int partners) => Naive.Samples(SameClassPairs.Of(Labelled, new RandomKey(seed), partners).Targets!);

        Assert.Equal(Asked(1, 2), Asked(1, 2));
        Assert.Equal(Asked(1, 2), Asked(1, 5)[..180]);
        Assert.NotEqual(Asked(1, 2), Asked(2, 2));
    }

    [Fact]
    public void SameClassPairs_OfASampleAloneInItsClass_IsTheSampleItself()
    {
        FloatSet set = new("three", new Shape(1), [1, 2, 3], [0, 1, 1]);

        IDataset pairs = SameClassPairs.Of(set, new RandomKey(1), 1);

        Assert.Equal([1, 3, 2], Naive.Samples(pairs.Targets!).Select(static x => x[0]));
    }

    [Fact]
    public void SameClassPairs_OfWhatHasNone_AreRefused()
    {
        Assert.Throws<ArgumentException>(static () => SameClassPairs.Of(Tiny.Points, new RandomKey(1)));
        Assert.Throws<ArgumentOutOfRangeException>(static () => SameClassPairs.Of(Labelled, new RandomKey(1), 0));
    }

    [Theory]
    [InlineData(TargetKind.Label, null, 90)]
    [InlineData(TargetKind.SameClass, null, 900)]
    [InlineData(TargetKind.SameClass, 4, 360)]
    public void With_GivesEachSetItsOwnTargets(TargetKind target, int? partners, int training)
    {
        DataSplit split = SplitTargets.With(TinyRun.Split, new DataSpec(Target: target, Partners: partners), new RandomKey(1));

        Assert.Equal(training, split.Train.Count);
        foreach ((IDataset plain, IDataset set) in new[] { (TinyRun.Split.Train, split.Train), (TinyRun.Split.Validation!, split.Validation!), (TinyRun.Split.Test, split.Test) })
        {
            Assert.Equal(set.Count, set.Targets!.Count);
            Assert.Equal(set.Labels.ToArray(), set.Targets.Labels.ToArray());
            Assert.Equal(Naive.Samples(plain), Naive.Samples(set.Take(plain.Count)));
        }

        // No figure counts a held-back sample twice, and no partner comes from another set.
        Assert.Equal((30, 41), (split.Validation!.Count, split.Test.Count));
        if (target == TargetKind.SameClass)
            Assert.Subset(Naive.Samples(TinyRun.Split.Test).Select(static x => string.Join(' ', x)).ToHashSet(), Naive.Samples(split.Test.Targets!).Select(static x => string.Join(' ', x)).ToHashSet());
    }

    [Fact]
    public void With_Input_ChangesNothing() => Assert.Same(TinyRun.Split, SplitTargets.With(TinyRun.Split, new DataSpec(), new RandomKey(1)));

    [Theory]
    [InlineData(TargetKind.Label)]
    [InlineData(TargetKind.SameClass)]
    public void With_SetsWithoutLabels_AreRefused(TargetKind target)
    {
        DataSplit bare = new(Tiny.Points, null, Tiny.Validation, "made up");

        SpecException error = Assert.Throws<SpecException>(() => SplitTargets.With(bare, new DataSpec(Target: target), new RandomKey(1)));

        Assert.Equal($"data.target: received '{SpecNames.Of(target)}', expected 'input': points has no labels, which that target needs.", error.Message);
    }

    [Theory]
    [InlineData(TargetKind.Input, 3, "data.partners: received 3, expected nothing: only the target 'same-class' has partners.")]
    [InlineData(TargetKind.SameClass, 0, "data.partners: received 0, expected 1 or more.")]
    public void Validate_PartnersThatMakeNoSense_SaysSo(TargetKind target, int partners, string expected) =>
        Assert.Equal(expected, Assert.Single(new DataSpec(Target: target, Partners: partners).Validate("data")).ToString());
}
