using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public class NeighborhoodQualityTests
{
    [Theory]
    [InlineData(1, 0.8047979797979798, 0.9681818181818181, 0.3)]
    [InlineData(5, 0.8608672086720868, 0.9515447154471545, 0.4666666666666667)]
    [InlineData(12, 0.8660839160839161, 0.9163688163688164, 0.5212962962962963)]
    public void Measure_OfKnownPoints_IsWhatScikitLearnComputes(int neighbors, double trustworthiness, double continuity, double preservation)
    {
        NeighborhoodQuality quality = Measure(KnownPoints.Labeled.Points, KnownPoints.Map, neighbors);

        Assert.Equal((neighbors, 90), (quality.Neighbors, quality.Queries));
        Assert.Equal(trustworthiness, quality.Trustworthiness, 1e-13);
        Assert.Equal(continuity, quality.Continuity, 1e-13);
        Assert.Equal(preservation, quality.Preservation, 1e-13);
    }

    [Fact]
    public void Measure_ByAngles_IsWhatScikitLearnComputes()
    {
        NeighborhoodQuality quality = NeighborhoodQuality.Measure(
            KnownPoints.Labeled.Points, KnownPoints.Map, Workers.Single, 5, metric: Metric.Cosine, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(0.7841734417344173, quality.Trustworthiness, 1e-13);
    }

    [Fact]
    public void Measure_OfAMapThatChangesNothing_IsOne()
    {
        NeighborhoodQuality quality = Measure(KnownPoints.Labeled.Points, KnownPoints.Labeled.Points, 7);

        Assert.Equal(new NeighborhoodQuality(7, 90, 1, 1, 1), quality);
    }

    [Fact]
    public void Measure_OfASample_IsNearTheWholeAndTheSameForAnyTeam()
    {
        NeighborhoodQuality whole = Measure(KnownPoints.Labeled.Points, KnownPoints.Map, 5);
        using Workers three = new(3);

        NeighborhoodQuality sample = Sample(Workers.Single, 1);

        Assert.Equal(60, sample.Queries);
        Assert.Equal(whole.Trustworthiness, sample.Trustworthiness, 0.05);
        Assert.Equal(sample, Sample(three, 1));
        Assert.NotEqual(sample, Sample(Workers.Single, 2));

        static NeighborhoodQuality Sample(Workers workers, ulong seed) => NeighborhoodQuality.Measure(
            KnownPoints.Labeled.Points, KnownPoints.Map, workers, 5, 60, seed, cancellation: TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(45)]
    public void Measure_OfHalfThePoints_SaysTheLimit(int neighbors) => Assert.Contains(
        "less than half of 90 points",
        Assert.Throws<ArgumentOutOfRangeException>(() => Measure(KnownPoints.Labeled.Points, KnownPoints.Map, neighbors)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Measure_OfOtherPoints_SaysSo() => Assert.Contains(
        "Received 2 points on the map, expected 90",
        Assert.Throws<ArgumentException>(() => Measure(KnownPoints.Labeled.Points, new Points(2, 2), 1)).Message,
        StringComparison.Ordinal);

    private static NeighborhoodQuality Measure(Points original, Points map, int neighbors) =>
        NeighborhoodQuality.Measure(original, map, Workers.Single, neighbors, cancellation: TestContext.Current.CancellationToken);
}
