using Hourglass.Networks;

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
            Seen(test.Name, KeyFigures.Write(test), KeyFigures.Write(baseline)),
            varies < LeastVariance
                ? Phrase.Of($"The model answers every sample with nearly the same (it varies by {varies:0.## %} of what the samples vary): the code carries nothing.")
                : Phrase.Of("Its answers differ from sample to sample, but no better than a guess that knows nothing."),
            examination.Run.Recipe.Pca is null
                ? Phrase.Of("Train longer, raise the learning rate, or use Adam and another activation.")
                : Phrase.Of("Use more components."));
    }

    private static string Seen(string name, string error, string baseline) => name switch
    {
        FigureNames.TestErrorRate => Phrase.Of($"The test error, {error}, is no better than that of the commonest class, {baseline}."),
        FigureNames.TestTargetMse => Phrase.Of($"The test error against targets per pixel, {error}, is no better than that of the mean target, {baseline}."),
        FigureNames.TestDenoisedMse => Phrase.Of($"The denoising error per pixel, {error}, is no better than that of the mean image, {baseline}."),
        _ => Phrase.Of($"The test error per pixel, {error}, is no better than that of the mean image, {baseline}."),
    };

    private static double Variance(UnitStatistics units) => Enumerable.Range(0, units.Count).Sum(units.Variance);
}
