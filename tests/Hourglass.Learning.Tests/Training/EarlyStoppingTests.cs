using Hourglass.Networks;

namespace Hourglass.Learning.Tests;

public class EarlyStoppingTests
{
    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 7)]
    [InlineData(3, 8)]
    public void Run_WithoutProgressForThePatience_StopsThere(int patience, int expected)
    {
        // Bests at epochs 1, 3 and 5; equal is no progress.
        Trainer trainer = Scripted.Trainer(Scripted.Options(20) with { Patience = patience }, [5, 5, 4, 4.5f, 3, 3, 3, 3, 3]);

        TrainingResult result = trainer.Train();

        Assert.Equal(TrainingOutcome.StoppedEarly, result.Outcome);
        Assert.Equal(expected, result.State.History.Count);
    }

    [Fact]
    public void Run_Stopped_SaysForHowLongAndWhichEpochWasBest()
    {
        Trainer trainer = Scripted.Trainer(Scripted.Options(20) with { Patience = 2 }, [5, 2.5f, 4, 3]);

        TrainingResult result = trainer.Train();

        Assert.Equal("No progress for 2 epochs; the best loss, 2.5, was reached at epoch 2.", result.Reason);
        Assert.Equal((2, 2.5), (result.State.BestEpoch, result.State.BestLoss));
    }

    [Fact]
    public void Run_FallingLoss_GoesOnToTheEnd()
    {
        Trainer trainer = Scripted.Trainer(Scripted.Options(6) with { Patience = 1 }, [6, 5, 4, 3, 2, 1]);

        TrainingResult result = trainer.Train();

        Assert.Equal((TrainingOutcome.Completed, "All 6 epochs are done."), (result.Outcome, result.Reason));
    }

    [Fact]
    public void Run_WithoutValidation_WatchesTheTrainingLoss()
    {
        // Nothing is learned at such a rate, and without shuffling each epoch's loss is the same.
        TrainingOptions options = Tiny.Options with { Epochs = 9, Patience = 3, Shuffle = false, Optimizer = new SgdSpec(Scripted.Rate) };

        TrainingResult result = Tiny.Trainer(options).Train();

        Assert.Equal((TrainingOutcome.StoppedEarly, 4, 1), (result.Outcome, result.State.History.Count, result.State.BestEpoch));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Run_Stopped_TakesTheBestWeightsUnlessToldNotTo(bool? restoreBest, bool takesBest)
    {
        uint[]? best = null, last = null;
        TrainingOptions options = Tiny.Options with { Epochs = 40, Patience = 2, RestoreBest = restoreBest, Optimizer = new AdamSpec(0.5) };
        Trainer trainer = Tiny.Trainer(options, Tiny.Validation, callbacks: [Remember(x => best = x, x => last = x)]);

        TrainingResult result = trainer.Train();

        Assert.Equal(TrainingOutcome.StoppedEarly, result.Outcome);
        Assert.NotEqual(best, last);
        Assert.Equal(takesBest ? best : last, TrainingBits.Bits(trainer.Network, trainer.Network.Parameters.Values));
    }

    [Fact]
    public void Run_Cancelled_KeepsTheLastWeights()
    {
        uint[]? best = null, last = null;
        using CancellationTokenSource cancel = new();
        TrainingOptions options = Tiny.Options with { Epochs = 40, Patience = 30, Optimizer = new AdamSpec(0.5) };
        Hook stop = new() { Epoch = (_, epoch) => { if (epoch.Epoch == 12) cancel.Cancel(); } };
        Trainer trainer = Tiny.Trainer(options, Tiny.Validation, callbacks: [Remember(x => best = x, x => last = x), stop]);

        TrainingResult result = trainer.Run(cancellation: cancel.Token);

        Assert.Equal(TrainingOutcome.Cancelled, result.Outcome);
        Assert.NotEqual(12, result.State.BestEpoch);
        Assert.NotEqual(best, last);
        Assert.Equal(last, TrainingBits.Bits(trainer.Network, trainer.Network.Parameters.Values));
    }

    [Fact]
    public void Run_CompletedWithoutPatience_KeepsTheLastWeights()
    {
        uint[]? last = null;
        Trainer trainer = Tiny.Trainer(
            Tiny.Options with { Epochs = 12, Optimizer = new AdamSpec(0.5) }, Tiny.Validation, callbacks: [Remember(_ => { }, x => last = x)]);

        TrainingResult result = trainer.Train();

        Assert.NotEqual(12, result.State.BestEpoch);
        Assert.Equal(last, TrainingBits.Bits(trainer.Network, trainer.Network.Parameters.Values));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void New_WithoutPatience_IsRefused(int patience) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new EarlyStopping(patience));

    private static Hook Remember(Action<uint[]> best, Action<uint[]> last)
    {
        double least = double.PositiveInfinity;
        return new Hook
        {
            Epoch = (context, epoch) =>
            {
                uint[] weights = TrainingBits.Bits(context.Network, context.Network.Parameters.Values);
                last(weights);
                if (epoch.MonitoredLoss >= least) return;
                least = epoch.MonitoredLoss;
                best(weights);
            },
        };
    }
}
