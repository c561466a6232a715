using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>A linear autoencoder beside principal components: in the plane, where lines can be seen, and on digits.</summary>
internal sealed class LinearIsComponents : Study
{
    private const int Code = 16;
    private const double Known = 0.02686;

    /// <inheritdoc/>
    public override string Name => "linear-is-pca";

    /// <inheritdoc/>
    public override StudySource Source => StudySource.ComponentsNote;

    /// <inheritdoc/>
    public override string Question => Phrase.Of("Does a linear autoencoder that is trained by gradients find what principal components compute?");

    /// <inheritdoc/>
    internal override void Conduct(StudyBench bench)
    {
        PlanePoints points = PlanePoints.Open(bench);
        StudyRun plane = bench.Train("linear-1", points.Recipe("linear", new ModelOptions { Code = 1 }, 0.1, steps: 1001));
        double angle = Subspaces.Angle(Subspaces.DirectionsOf(plane.Network)[0], points.Components.Components[0]);
        StudyRun components = bench.Train($"pca-{Code}", bench.Recipe("pca", new ModelOptions { Code = Code }, new TrainingOptions()));
        StudyRun linear = bench.Train($"linear-{Code}", RecipeOf(bench));
        RunFigures cosines = bench.Once("cosines", () => new(Subspaces.Cosines(Subspaces.DirectionsOf(linear.Network), Subspaces.DirectionsOf(components.Network), bench.Workers)
            .Select(static (cosine, i) => new RunFigure(FormattableString.Invariant($"cosine_{i + 1}"), cosine))));
        double overlap = 100 * cosines.Average(static figure => figure.Value * figure.Value), widest = double.RadiansToDegrees(Math.Acos(cosines[^1].Value));

        StudyReport report = bench.Report;
        report.Expect(new(Phrase.Of("points of the plane, error of one number"), plane.Sse, Phrase.Of("squared error per point"), StudyReference.Within(points.Error, Phrase.Of("principal component"), ReferenceKind.Computed, 0.01 * points.Error)) { Decimals = 6 });
        report.Expect(new(Phrase.Of("points of the plane, angle between the lines"), angle, Phrase.Of("degrees"), StudyReference.AtMost(1, Phrase.Of("the same line"), ReferenceKind.Goal)) { Decimals = 3 });
        report.Expect(new(Phrase.Of($"digits, error of {Code} numbers"), linear.Mse, Phrase.Of("squared error per pixel"), StudyReference.Within(Known, Phrase.Of("principal components"), ReferenceKind.Computed, 0.01 * Known)) { Decimals = 5 });
        report.Expect(new(Phrase.Of("digits, overlap of the subspaces"), overlap, "%") { Decimals = 2 });
        report.Expect(new(Phrase.Of("digits, widest angle between the subspaces"), widest, Phrase.Of("degrees")) { Decimals = 1 });
        report.Chart("projection", Phrase.Of("In the plane"), PlanePictures.Draw(points.PlaneOf(plane), points.PlaneOf(plane).Projection!), points.Origin);
        report.Chart(
            "loss", Phrase.Of("The way there"),
            points.LossChart([plane], Phrase.Of("The error after each step, and that of the first component.")),
            Phrase.Of("The error after each step, and that of the first component. The axis is logarithmic."));
        report.Compare([linear, components]);
        report.Chart(
            "directions", Phrase.Of("Directions of the trained code"),
            Directions(linear),
            Phrase.Of("What one of each number of the code adds to an image. Any basis of the subspace reconstructs alike, so these need not be the components themselves."));
        report.Chart("components", Phrase.Of("Principal components"), Directions(components), Phrase.Of("The components in the order of their variance, each orthogonal to the others."));
        report.Remark(Phrase.Of("The note standardises its points before it trains; on digits nothing is centred here, because the biases of both layers learn to."));
        Conclude(report, points, plane, angle);
        report.Say(Phrase.Of($"On digits the trained code of {Code} numbers leaves {linear.Mse:0.00000} per pixel, principal components leave {components.Mse:0.00000}: {linear.Mse / components.Mse - 1:P2} apart."));
        report.Say(Phrase.Of($"The two subspaces overlap by {overlap:0.00} %, their widest angle is {widest:0.0} degrees."));
    }

    private static ImageChart Directions(StudyRun run) => ImageChart.Filters(new ImageBatch(run.Split.Test.Shape, Subspaces.DirectionsOf(run.Network).Values.ToArray()));

    private static void Conclude(StudyReport report, PlanePoints points, StudyRun plane, double angle)
    {
        double over = (plane.Sse / points.Error) - 1;
        report.Say(Math.Abs(over) < 0.01 && angle < 1
            ? Phrase.Of($"In the plane the trained line is that of the first component: the error is {plane.Sse:0.000000} against {points.Error:0.000000}, and the lines are {angle:0.000} degrees apart.")
            : Phrase.Of($"In the plane the trained line is not that of the first component: the error is {plane.Sse:0.000000} against {points.Error:0.000000}, and the lines are {angle:0.0} degrees apart."));
    }

    private static Recipe RecipeOf(StudyBench bench) => bench.Recipe("linear", new ModelOptions { Code = Code }, new TrainingOptions
    {
        Epochs = 30,
        Batch = bench.Pick(256, 64),
        Optimizer = new AdamSpec(1e-2),
        Schedule = new CosineSchedule(),
    });
}
