using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Principal components of points of the plane: the axes, and what one number keeps of two.</summary>
internal sealed class PlaneComponents : Study
{
    /// <inheritdoc/>
    public override string Name => "pca-2d";

    /// <inheritdoc/>
    public override StudySource Source => StudySource.ComponentsNote;

    /// <inheritdoc/>
    public override string Question => Phrase.Of("Along which axes do points of the plane vary, and what is lost when each becomes one number?");

    /// <inheritdoc/>
    internal override void Conduct(StudyBench bench)
    {
        PlanePoints points = PlanePoints.Open(bench);
        StudyRun run = bench.Train("pca-1", bench.Recipe("pca", new ModelOptions { Code = 1 }, new TrainingOptions(), points.Spec));
        Pca pca = points.Components;
        ReportPlane plane = points.PlaneOf(run);

        StudyReport report = bench.Report;
        report.Expect(Figure(Phrase.Of("error of one number"), run.Sse, Phrase.Of("squared error per point"), PlanePoints.KnownError, 5e-6, 7));
        report.Expect(Figure(Phrase.Of("variance along the first component"), pca.ExplainedVariance[0], "", PlanePoints.KnownFirst, 1e-5, 5));
        report.Expect(Figure(Phrase.Of("variance along the second component"), pca.ExplainedVariance[1], "", PlanePoints.KnownSecond, 1e-5, 5));
        report.Expect(Figure(Phrase.Of("angle of the first component"), pca.Angles[0], Phrase.Of("degrees"), PlanePoints.KnownAngle, 0.001, 3));
        report.Chart("components", Phrase.Of("The axes"), PlanePictures.Draw(plane, plane.Loadings!), points.Origin);
        report.Chart(
            "projection", Phrase.Of("Back from one number"),
            PlanePictures.Draw(plane, plane.Projection!),
            Phrase.Of("Each point, and where it lies after it was pressed to its place along the first axis: the lines are what is lost."));
        report.Table(
            Phrase.Of("Components"),
            [Phrase.Of("component"), Phrase.Of("loading of x1"), Phrase.Of("loading of x2"), Phrase.Of("angle"), Phrase.Of("variance"), Phrase.Of("share")],
            Enumerable.Range(0, 2).Select(i => Row(pca, i)));
        report.Remark(Phrase.Of("The note says that the diagonal of the decomposition holds variances. It holds singular values; their squares over the number of points are the variances, and these are what the note goes on with."));
        report.Remark(Phrase.Of("The note measures angles against the second axis, which at 45 degrees makes no difference; here they are measured against the first."));
        double share = pca.ExplainedVarianceRatio[0], difference = Math.Abs(run.Sse - points.Error);
        report.Say(Phrase.Of($"One number keeps {share:P1} of the variance of two."));
        report.Say(difference < 1e-5
            ? Phrase.Of($"What is lost, {run.Sse:0.00000} per point, is the variance along the second component.")
            : Phrase.Of($"What is lost is {run.Sse:0.00000} per point, {difference:0.00000} off the variance along the second component."));
        report.Say(Phrase.Of($"The second axis stands at {Subspaces.Angle(pca.Components[0], pca.Components[1]):0.0} degrees to the first."));

        StudyFigure Figure(string label, double value, string unit, double known, double distance, int decimals) =>
            new(label, value, unit, points.AreOfNote ? StudyReference.Within(known, Phrase.Of("the note"), ReferenceKind.Computed, distance) : null) { Decimals = decimals };
    }

    private static IReadOnlyList<string> Row(Pca pca, int i) =>
    [
        Phrase.Of($"PC{i + 1}"),
        FormattableString.Invariant($"{pca.Components[i][0]:0.0000}"),
        FormattableString.Invariant($"{pca.Components[i][1]:0.0000}"),
        FormattableString.Invariant($"{pca.Angles[i]:0.00}°"),
        FormattableString.Invariant($"{pca.ExplainedVariance[i]:0.00000}"),
        FormattableString.Invariant($"{pca.ExplainedVarianceRatio[i]:P1}"),
    ];
}
