using Hourglass.Networks;

namespace Hourglass.Learning.Tests;

public class ReduceOnPlateauTests
{
    // A difference in the last digits of a product of two factors.
    private const double Tolerance = 1e-12;

    [Fact]
    public void Run_EachPlateau_LowersTheRateOnceAndStartsToCountAgain()
    {
        double[] factors = Factors(new PlateauSchedule(0.5, 2, 0, 0), [5, 5, 5, 5, 5, 4, 4, 3, 3, 3]);

        AssertClose([1, 1, 1, 0.5, 0.5, 0.25, 0.25, 0.25, 0.25, 0.25], factors);
    }

    [Fact]
    public void Run_LossThatFallsByLessThanTheThreshold_CountsAsPlateau()
    {
        // 1 % below the best is asked for: 99.5 is not, 98.9 is.
        double[] factors = Factors(new PlateauSchedule(0.1, 1, 0, 0.01), [100, 99.5f, 98.9f, 98.9f, 90]);

        AssertClose([1, 1, 0.1, 0.1, 0.01], factors);
    }

    [Fact]
    public void Run_ManyPlateaus_StopAtTheMinimum()
    {
        double[] factors = Factors(new PlateauSchedule(0.5, 1, 0.2, 0), [1, 1, 1, 1, 1, 1]);

        AssertClose([1, 1, 0.5, 0.25, 0.2, 0.2], factors);
    }

    [Fact]
    public void Run_BehindAWarmUp_IsWatchedToo()
    {
        double[] factors = Factors(new WarmUpSchedule(Epochs: 1, Then: new PlateauSchedule(0.5, 1, 0, 0)), [1, 1, 1, 1]);

        AssertClose([1, 1, 0.5, 0.25], factors);
    }

    /// <summary>Gets the rate of each epoch's last step over the base rate.</summary>
    private static double[] Factors(ScheduleSpec schedule, float[] losses)
    {
        Trainer trainer = Scripted.Trainer(Scripted.Options(losses.Length) with { Schedule = schedule }, losses);
        TrainingResult result = trainer.Train();
        return [.. result.State.History.Select(epoch => epoch.LearningRate / Scripted.Rate)];
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], Tolerance);
    }
}
