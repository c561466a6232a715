namespace Hourglass.Learning;

/// <summary>Looks for a model that is no better than answering every sample with the mean.</summary>
internal sealed class MeanImageCheck() : RunCheck("mean-image")
{
    // What learned anything is far below; one per cent is room for what a set's own mean would gain.
    private const double Share = 0.99;

    // A decoder that answers the same for every sample varies by rounding alone.
    private const double LeastVariance = 0.01;

    // The variance of all features together that rounding leaves where samples are equal.
    private const double LeastSpread = 1e-10;

    public override IEnumerable<Finding> Examine(Examination examination)
    {
        RunResult result = examination.Run.Result;
        (RunFigure test, _, RunFigure? baseline) = KeyFigures.Of(result);
        if (result.Outcome == RunOutcomes.Diverged || baseline is null || !(test.Value > Share * baseline.Value)) yield break;

        // Samples that are all alike are their own mean, and nothing can be better.
        if (!(Variance(examination.Targets) > LeastSpread)) yield break;
        double varies = Variance(examination.Output) / Variance(examination.Targets);
        yield return Problem(
            $"The {test.Label}{PerPixel(test)}, {KeyFigures.Write(test)}, is no better than that of the {baseline.Label}, {KeyFigures.Write(baseline)}.",
            varies < LeastVariance
                ? FormattableString.Invariant($"The model answers every sample with nearly the same (it varies by {varies:0.## %} of what the samples vary): the code carries nothing.")
                : "Its answers differ from sample to sample, but no better than a guess that knows nothing.",
            examination.Run.Recipe.Pca is null
                ? "Train longer, raise the learning rate, or use Adam and another activation."
                : "Use more components.");
    }

    private static string PerPixel(RunFigure figure) => figure.Unit == FigureNames.SquaredErrorPerPixel ? " per pixel" : "";

    private static double Variance(UnitStatistics units) => Enumerable.Range(0, units.Count).Sum(units.Variance);
}
