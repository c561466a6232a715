using System.Globalization;
using Hourglass.Networks;

namespace Hourglass.Learning.Tests;

public sealed class TrainingCallbackTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_CallsEveryCallbackInOrder()
    {
        List<string> calls = [];
        Hook Spy(string name) => new()
        {
            Begin = context => calls.Add(Invariant($"{name} begin {context.Epoch}")),
            Step = context => calls.Add(Invariant($"{name} step {context.Epoch}.{context.Step}")),
            Epoch = (context, epoch) => calls.Add(Invariant($"{name} epoch {epoch.Epoch}, next {context.Epoch}.{context.Step}")),
            End = (_, result) => calls.Add(Invariant($"{name} end {result.Outcome}")),
        };

        Scripted.Trainer(Scripted.Options(2), [1], Spy("a"), Spy("b")).Train();

        Assert.Equal(
            [
                "a begin 1", "b begin 1",
                "a step 1.1", "b step 1.1", "a step 1.2", "b step 1.2", "a epoch 1, next 2.0", "b epoch 1, next 2.0",
                "a step 2.1", "b step 2.1", "a step 2.2", "b step 2.2", "a epoch 2, next 3.0", "b epoch 2, next 3.0",
                "a end Completed", "b end Completed",
            ],
            calls);
    }

    [Fact]
    public void Context_ShowsTheTrainingAsItIs()
    {
        List<double> losses = [];
        TrainingContext? seen = null;
        Hook spy = new()
        {
            Step = context =>
            {
                losses.Add(context.Loss);
                double[] samples = [34, 34, 7];
                double expected = losses.Take(context.Step).Select((loss, i) => loss * samples[i]).Sum() / samples.Take(context.Step).Sum();
                Assert.Equal(expected, context.MeanLoss, 1e-12);
                Assert.Equal(Tiny.StepsPerEpoch, context.StepsPerEpoch);
                seen = context;
            },
        };
        Trainer trainer = Tiny.Trainer(Tiny.Options with { Epochs = 1 }, callbacks: [spy]);

        TrainingResult result = trainer.Train();

        Assert.Equal(3, losses.Count);
        Assert.Equal(result.State.History[0].Loss, ((losses[0] * 34) + (losses[1] * 34) + (losses[2] * 7)) / 75, 1e-12);
        Assert.Same(trainer.Network, seen!.Network);
        Assert.Same(trainer.Optimizer, seen.Optimizer);
        Assert.Same(trainer.Options, seen.Options);
        Assert.Equal(1, seen.Workers.Count);
        Assert.Equal(result.State.History, seen.History);
    }

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(2, 1, 0)]
    [InlineData(3, 1, 1)]
    [InlineData(4, 2, 0)]
    public void Stop_AtAStep_EndsAfterIt(int step, int epochs, int batch)
    {
        Hook stop = new() { Step = context => { if (context.Optimizer.Steps == step) context.Stop("Enough."); } };

        TrainingResult result = Scripted.Trainer(Scripted.Options(5), [1], stop).Train();

        // Every second step is the last of its epoch, which is then finished.
        Assert.Equal((TrainingOutcome.Stopped, "Enough."), (result.Outcome, result.Reason));
        Assert.Equal((step, epochs, batch), (result.State.Steps, result.State.History.Count, result.State.Batch));
    }

    [Fact]
    public void Stop_Twice_KeepsTheFirstReason()
    {
        Hook stop = new() { Begin = context => { context.Stop("First."); context.Stop("Second.", TrainingOutcome.StoppedEarly); } };

        TrainingResult result = Scripted.Trainer(Scripted.Options(5), [1], stop).Train();

        Assert.Equal((TrainingOutcome.Stopped, "First.", 0L), (result.Outcome, result.Reason, result.State.Steps));
    }

    [Fact]
    public void LearningRateFactor_MultipliesTheScheduleAndIsKept()
    {
        Hook halve = new() { Epoch = (context, _) => context.LearningRateFactor /= 2 };
        TrainingOptions options = Scripted.Options(4) with { Schedule = new StepSchedule(2, 0.1) };

        TrainingResult result = Scripted.Trainer(options, [1], halve).Train();

        double[] factors = [.. result.State.History.Select(epoch => Math.Round(epoch.LearningRate / Scripted.Rate, 9))];
        Assert.Equal([1, 0.5, 0.025, 0.0125], factors);
        Assert.Equal(1.0 / 16, result.State.PlateauFactor);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(9)]
    public void OwnState_SavedAndRestored_ReachesTheSameEnd(int cut)
    {
        Counter whole = new(), first = new(), second = new();
        TrainingBits expected = Run(whole, null);
        string file = _folder.At("checkpoint.safetensors");
        using CancellationTokenSource cancel = new();
        Hook stop = new() { Step = context => { if (context.Optimizer.Steps == cut) cancel.Cancel(); } };
        Tiny.Trainer(Tiny.Options, Tiny.Validation, callbacks: [first, stop, new CheckpointWriter(file)]).Run(cancellation: cancel.Token);

        TrainingBits actual = Run(second, file);

        Assert.Equal(whole.Steps, second.Steps);
        TrainingBits.AssertSame(expected, actual);
    }

    [Fact]
    public void New_TwoCallbacksOfOneNameThatKeepAState_IsRefused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => Tiny.Trainer(Tiny.Options with { Patience = 3 }, callbacks: [new EarlyStopping(2)]));

        Assert.StartsWith("Received two callbacks named 'EarlyStopping' that keep a state, expected different names.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void New_TwoCallbacksOfOneNameWithoutState_IsFine() =>
        Assert.Equal(4, Tiny.Trainer(Tiny.Options, callbacks: [new Hook(), new Hook()]).Train().State.History.Count);

    private static TrainingBits Run(Counter counter, string? file)
    {
        Trainer trainer = Tiny.Trainer(Tiny.Options, Tiny.Validation, callbacks: [counter]);
        if (file is not null) Checkpoint.Restore(trainer, file);
        return TrainingBits.Of(trainer, trainer.Train());
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>Counts steps over resumptions and lowers the learning rate at every fourth.</summary>
    private sealed class Counter : TrainingCallback
    {
        public int Steps { get; private set; }

        public override void OnStep(TrainingContext context)
        {
            if (++Steps % 4 == 0) context.LearningRateFactor *= 0.7;
        }

        public override string? SaveState() => Steps.ToString(CultureInfo.InvariantCulture);

        public override void RestoreState(string state) => Steps = int.Parse(state, CultureInfo.InvariantCulture);
    }
}
