using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public class LinearProbeTests
{
    [Fact]
    public void Fit_OfKnownPoints_IsTheMinimumThatScikitLearnFinds()
    {
        LinearProbe probe = Fit(KnownPoints.Labeled, Workers.Single);
        ClassificationQuality quality = probe.Measure(KnownPoints.Labeled, Workers.Single);

        // At a gradient of 1e-4 the function lies within 1e-6 of its minimum, the part without the penalty within some 1e-4.
        Assert.True(probe.HasConverged);
        Assert.InRange(probe.Iterations, 3, 60);
        Assert.Equal(0.6172889402564359, probe.Loss, 2e-6);
        Assert.Equal(0.5665938887271987, quality.CrossEntropy, 3e-4);
        Assert.Equal(26, quality.Mistakes);
    }

    [Fact]
    public void Fit_OfPointsMovedAndStretched_AnswersTheSame()
    {
        Points moved = new(KnownPoints.Labeled.Points.Count, 4);
        for (int i = 0; i < moved.Count; i++)
            for (int k = 0; k < 4; k++) moved[i][k] = (KnownPoints.Labeled.Points[i][k] * (k + 1) * 64) + 100;
        LabeledPoints labeled = new(moved, KnownPoints.Labeled.Labels.ToArray());

        Assert.Equal(Fit(KnownPoints.Labeled, Workers.Single).Loss, Fit(labeled, Workers.Single).Loss, 1e-5);
    }

    [Fact]
    public void Fit_WithAnyTeam_GivesTheSameBits()
    {
        LinearProbe alone = Fit(KnownPoints.Labeled, Workers.Single);
        foreach (int team in new[] { 2, 3, 7 })
        {
            using Workers workers = new(team);
            LinearProbe same = Fit(KnownPoints.Labeled, workers);
            Assert.Equal((alone.Loss, alone.Iterations), (same.Loss, same.Iterations));
        }
    }

    [Fact]
    public void Fit_WithAConstantDimension_LeavesItOut()
    {
        Points points = new(KnownPoints.Labeled.Points.Count, 5);
        for (int i = 0; i < points.Count; i++)
        {
            KnownPoints.Labeled.Points[i].CopyTo(points[i]);
            points[i][4] = 3;
        }

        Assert.Equal(
            Fit(KnownPoints.Labeled, Workers.Single).Loss, Fit(new LabeledPoints(points, KnownPoints.Labeled.Labels.ToArray()), Workers.Single).Loss, 1e-6);
    }

    [Fact]
    public void Fit_ThatEndsEarly_SaysThatItHasNotConverged()
    {
        LinearProbe probe = LinearProbe.Fit(KnownPoints.Labeled, Workers.Single, 1, TestContext.Current.CancellationToken);

        Assert.Equal((1, false), (probe.Iterations, probe.HasConverged));
    }

    [Fact]
    public void Fit_OfOneClass_SaysSo() => Assert.Contains(
        "expected two classes or more",
        Assert.Throws<ArgumentException>(() => Fit(new LabeledPoints(new Points([1, 2], 1), [0, 0]), Workers.Single)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Fit_ThatIsCancelled_Stops() => Assert.Throws<OperationCanceledException>(
        () => LinearProbe.Fit(KnownPoints.Labeled, Workers.Single, cancellation: new CancellationToken(canceled: true)));

    private static LinearProbe Fit(LabeledPoints points, Workers workers) =>
        LinearProbe.Fit(points, workers, cancellation: TestContext.Current.CancellationToken);
}
