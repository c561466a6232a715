namespace Hourglass.Networks.Tests;

public class ScheduleSpecTests
{
    private const int StepsPerEpoch = 10;
    private const long TotalSteps = 100;

    public static TheoryData<ScheduleSpec, string> Wrong => new()
    {
        { new StepSchedule(0), "every: received 0, expected 1 or more." },
        { new StepSchedule(1, 0), "factor: received 0, expected above 0 and at most 1." },
        { new ExponentialSchedule(1.5), "factor: received 1.5, expected above 0 and at most 1." },
        { new CosineSchedule(-0.1), "final: received -0.1, expected 0 to 1." },
        { new CosineSchedule(double.NaN), "final: received NaN, expected 0 to 1." },
        { new WarmUpSchedule(), "steps: received neither of steps and epochs, expected one of them." },
        { new WarmUpSchedule(1, 1), "steps: received both of steps and epochs, expected one of them." },
        { new WarmUpSchedule(Steps: 0), "steps: received 0, expected 1 or more." },
        { new WarmUpSchedule(Epochs: 0), "epochs: received 0, expected 1 or more." },
        { new WarmUpSchedule(Steps: 5, Then: new WarmUpSchedule(Steps: 5)), "then: received another warm-up, expected any other schedule." },
        { new WarmUpSchedule(Steps: 5, Then: new StepSchedule(0)), "then.every: received 0, expected 1 or more." },
        { new PlateauSchedule(Factor: 1), "factor: received 1, expected above 0 and less than 1." },
        { new PlateauSchedule(Patience: 0), "patience: received 0, expected 1 or more." },
        { new PlateauSchedule(Minimum: 2), "minimum: received 2, expected 0 to 1." },
        { new PlateauSchedule(Threshold: 1), "threshold: received 1, expected 0 or more and less than 1." },
    };

    public static TheoryData<ScheduleSpec, long, double> Points => new()
    {
        { new ConstantSchedule(), 0, 1 },
        { new ConstantSchedule(), 99, 1 },
        { new StepSchedule(3, 0.5), 0, 1 },
        { new StepSchedule(3, 0.5), 29, 1 },
        { new StepSchedule(3, 0.5), 30, 0.5 },
        { new StepSchedule(3, 0.5), 59, 0.5 },
        { new StepSchedule(3, 0.5), 99, 0.125 },
        { new ExponentialSchedule(0.5), 9, 1 },
        { new ExponentialSchedule(0.5), 10, 0.5 },
        { new ExponentialSchedule(0.5), 35, 0.125 },
        { new CosineSchedule(), 0, 1 },
        { new CosineSchedule(), 25, (1 + Math.Sqrt(0.5)) / 2 },
        { new CosineSchedule(), 50, 0.5 },
        { new CosineSchedule(), 100, 0 },
        { new CosineSchedule(), 250, 0 },
        { new CosineSchedule(0.2), 50, 0.6 },
        { new CosineSchedule(0.2), 100, 0.2 },
        { new WarmUpSchedule(Steps: 4), 0, 0.25 },
        { new WarmUpSchedule(Steps: 4), 3, 1 },
        { new WarmUpSchedule(Steps: 4), 4, 1 },
        { new WarmUpSchedule(Steps: 4), 99, 1 },
        { new WarmUpSchedule(Epochs: 2), 4, 0.25 },
        { new WarmUpSchedule(Epochs: 2), 19, 1 },
        { new WarmUpSchedule(Steps: 20, Then: new CosineSchedule()), 20, 1 },
        { new WarmUpSchedule(Steps: 20, Then: new CosineSchedule()), 60, 0.5 },
        { new WarmUpSchedule(Steps: 20, Then: new CosineSchedule()), 100, 0 },
        { new WarmUpSchedule(Epochs: 1, Then: new StepSchedule(2, 0.5)), 29, 1 },
        { new WarmUpSchedule(Epochs: 1, Then: new StepSchedule(2, 0.5)), 30, 0.5 },
        { new WarmUpSchedule(Steps: 500, Then: new CosineSchedule()), 99, 0.2 },
        { new PlateauSchedule(), 99, 1 },
    };

    [Theory]
    [MemberData(nameof(Points))]
    public void FactorAt_Step_IsAsComputedByHand(ScheduleSpec schedule, long step, double expected) =>
        Assert.Equal(expected, schedule.FactorAt(step, TotalSteps, StepsPerEpoch), 1e-15);

    [Fact]
    public void FactorAt_PastTheEndOfAShortTraining_IsFinite() => Assert.All(Specimens.Schedules, schedule =>
        Assert.InRange(schedule.FactorAt(1_000_000_000_000, 1, 1), 0, 1));

    [Fact]
    public void Defaults_OfEverySchedule_AreAsDocumented()
    {
        Assert.Equal(new StepSchedule(4, 0.1), new StepSchedule(4));
        Assert.Equal(new CosineSchedule(0), new CosineSchedule());
        Assert.Equal(new WarmUpSchedule(null, null, null), new WarmUpSchedule());
        Assert.Equal(new PlateauSchedule(0.1, 10, 0, 1e-4), new PlateauSchedule());
    }

    [Fact]
    public void Plateau_OfAWarmUp_IsThatOfWhatFollows()
    {
        PlateauSchedule plateau = new(Patience: 3);

        Assert.Same(plateau, plateau.Plateau);
        Assert.Same(plateau, new WarmUpSchedule(Steps: 5, Then: plateau).Plateau);
        Assert.Null(new WarmUpSchedule(Steps: 5).Plateau);
        Assert.Null(new CosineSchedule().Plateau);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Validate_WrongNumber_IsAProblem(ScheduleSpec schedule, string expected) =>
        Assert.Equal(expected, Assert.Single(schedule.Validate("")).ToString());
}
