using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Points of the plane through a bent code of one number, from several start weights.</summary>
internal sealed class NonlinearPlane : Study
{
    private const int Steps = 2001, CurvePoints = 240;
    private const double LearningRate = 0.15;

    /// <inheritdoc/>
    public override string Name => "nonlinear-2d";

    /// <inheritdoc/>
    public override StudySource Source => StudySource.ComponentsNote;

    /// <inheritdoc/>
    public override string Question => Phrase.Of("Does a curve keep more of points of the plane than the straight line of the first component?");

    /// <inheritdoc/>
    internal override void Conduct(StudyBench bench)
    {
        PlanePoints points = PlanePoints.Open(bench);
        ModelOptions options = new() { Layers = [2], Code = 1, Activation = ActivationKind.Sigmoid, CodeActivation = ActivationKind.Sigmoid, OutputActivation = ActivationKind.Linear };
        Recipe recipe = points.Recipe("deep", options, LearningRate, Steps);
        StudyRun[] runs = [.. Enumerable.Range(0, bench.Pick(9, 3)).Select(i => bench.Train($"seed-{i + 1}", recipe with { Training = recipe.Training with { Seed = bench.Seed + (ulong)i } }))];
        StudyRun[] ranked = [.. runs.OrderBy(static run => run.Sse)];
        StudyRun best = ranked[0];
        double median = ranked[ranked.Length / 2].Sse;
        int below = runs.Count(run => run.Sse < points.Error);

        StudyReport report = bench.Report;
        string unit = Phrase.Of("squared error per point");
        report.Expect(new(Phrase.Of($"error, best of {runs.Length} starts"), best.Sse, unit, Reference()) { Decimals = 5 });
        report.Expect(new(Phrase.Of($"error, median of {runs.Length} starts"), median, unit, Reference()) { Decimals = 5 });
        ReportPlane plane = points.PlaneOf(best);
        report.Chart(
            "curve", Phrase.Of("The curve"),
            CurveOf(points, best, plane, bench.Workers),
            Phrase.Of("The points, and what the decoder of the best start answers with, drawn from the lowest code of a point to the highest."));
        report.Chart("projection", Phrase.Of("Back from one number"), PlanePictures.Draw(plane, plane.Projection!), points.Origin);
        report.Chart(
            "loss", Phrase.Of("The way there"),
            points.LossChart(runs, Phrase.Of("The error of each start after each step, and that of the first component.")),
            Phrase.Of("The error of each start after each step, and that of the first component. The axis is logarithmic."));
        report.Remark(Phrase.Of("The note trains once, from start weights that it does not fix. With two sigmoids each way and this learning rate the result depends on them, so several starts are shown."));
        report.Say(below == runs.Length ? Phrase.Of($"From all {runs.Length} starts the curve leaves less than the {points.Error:0.00000} of the straight line.")
            : below == 0 ? Phrase.Of($"From none of {runs.Length} starts does the curve leave less than the {points.Error:0.00000} of the straight line.")
            : Phrase.Of($"From {below} of {runs.Length} starts the curve leaves less than the {points.Error:0.00000} of the straight line."));
        report.Say(Phrase.Of($"The best start leaves {best.Sse:0.00000} per point, {best.Sse / points.Error:P0} of what the line leaves; the median is {median:0.00000}."));

        StudyReference Reference() => StudyReference.AtMost(points.Error, Phrase.Of("principal component"), ReferenceKind.Computed);
    }

    private static ScatterChart CurveOf(PlanePoints points, StudyRun run, ReportPlane plane, Workers workers)
    {
        float[] ofPoints = run.Encode(points.Split.Train).Values.ToArray();
        float low = ofPoints.Min(), high = ofPoints.Max();
        float[] codes = [.. Enumerable.Range(0, CurvePoints).Select(i => low + ((high - low) * i / (CurvePoints - 1)))];
        float[] curve = new Inference(run.Network, workers).Decode(codes);
        ReportLoadings loadings = plane.Loadings!;
        return new ScatterChart
        {
            Description = Phrase.Of("Points of the plane, and the curve that a code of one number draws through them."),
            X = [.. loadings.X, .. Enumerable.Range(0, CurvePoints).Select(i => curve[2 * i])],
            Y = [.. loadings.Y, .. Enumerable.Range(0, CurvePoints).Select(i => curve[(2 * i) + 1])],
            Classes = [.. Enumerable.Repeat(0, points.Split.Train.Count), .. Enumerable.Repeat(1, CurvePoints)],
            ClassNames = [Phrase.Of("points"), Phrase.Of("curve")],
            ShowNames = false,
            EqualAxes = true,
            XName = plane.XName,
            YName = plane.YName,
            Width = 640,
        };
    }
}
