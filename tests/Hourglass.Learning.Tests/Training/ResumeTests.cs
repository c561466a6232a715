using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

/// <summary>A training that was stopped anywhere and resumed from a file equals an uncut one to the bit.</summary>
public sealed class ResumeTests : IDisposable
{
    private static readonly Dictionary<string, OptimizerSpec> Optimizers = new()
    {
        ["sgd"] = new SgdSpec(0.5, WeightDecay: 0.01),
        ["sgd, momentum"] = new SgdSpec(0.2, Momentum: 0.9),
        ["sgd, nesterov, decay"] = new SgdSpec(0.2, Momentum: 0.8, Nesterov: true, Decay: 0.05),
        ["sgd, clip by value"] = new SgdSpec(0.5, Momentum: 0.5, ClipValue: 0.001),
        ["adam"] = new AdamSpec(0.01),
        ["adam, clip by norm"] = new AdamSpec(0.01, ClipNorm: 0.01),
        ["adamw"] = new AdamWSpec(0.01, WeightDecay: 0.1),
        ["adadelta"] = new AdadeltaSpec(),
        ["adagrad"] = new AdagradSpec(0.05),
        ["rmsprop"] = new RmsPropSpec(0.005),
        ["rmsprop, momentum"] = new RmsPropSpec(0.005, Momentum: 0.7),
    };

    private static readonly Dictionary<string, ScheduleSpec> Schedules = new()
    {
        ["constant"] = new ConstantSchedule(),
        ["step"] = new StepSchedule(2, 0.5),
        ["exponential"] = new ExponentialSchedule(0.8),
        ["cosine"] = new CosineSchedule(0.1),
        ["warm-up, cosine"] = new WarmUpSchedule(Steps: 5, Then: new CosineSchedule()),
        ["warm-up, plateau"] = new WarmUpSchedule(Epochs: 1, Then: new PlateauSchedule(0.5, 1, 0.1, 0.3)),
        ["plateau"] = new PlateauSchedule(0.5, 1, 0.2, 0.05),
    };

    private readonly ScratchFolder _folder = new();

    public static MatrixTheoryData<string, string> AllPairs => new(Optimizers.Keys, Schedules.Keys);

