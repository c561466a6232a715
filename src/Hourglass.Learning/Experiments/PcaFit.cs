using System.Globalization;

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
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Pca.Components.Count:N0} {(Pca.Components.Count == 1 ? "component explains" : "components explain")} {100 * Explained:0.0#} % of the variance."),
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
    public RunFigures AddTo(RunFigures figures) => new([figures[0], new RunFigure(FigureNames.ExplainedVariance, Explained), .. figures.Skip(1)]);
}
