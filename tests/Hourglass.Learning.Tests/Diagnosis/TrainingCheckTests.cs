using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class TrainingCheckTests
{
    private static readonly ModelSpec Model = Models.Dense(new Shape(1, 28, 28));

    public static TheoryData<OptimizerSpec, bool> Rates => new()
    {
        { new AdadeltaSpec(), false },
        { new AdadeltaSpec(0.001), true },
        { new AdamSpec(), false },
        { new AdamSpec(0.1), false },
        { new AdamSpec(1), true },
        { new AdamWSpec(), false },
        { new AdagradSpec(), false },
        { new AdagradSpec(2), true },
        { new RmsPropSpec(), false },
        { new RmsPropSpec(1e-6), true },
        { new SgdSpec(), false },
        { new SgdSpec(1), false },
        { new SgdSpec(1e-5), true },
        { new SgdSpec(50), true },
    };

    [Theory]
    [MemberData(nameof(Rates))]
    public void LearningRate_FarFromWhatIsUsual_IsFound(OptimizerSpec optimizer, bool found) => AssertFound(Model, optimizer, "learning-rate", found);

    [Theory]
    [InlineData(LossKind.Mse, ActivationKind.Sigmoid, 0.1, false)] // learned best of all rates tried
    [InlineData(LossKind.Mse, ActivationKind.Sigmoid, 0.3, true)] // ended above the mean image
    [InlineData(LossKind.Mse, ActivationKind.Linear, 0.01, false)]
    [InlineData(LossKind.Mse, ActivationKind.Linear, 0.03, true)]
    [InlineData(LossKind.Bce, ActivationKind.Sigmoid, 0.03, false)]
    [InlineData(LossKind.Bce, ActivationKind.Sigmoid, 0.1, true)]
    public void SummedLoss_LargeRate_IsFound(LossKind loss, ActivationKind output, double rate, bool found)
    {
        ModelSpec model = Models.Dense(new Shape(1, 28, 28), new ModelOptions { OutputActivation = output, Loss = loss, Reduction = LossReduction.Sum });

        AssertFound(model, new SgdSpec(rate), "summed-loss", found);
        AssertFound(model, new SgdSpec(rate) { ClipNorm = 1 }, "summed-loss", false);
        AssertFound(model, new AdamSpec(rate), "summed-loss", false);
        AssertFound(model with { Loss = new LossSpec(loss, LossReduction.Mean) }, new SgdSpec(rate), "summed-loss", false);
    }

    [Fact]
    public void SummedLoss_Momentum_CountsAsALargerRate()
    {
        ModelSpec model = Models.Linear(new Shape(1, 28, 28), new ModelOptions { Reduction = LossReduction.Sum });

        AssertFound(model, new SgdSpec(0.01), "summed-loss", false);
        AssertFound(model, new SgdSpec(0.01, Momentum: 0.9), "summed-loss", true);
    }

    private static void AssertFound(ModelSpec model, OptimizerSpec optimizer, string name, bool found) => Assert.Equal(
        found ? [FindingSeverity.Warning] : [],
        Doctor.Examine(model, new TrainingOptions { Optimizer = optimizer }).Where(finding => finding.Name == name).Select(static finding => finding.Severity));
}
