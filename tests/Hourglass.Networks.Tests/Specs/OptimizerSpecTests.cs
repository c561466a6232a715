namespace Hourglass.Networks.Tests;

public class OptimizerSpecTests
{
    public static TheoryData<OptimizerSpec, string> Wrong => new()
    {
        { new SgdSpec(double.NaN), "learningRate: received NaN, expected a positive number." },
        { new SgdSpec(-1), "learningRate: received -1, expected a positive number." },
        { new SgdSpec(Momentum: 1), "momentum: received 1, expected 0 or more and less than 1." },
        { new SgdSpec(Nesterov: true), "nesterov: received true without momentum, expected a momentum above 0 or false." },
        { new SgdSpec(Decay: -0.1), "decay: received -0.1, expected zero or a positive number." },
        { new AdamSpec(Beta1: -0.1), "beta1: received -0.1, expected 0 or more and less than 1." },
        { new AdamSpec(Beta2: 1), "beta2: received 1, expected 0 or more and less than 1." },
        { new AdamSpec(Epsilon: 0), "epsilon: received 0, expected a positive number." },
        { new AdamWSpec(Beta1: double.NaN), "beta1: received NaN, expected 0 or more and less than 1." },
        { new AdamWSpec(Beta2: 2), "beta2: received 2, expected 0 or more and less than 1." },
        { new AdamWSpec(Epsilon: -1), "epsilon: received -1, expected a positive number." },
        { new AdadeltaSpec(Rho: 1), "rho: received 1, expected 0 or more and less than 1." },
        { new AdadeltaSpec(Epsilon: 0), "epsilon: received 0, expected a positive number." },
        { new AdagradSpec(InitialAccumulator: -1), "initialAccumulator: received -1, expected zero or a positive number." },
        { new AdagradSpec(Epsilon: 0), "epsilon: received 0, expected a positive number." },
        { new RmsPropSpec(Rho: 1), "rho: received 1, expected 0 or more and less than 1." },
        { new RmsPropSpec(Momentum: 1), "momentum: received 1, expected 0 or more and less than 1." },
        { new RmsPropSpec(Epsilon: 0), "epsilon: received 0, expected a positive number." },
        { new AdamSpec(WeightDecay: -1), "weightDecay: received -1, expected zero or a positive number." },
        { new AdamSpec(ClipNorm: 0), "clipNorm: received 0, expected a positive number." },
        { new AdamSpec(ClipValue: double.PositiveInfinity), "clipValue: received Infinity, expected a positive number." },
    };

    [Fact]
    public void Defaults_OfEveryOptimizer_AreAsDocumented()
    {
        Assert.Equal(new SgdSpec(0.01, 0, false, 0, 0, null, null), new SgdSpec());
        Assert.Equal(new AdamSpec(0.001, 0.9, 0.999, 1e-7, 0, null, null), new AdamSpec());
        Assert.Equal(new AdamWSpec(0.001, 0.9, 0.999, 1e-7, 0.01, null, null), new AdamWSpec());
        Assert.Equal(new AdadeltaSpec(1.0, 0.95, 1e-7, 0, null, null), new AdadeltaSpec());
        Assert.Equal(new AdagradSpec(0.01, 0.1, 1e-7, 0, null, null), new AdagradSpec());
        Assert.Equal(new RmsPropSpec(0.001, 0.9, 0, 1e-7, 0, null, null), new RmsPropSpec());
    }

    [Fact]
    public void Write_Defaults_AreAllInTheText()
    {
        string json = SpecJson.Write(new AdamSpec()).ReplaceLineEndings("");

        Assert.Equal("{  \"optimizer\": \"adam\",  \"learningRate\": 0.001,  \"beta1\": 0.9,  \"beta2\": 0.999,  \"epsilon\": 1E-07,  \"weightDecay\": 0}", json);
    }

    [Fact]
    public void With_LearningRateOfAnyOptimizer_KeepsTheRest()
    {
        OptimizerSpec optimizer = new RmsPropSpec(Rho: 0.8);

        Assert.Equal(new RmsPropSpec(0.5, 0.8), optimizer with { LearningRate = 0.5 });
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Validate_WrongNumber_IsAProblem(OptimizerSpec optimizer, string expected) =>
        Assert.Equal(expected, Assert.Single(optimizer.Validate("")).ToString());

    [Fact]
    public void Validate_AtAPath_NamesThePath() =>
        Assert.Equal("training.optimizer.learningRate", Assert.Single(new SgdSpec(0).Validate("training.optimizer")).Path);
}
