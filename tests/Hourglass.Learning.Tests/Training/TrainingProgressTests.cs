using Hourglass.Testing;

namespace Hourglass.Learning.Tests;

public class TrainingProgressTests
{
    private static readonly TimeSpan StepTime = TimeSpan.FromSeconds(1);

    [Fact]
    public void Report_AtConstantSpeed_CountsStepsUpAndTimeDown()
    {
        List<TrainingProgress> reports = Train(StepTime, epochs: 4);

        Assert.Equal(
            from epoch in Enumerable.Range(1, 4) from step in Enumerable.Range(1, Tiny.StepsPerEpoch) select (epoch, step),
            reports.Select(report => (report.Epoch, report.Step)));
        Assert.All(reports, report => Assert.Equal((4, 3), (report.Epochs, report.StepsPerEpoch)));

        // A second per step of 34, 34 and 7 samples; after the first epoch the speed of whole epochs is known.
        Assert.Equal([34, 34, 25, 34, 34, 25], reports.Take(6).Select(report => Math.Round(report.SamplesPerSecond, 6)));
        Assert.Equal([9, 8, 7, 6, 5, 4, 3, 2, 1, 0], reports.Skip(2).Select(report => Math.Round(report.Remaining.TotalSeconds, 6)));
        Assert.InRange(reports[0].Remaining.TotalSeconds, 75 / 34.0 * 4 - 1 - 1e-6, 75 / 34.0 * 4 - 1 + 1e-6);
        Assert.All(reports, report => Assert.True(double.IsFinite(report.Loss) && report.Loss > 0));
    }

    [Fact]
    public void Report_ShowsTheLastValidationLoss()
    {
        List<TrainingProgress> reports = Train(StepTime, epochs: 2);

        Assert.All(reports.Take(3), report => Assert.Null(report.ValidationLoss));
        Assert.All(reports.Skip(3), report => Assert.NotNull(report.ValidationLoss));
    }

    [Fact]
    public void Report_OfFastSteps_ComesTenTimesASecond()
    {
        // 120 steps of 25 ms are 3 s; 100 ms are over at every fourth step, counted anew in each epoch of 3 steps.
        Assert.Empty(Train(TimeSpan.FromMilliseconds(25), epochs: 40));
        Assert.Equal(40, Train(TimeSpan.FromMilliseconds(40), epochs: 40).Count);
    }

    [Fact]
    public void Report_WhenNoTimePasses_NeverComes() => Assert.Empty(Train(TimeSpan.Zero, epochs: 4));

    [Fact]
    public void Run_MeasuresTheTimeOfEpochs()
    {
        FakeTimeProvider clock = new();
        TrainingResult result = Trainer(clock, StepTime, 2).Train();

        Assert.Equal([3, 3], result.State.History.Select(epoch => epoch.Seconds));
        Assert.Equal([25, 25], result.State.History.Select(epoch => epoch.SamplesPerSecond));
        Assert.Equal(6, result.Seconds);
    }

    private static List<TrainingProgress> Train(TimeSpan step, int epochs)
    {
        Log log = new();
        Trainer(new FakeTimeProvider(), step, epochs).Train(log);
        return log.Reports;
    }

    private static Trainer Trainer(FakeTimeProvider clock, TimeSpan step, int epochs) => Tiny.Trainer(
        Tiny.Options with { Epochs = epochs }, Tiny.Validation, callbacks: [new Hook { Step = _ => clock.Advance(step) }], time: clock);

    private sealed class Log : IProgress<TrainingProgress>
    {
        public List<TrainingProgress> Reports { get; } = [];

        public void Report(TrainingProgress value) => Reports.Add(value);
    }
}
