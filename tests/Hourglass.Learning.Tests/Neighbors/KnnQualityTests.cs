using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public class KnnQualityTests
{
    // Two of class 2 lie nearest to 0, then two of class 1, then one of class 0.
    private static readonly LabeledPoints Train = new(new Points([1, -2, 3, -4, 5], 1), [2, 2, 1, 1, 0]);

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(4, 1)]
    [InlineData(5, 1)]
    public void Predict_WithSoManyVotes_IsTheCommonestClassAndTheLowerOfTwo(int neighbors, int expected) =>
        Assert.Equal([expected], new NeighborClassifier(Train, neighbors).Predict(new Points([0], 1), Workers.Single, TestContext.Current.CancellationToken));

    [Fact]
    public void Predict_OfOneClass_IsThatClass()
    {
        LabeledPoints one = new(new Points([1, 2, 3], 1), [0, 0, 0]);

        Assert.Equal([0, 0], new NeighborClassifier(one, 3).Predict(new Points([9, 0], 1), Workers.Single, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Measure_CountsMistakesAndTakesTheMedianTime()
    {
        LabeledPoints test = new(new Points([1, -2, 3, 0], 1), [2, 1, 1, 0]);
        TickingClock time = new();

        KnnQuality quality = Measure(new NeighborClassifier(Train, 1), test, time);

        Assert.Equal([2, 2, 1, 2], quality.Answers);
        Assert.Equal((2, 0.5, 0.5), (quality.Mistakes, quality.ErrorRate, quality.Accuracy));
        Assert.Equal((1, 1, 1, 1), (quality.Confusion[1, 1], quality.Confusion[1, 2], quality.Confusion[0, 2], quality.Confusion[2, 2]));
        Assert.Equal(0.1 / 4, quality.SecondsPerPrediction, 1e-9);
        Assert.Equal((1, Metric.Euclidean), (quality.Neighbors, quality.Metric));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void Classifier_OfMoreNeighborsThanPoints_SaysHowManyThereAre(int neighbors) => Assert.Contains(
        "expected 1 to 5", Assert.Throws<ArgumentOutOfRangeException>(() => new NeighborClassifier(Train, neighbors)).Message, StringComparison.Ordinal);

    [Fact]
    public void Measure_OfOtherDimensionsOrClasses_SaysSo()
    {
        NeighborClassifier classifier = new(Train, 1);

        string dimensions = Assert.Throws<ArgumentException>(() => Measure(classifier, new LabeledPoints(new Points([1, 2], 2), [2]), TimeProvider.System)).Message;
        string classes = Assert.Throws<ArgumentException>(() => Measure(classifier, new LabeledPoints(new Points([1], 1), [1]), TimeProvider.System)).Message;

        Assert.Contains("2 dimensions, expected 1", dimensions, StringComparison.Ordinal);
        Assert.Contains("classes 0, 1, expected 0, 1, 2", classes, StringComparison.Ordinal);
    }

    [Fact]
    public void LabeledPoints_OfASetWithoutLabels_SaySo()
    {
        FloatSet set = new("plain", new Shape(1), [1, 2]);

        Assert.Contains("plain, whose samples have no labels", Assert.Throws<ArgumentException>(() => LabeledPoints.Of(new Points([1, 2], 1), set)).Message, StringComparison.Ordinal);
        Assert.Contains("expected 2, one per sample of plain", Assert.Throws<ArgumentException>(() => LabeledPoints.Of(new Points([1], 1), set)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LabeledPoints_Subset_KeepsEachLabelWithItsPoint()
    {
        LabeledPoints chosen = Train.Subset([4, 0]);

        Assert.Equal([5, 1], chosen.Points.Values);
        Assert.Equal([0, 2], chosen.Labels.Span);
        Assert.Equal(3, chosen.ClassNames.Count);
    }

    private static KnnQuality Measure(NeighborClassifier classifier, LabeledPoints test, TimeProvider time) =>
        KnnQuality.Measure(classifier, test, Workers.Single, time, TestContext.Current.CancellationToken);

    /// <summary>A clock that goes on by a tenth of a second whenever it is looked at.</summary>
    private sealed class TickingClock : TimeProvider
    {
        private long _looks;

        public override long TimestampFrequency => 10;

        public override long GetTimestamp() => _looks++;
    }
}
