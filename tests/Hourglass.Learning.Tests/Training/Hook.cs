namespace Hourglass.Learning.Tests;

/// <summary>A callback made of lambdas.</summary>
internal sealed class Hook : TrainingCallback
{
    public Action<TrainingContext>? Begin { get; init; }

    public Action<TrainingContext>? Step { get; init; }

    public Action<TrainingContext, EpochRecord>? Epoch { get; init; }

    public Action<TrainingContext, TrainingResult>? End { get; init; }

    public override void OnBegin(TrainingContext context) => Begin?.Invoke(context);

    public override void OnStep(TrainingContext context) => Step?.Invoke(context);

    public override void OnEpoch(TrainingContext context, EpochRecord epoch) => Epoch?.Invoke(context, epoch);

    public override void OnEnd(TrainingContext context, TrainingResult result) => End?.Invoke(context, result);
}
