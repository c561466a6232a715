using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Looks for what makes an autoencoder worse than it could be, and says what to change.</summary>
/// <remarks>A finding that is not true costs more than one that is missing: each threshold is chosen so that a healthy model is silent.
/// <c>docs/guide/doctor.md</c> lists every finding with its threshold and the reason for it.</remarks>
public static class Doctor
{
    private static readonly ModelCheck[] ModelChecks =
    [
        new LossAndOutputCheck(),
        new BottleneckCheck(),
        new CompressionCheck(),
        new ReluCodeCheck(),
        new NoiseRateCheck(),
        new DivergenceWeightCheck(),
    ];

    private static readonly TrainingCheck[] TrainingChecks =
    [
        new LearningRateCheck(),
        new SummedLossCheck(),
    ];

    private static readonly RunCheck[] RunChecks =
    [
        new DivergenceCheck(),
        new MeanImageCheck(),
        new DataRangeCheck(),
        new NoiseDeviationCheck(),
        new DeadUnitsCheck(),
        new DeadOutputsCheck(),
        new SaturatedUnitsCheck(),
        new UnusedCodeCheck(),
        new CollapseCheck(),
        new OverfittingCheck(),
        new InterruptionCheck(),
        new RisingLossCheck(),
        new PlateauCheck(),
        new StillFallingCheck(),
    ];

    /// <summary>Gets the names of all findings that there can be.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ModelChecks.Concat<Check>(TrainingChecks).Concat(RunChecks).Select(static check => check.Name)];

    /// <summary>Examines what a description alone shows.</summary>
    /// <param name="model">A valid model.</param>
    /// <returns>The findings, the gravest first; none where nothing is to be said.</returns>
    /// <exception cref="SpecException">The model cannot be built.</exception>
    public static IReadOnlyList<Finding> Examine(ModelSpec model)
    {
        SpecValidator.EnsureValid(model);
        return Sort(OfModel(model));
    }

    /// <summary>Examines what can be seen before training.</summary>
    /// <param name="model">A valid model.</param>
    /// <param name="training">How it is to be trained.</param>
    /// <returns>The findings, the gravest first; none where nothing is to be said.</returns>
    /// <exception cref="SpecException">The model cannot be built.</exception>
    public static IReadOnlyList<Finding> Examine(ModelSpec model, TrainingOptions training)
    {
        ArgumentNullException.ThrowIfNull(training);
        SpecValidator.EnsureValid(model);
        return Sort([.. OfModel(model), .. OfTraining(model, training)]);
    }

    /// <summary>Examines a run that has ended: its description, its weights at work on its training data, its history.</summary>
    /// <remarks><b>Memory</b> One plan for 256 samples; at most 2,048 training samples go through it once.</remarks>
    /// <param name="run">The run.</param>
    /// <param name="workers">The team.</param>
    /// <returns>The findings, the gravest first; none where nothing is to be said.</returns>
    public static IReadOnlyList<Finding> Examine(TrainedRun run, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(workers);
        Examination examination = Examination.Of(run, workers);
        ModelSpec model = run.Recipe.Model;
        return Sort(
        [
            .. OfModel(model),
            .. run.Recipe.Pca is null ? OfTraining(model, run.Recipe.Training) : [],
            .. RunChecks.SelectMany(check => check.Examine(examination)).Select(finding => finding with
            {
                Seen = SampleWords.For(run.Data.Train.Shape, finding.Seen),
                Why = SampleWords.For(run.Data.Train.Shape, finding.Why),
            }),
        ]);
    }

    private static IEnumerable<Finding> OfModel(ModelSpec model) => ModelChecks.SelectMany(check => check.Examine(model));

    private static IEnumerable<Finding> OfTraining(ModelSpec model, TrainingOptions training) =>
        TrainingChecks.SelectMany(check => check.Examine(model, training));

    private static Finding[] Sort(IEnumerable<Finding> findings) => [.. findings.OrderByDescending(static finding => finding.Severity)];
}
