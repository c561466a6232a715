using Hourglass.Networks;

namespace Hourglass.Learning.Tests;

public sealed class DivergenceTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_AtAHugeRate_StopsAndNamesEpochStepLayerAndCure()
    {
        TrainingResult result = Trainer(1e12, epochs: 3).Train();

        Assert.Equal(TrainingOutcome.Diverged, result.Outcome);
        Assert.Matches(
            @"^The loss is not finite at epoch 1, step [23]; the first values that are not finite come out of (encoder\.0|decoder\.0|the loss itself)\. Lower the learning rate \(it was 1000000000000\) or set a gradient clip\.$",
            result.Reason);
        Assert.Empty(result.State.History);
        Assert.Equal(result.State.Batch, result.State.Steps);
    }

    [Fact]
    public void Run_WithAWeightThatIsNotANumber_NamesItsLayer()
    {
        Trainer trainer = Trainer(0.1, epochs: 3, new Hook
        {
            Step = context => { if (context is { Epoch: 2, Step: 1 }) Set(context.Network, "decoder.0.weight", float.NaN); },
        });

        TrainingResult result = trainer.Train();

        Assert.StartsWith(
            "The loss is not finite at epoch 2, step 2; the first values that are not finite come out of decoder.0. ",
            result.Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Run_LastStepThatBreaksTheWeights_IsDivergedThoughNoLossHasSeenIt()
    {
        string file = _folder.At("checkpoint.safetensors");
        Trainer trainer = Trainer(
            0.1,
            epochs: 3,
            new Hook { Step = context => { if (context is { Epoch: 3, Step: 3 }) Set(context.Network, "encoder.0.bias", float.PositiveInfinity); } },
            new CheckpointWriter(file, 1));

        TrainingResult result = trainer.Train();

        Assert.Equal(TrainingOutcome.Diverged, result.Outcome);
        Assert.StartsWith(
            "The weights are not finite at epoch 3, step 3; the first values that are not finite are those of encoder.0.bias. ",
            result.Reason,
            StringComparison.Ordinal);
        Assert.Equal((3, 2), (result.State.History.Count, result.State.BestEpoch));
        Assert.Equal(2, EpochsOf(Trainer(0.1, epochs: 3), file));
    }

    [Fact]
    public void Run_ValidationLossNotFinite_NamesTheEpochItBelongsTo()
    {
        TrainingResult result = Scripted.Trainer(Scripted.Options(5), [2, 1, float.NaN]).Train();

        Assert.Equal(TrainingOutcome.Diverged, result.Outcome);
        Assert.StartsWith(
            "The validation loss is not finite at epoch 3, step 2; the first values that are not finite come out of encoder.0. ",
            result.Reason,
            StringComparison.Ordinal);
        Assert.Equal((3, 2), (result.State.History.Count, result.State.BestEpoch));
    }

    [Fact]
    public void Run_Diverged_LeavesTheLastGoodCheckpoint()
    {
        string file = _folder.At("checkpoint.safetensors");
        Scripted.Trainer(Scripted.Options(5), [2, 1, float.NaN], new CheckpointWriter(file, 1)).Train();

        Assert.Equal(2, EpochsOf(Scripted.Trainer(Scripted.Options(5), [1]), file));
        Assert.Equal([file], Directory.GetFileSystemEntries(_folder.Root));
    }

    [Fact]
    public void Run_DivergedWithRestoreBest_TakesTheBestWeights()
    {
        uint[]? best = null;
        TrainingOptions options = Tiny.Options with { RestoreBest = true };
        Trainer trainer = Tiny.Trainer(options, Tiny.Validation, callbacks:
        [
            new Hook
            {
                Step = context => { if (context is { Epoch: 3, Step: 2 }) Set(context.Network, "decoder.0.bias", float.NaN); },
                Epoch = (context, _) => best = TrainingBits.Bits(context.Network, context.Network.Parameters.Values),
            },
        ]);

        TrainingResult result = trainer.Train();

        Assert.Equal((TrainingOutcome.Diverged, 2), (result.Outcome, result.State.BestEpoch));
        Assert.Equal(best, TrainingBits.Bits(trainer.Network, trainer.Network.Parameters.Values));
    }

    private static int EpochsOf(Trainer trainer, string file)
    {
        Checkpoint.Restore(trainer, file);
        return trainer.Run(cancellation: new CancellationToken(canceled: true)).State.History.Count;
    }

    /// <summary>A linear network: its values grow without a bound, as a squashing activation would not let them.</summary>
    private static Trainer Trainer(double rate, int epochs, params TrainingCallback[] callbacks)
    {
        ModelSpec linear = new("linear", Tiny.Shape, [new DenseSpec(3)], [new DenseSpec(6)], new LossSpec(LossKind.Mse));
        return Tiny.Trainer(Tiny.Options with { Epochs = epochs, Optimizer = new SgdSpec(rate) }, callbacks: callbacks, model: linear);
    }

    private static void Set(Network network, string name, float value) =>
        network.Parameters[name].In(network.Parameters.Values).Span[0] = value;
}