    private string File => _folder.At("checkpoint.safetensors");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(AllPairs))]
    public void Cancel_AtEveryStep_ResumesToTheBitsOfAnUncutTraining(string optimizer, string schedule)
    {
        TrainingOptions options = Tiny.Options with { Optimizer = Optimizers[optimizer], Schedule = Schedules[schedule] };
        Trainer whole = Tiny.Trainer(options, Tiny.Validation);
        TrainingBits expected = TrainingBits.Of(whole, whole.Train());

        for (int step = 0; step < options.Epochs * Tiny.StepsPerEpoch; step++)
            TrainingBits.AssertSame(expected, CutAndResume(options, Tiny.Validation, step));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(2)]
    public void Cancel_AtEveryStepWithoutValidation_ResumesToTheBitsOfAnUncutTraining(int? patience)
    {
        TrainingOptions options = Tiny.Options with { Patience = patience, RestoreBest = true, Shuffle = false };
        Trainer whole = Tiny.Trainer(options);
        TrainingBits expected = TrainingBits.Of(whole, whole.Train());

        for (int step = 0; step < options.Epochs * Tiny.StepsPerEpoch; step++)
            TrainingBits.AssertSame(expected, CutAndResume(options, null, step));
    }

    [Fact]
    public void Cancel_AtEveryStepWithNoiseAndPenalties_ResumesToTheBitsOfAnUncutTraining()
    {
        ModelSpec model = Tiny.Model with
        {
            Encoder = [new GaussianNoiseSpec(0.3, 0, 1), new MaskSpec(0.2), .. Tiny.Model.Encoder, new ActivityPenaltySpec(0.01)],
            Loss = Tiny.Model.Loss with { WeightL2 = 0.01 },
        };
        Trainer whole = Tiny.Trainer(Tiny.Options, Tiny.Validation, model: model);
        TrainingBits expected = TrainingBits.Of(whole, whole.Train());

        using Workers workers = new(3);
        for (int step = 0; step < Tiny.Options.Epochs * Tiny.StepsPerEpoch; step++)
            TrainingBits.AssertSame(expected, CutAndResume(Tiny.Options, Tiny.Validation, step, workers, model));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Cancel_AtEveryStepBeforeAnEarlyStop_ResumesToTheSameStopAndTheBestWeights(int patience)
    {
        // So fast that the validation loss soon rises.
        TrainingOptions options = Tiny.Options with { Epochs = 40, Patience = patience, Optimizer = new AdamSpec(0.5) };
        Trainer whole = Tiny.Trainer(options, Tiny.Validation);
        TrainingBits expected = TrainingBits.Of(whole, whole.Train());
        Assert.Equal(TrainingOutcome.StoppedEarly, expected.Outcome);
        Assert.InRange(expected.State.History.Count, patience + 1, 39);

        for (int step = 0; step < expected.State.History.Count * Tiny.StepsPerEpoch; step++)
            TrainingBits.AssertSame(expected, CutAndResume(options, Tiny.Validation, step));
    }

    [Fact]
    public void Cancel_OfAModelWithRunningStatisticsAndDropout_ResumesToTheBitsOfAnUncutTraining()
    {
        TrainingOptions options = Tiny.Options with { RestoreBest = true };
        Trainer whole = Tiny.Trainer(options, Tiny.Validation, model: Tiny.Restless);
        TrainingBits expected = TrainingBits.Of(whole, whole.Train());
        using Workers workers = new(2);

        for (int step = 0; step < options.Epochs * Tiny.StepsPerEpoch; step++)
            TrainingBits.AssertSame(expected, CutAndResume(options, Tiny.Validation, step, workers, Tiny.Restless));
    }

    [Fact]
    public void FiveEpochsSavedAndFiveMore_EqualTen()
    {
        TrainingOptions options = Tiny.Options with { Epochs = 10, Schedule = new CosineSchedule() };
        Trainer whole = Tiny.Trainer(options, Tiny.Validation);
        TrainingBits expected = TrainingBits.Of(whole, whole.Train());

        Trainer half = Tiny.Trainer(options, Tiny.Validation, callbacks:
        [
            new Hook { Epoch = (context, epoch) => { if (epoch.Epoch == 5) context.Stop("Half is done."); } },
            new CheckpointWriter(File),
        ]);
        TrainingResult stopped = half.Train();
        Assert.Equal((TrainingOutcome.Stopped, "Half is done.", 5), (stopped.Outcome, stopped.Reason, stopped.State.History.Count));

        TrainingBits.AssertSame(expected, Resume(options, Tiny.Validation, Workers.Single));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Cancel_ResumedByATeamOfAnotherSize_GivesTheSameBits(int team)
    {
        using Workers workers = new(team);
        Trainer whole = Tiny.Trainer(Tiny.Options, Tiny.Validation);
        TrainingBits expected = TrainingBits.Of(whole, whole.Train());

        TrainingBits.AssertSame(expected, CutAndResume(Tiny.Options, Tiny.Validation, 5, workers));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(2)]
    public void Resume_AFinishedTraining_ChangesNothing(int? patience)
    {
        TrainingOptions options = Tiny.Options with { Epochs = 40, Patience = patience, Optimizer = new AdamSpec(0.5) };
        Trainer whole = Tiny.Trainer(options, Tiny.Validation, callbacks: [new CheckpointWriter(File)]);
        TrainingBits expected = TrainingBits.Of(whole, whole.Train());

        TrainingBits.AssertSame(expected, Resume(options, Tiny.Validation, Workers.Single));
    }

    [Fact]
    public void Snapshot_AfterTheLastStepOfAnEpoch_ResumesWithTheEpochsOwnFigures()
    {
        Trainer whole = Tiny.Trainer(Tiny.Options, Tiny.Validation, callbacks: [new Hook
        {
            Step = context => { if (context is { Epoch: 2, Step: Tiny.StepsPerEpoch }) Checkpoint.Save(context.Snapshot(), File); },
        }]);
        TrainingBits expected = TrainingBits.Of(whole, whole.Train());

        TrainingBits.AssertSame(expected, Resume(Tiny.Options, Tiny.Validation, Workers.Single));
    }

    [Fact]
    public void Run_AgainAfterACancellation_GoesOnToTheSameBits()
    {
        Trainer whole = Tiny.Trainer(Tiny.Options, Tiny.Validation);
        TrainingBits expected = TrainingBits.Of(whole, whole.Train());
        using CancellationTokenSource cancel = new();
        Trainer cut = Tiny.Trainer(Tiny.Options, Tiny.Validation, callbacks: [CancelAfter(4, cancel)]);

        Assert.Equal(TrainingOutcome.Cancelled, cut.Run(cancellation: cancel.Token).Outcome);
        TrainingBits.AssertSame(expected, TrainingBits.Of(cut, cut.Train()));
    }

    private static Hook CancelAfter(int steps, CancellationTokenSource cancel) => new()
    {
        Begin = _ => { if (steps == 0) cancel.Cancel(); },
        Step = context => { if (context.Optimizer.Steps == steps) cancel.Cancel(); },
    };

    private TrainingBits CutAndResume(
        TrainingOptions options, IDataset? validation, int step, Workers? workers = null, ModelSpec? model = null)
    {
        using CancellationTokenSource cancel = new();
        Trainer cut = Tiny.Trainer(options, validation, callbacks: [CancelAfter(step, cancel), new CheckpointWriter(File)], model: model);
        TrainingResult result = cut.Run(cancellation: cancel.Token);
        Assert.Equal(TrainingOutcome.Cancelled, result.Outcome);
        Assert.Equal(step, result.State.Steps);
        Assert.Equal((step / Tiny.StepsPerEpoch, step % Tiny.StepsPerEpoch), (result.State.History.Count, result.State.Batch));
        return Resume(options, validation, workers ?? Workers.Single, model);
    }

    private TrainingBits Resume(TrainingOptions options, IDataset? validation, Workers workers, ModelSpec? model = null)
    {
        Trainer resumed = Tiny.Trainer(options with { }, validation, workers, model: model);
        Checkpoint.Restore(resumed, File);
        return TrainingBits.Of(resumed, resumed.Train());
    }
}
