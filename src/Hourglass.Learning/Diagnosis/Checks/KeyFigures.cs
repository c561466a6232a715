namespace Hourglass.Learning;

/// <summary>The figure that says most of a run, with those that it is compared with.</summary>
/// <param name="Test">The figure on the test set.</param>
/// <param name="Training">The same on the training set; null where it was not measured.</param>
/// <param name="Baseline">What knowing nothing reaches; null where that is not known.</param>
internal sealed record KeyFigures(RunFigure Test, RunFigure? Training, RunFigure? Baseline)
{
    public static KeyFigures Of(RunResult result)
    {
        RunFigure test = result.Figures[0];
        (string? training, string? baseline) = test.Name switch
        {
            FigureNames.TestMse => (FigureNames.TrainMse, FigureNames.MeanImageMse),
            FigureNames.TestDenoisedMse => (FigureNames.TrainDenoisedMse, FigureNames.MeanImageMse),
            FigureNames.TestTargetMse => (FigureNames.TrainTargetMse, FigureNames.MeanTargetMse),
            FigureNames.TestErrorRate => (FigureNames.TrainErrorRate, FigureNames.CommonestClassErrorRate),
            _ => (null, null),
        };
        return new KeyFigures(test, Find(result, training), Find(result, baseline));
    }

    /// <summary>Writes a figure with its unit.</summary>
    public static string Write(RunFigure figure) => figure.Unit == FigureNames.Share
        ? FormattableString.Invariant($"{100 * figure.Value:0.##} %")
        : Numbers.Format(figure.Value);

    private static RunFigure? Find(RunResult result, string? name) => result.Figures.FirstOrDefault(figure => figure.Name == name);
}
