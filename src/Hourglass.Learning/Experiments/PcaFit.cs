using System.Globalization;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>The outcome of a run whose model was computed from principal components.</summary>
/// <param name="Pca">The components.</param>
/// <param name="Seconds">The time that they took, reading included.</param>
internal sealed record PcaFit(Pca Pca, double Seconds)
{
    private double Explained => Pca.ExplainedVarianceRatio.Sum();

    /// <summary>Words the outcome as that of a training without epochs.</summary>
    public TrainingResult ToTraining() => new(
        TrainingOutcome.Completed,
        Pca.Components.Count == 1
            ? Phrase.Of($"1 component explains {100 * Explained:0.0#} % of the variance.")
            : Phrase.Of($"{Pca.Components.Count:N0} components explain {100 * Explained:0.0#} % of the variance."),
        new TrainingState
        {
            History = [],
            Batch = 0,
            LossSum = 0,
            PenaltySum = 0,
            EpochSeconds = 0,
            Steps = 0,
            LearningRate = 0,
            PlateauFactor = 1,
            BestEpoch = 0,
            BestLoss = null,
            Callbacks = new Dictionary<string, string>(),
        },
        Seconds);

    /// <summary>Adds what only principal components have, behind the test error.</summary>
    public RunFigures AddTo(RunFigures figures) => new([figures[0], new RunFigure(FigureNames.ExplainedVariance, Explained), .. OfThePlane(), .. figures.Skip(1)]);

    /// <summary>Of samples of two features each component is worth its own figures; of more they would be a list, which the report draws.</summary>
    private IEnumerable<RunFigure> OfThePlane()
    {
        if (Pca.Features != 2) yield break;
        for (int i = 0; i < Pca.Components.Count; i++)
        {
            string number = (i + 1).ToString(CultureInfo.InvariantCulture);
            yield return new(FigureNames.ComponentVariance + number, Pca.ExplainedVariance[i]);
            yield return new(FigureNames.ComponentAngle + number, Pca.Angles[i]);
        }
    }
}
