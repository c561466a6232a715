using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public class SilhouetteTests
{
    // Distances are in single precision; a mean over classes of 30 keeps some 1e-7 of that.
    private const double Tolerance = 1e-6;

    [Fact]
    public void Measure_OfKnownPoints_IsWhatScikitLearnComputes()
    {
        Silhouette silhouette = Measure(KnownPoints.Labeled, Workers.Single);

        Assert.Equal(90, silhouette.Count);
        Assert.Equal(0.07819859901148613, silhouette.Mean, Tolerance);
        Assert.Equal(0.02147549578752255, silhouette.ByClass[0], Tolerance);
        Assert.Equal(0.004252953734592671, silhouette.ByClass[1], Tolerance);
        Assert.Equal(0.20886734751234312, silhouette.ByClass[2], Tolerance);
    }

    [Fact]
    public void Measure_WithAClassOfOnePointAndOneOfNone_CountsZeroAndSkips()
    {
        int[] labels = [.. Enumerable.Range(0, 90).Select(static i => i == 7 ? 3 : i % 3)];

        Silhouette silhouette = Measure(new LabeledPoints(KnownPoints.Labeled.Points, labels, ["a", "b", "c", "alone", "empty"]), Workers.Single);

        Assert.Equal(-0.06263643141959428, silhouette.Mean, Tolerance);
        Assert.Equal(0, silhouette.ByClass[3]);
        Assert.Equal(double.NaN, silhouette.ByClass[4]);
    }

    [Theory]
    [InlineData(1e-30f)]
    [InlineData(1e30f)]
    public void Measure_OfExtremePoints_DependsOnNoScale(float scale)
    {
        Points scaled = new([.. KnownPoints.Labeled.Points.Values.ToArray().Select(x => x * scale)], 4);

        Assert.Equal(
            Measure(KnownPoints.Labeled, Workers.Single).Mean,
            Measure(new LabeledPoints(scaled, KnownPoints.Labeled.Labels.ToArray()), Workers.Single).Mean,
            Tolerance);
    }

    [Fact]
    public void Measure_WithAnyTeamAndWidth_GivesTheSameFigure()
    {
        Silhouette alone = Measure(KnownPoints.Labeled, Workers.Single);
        foreach (int team in new[] { 2, 3, 7 })
        {
            using Workers workers = new(team);
            Assert.Equal(alone.Mean, Measure(KnownPoints.Labeled, workers).Mean);
        }

        foreach (SimdWidth width in Enum.GetValues<SimdWidth>())
        {
            using Simd.Scope scope = Simd.Use(width);
            Assert.Equal(alone.Mean, Measure(KnownPoints.Labeled, Workers.Single).Mean, 1e-12);
        }
    }

    [Fact]
    public void Measure_OfASample_LeavesTheOthersOut()
    {
        Silhouette sample = Sample(1);

        Assert.Equal(50, sample.Count);
        Assert.Equal(sample.Mean, Sample(1).Mean);
        Assert.NotEqual(sample.Mean, Sample(2).Mean);

        static Silhouette Sample(ulong seed) =>
            Silhouette.Measure(KnownPoints.Labeled, Workers.Single, 50, seed, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Measure_OfPointsInOnePlace_IsZero() =>
        Assert.Equal(0, Measure(new LabeledPoints(new Points([2, 2, 2, 2], 1), [0, 1, 0, 1]), Workers.Single).Mean);

    [Fact]
    public void Measure_OfOneClass_SaysSo()
    {
        LabeledPoints one = new(new Points([1, 2, 3], 1), [1, 1, 1]);

        Assert.Contains(
            "Received points of 1 class, expected two classes or more",
            Assert.Throws<ArgumentException>(() => Measure(one, Workers.Single)).Message,
            StringComparison.Ordinal);
    }

    private static Silhouette Measure(LabeledPoints points, Workers workers) =>
        Silhouette.Measure(points, workers, cancellation: TestContext.Current.CancellationToken);
}
