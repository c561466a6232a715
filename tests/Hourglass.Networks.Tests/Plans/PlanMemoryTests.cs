using Hourglass.Numerics;
using Hourglass.Testing;

namespace Hourglass.Networks.Tests;

public class PlanMemoryTests
{
    public static TheoryData<OptimizerSpec> Optimizers => new(Specimens.Optimizers);

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Step_AfterWarmUp_AllocatesNothing(OptimizerSpec spec)
    {
        using Workers three = new(3);
        foreach (Workers workers in new[] { Workers.Single, three })
        {
            Network network = PlanRig.Small();
            Plan plan = Plan.ForTraining(network, 100, workers);
            Optimizer optimizer = spec.Build(network.Parameters);
            PlanRig.Fill(plan, 1);

            Assert.Equal(0, Allocation.Least(() => plan.Step(optimizer, 0.001)));
            Assert.Equal(0, Allocation.Least(() => plan.Evaluate()));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(3000)]
    public void Bytes_AreWhatAPlanAllocates(int batch)
    {
        Network network = PlanRig.Small();
        Plan.ForTraining(network, batch, Workers.Single);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Plan plan = Plan.ForTraining(network, batch, Workers.Single, ownTarget: true);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // Besides the numbers there are the objects that describe them.
        Assert.InRange(allocated - plan.Bytes, 0, 20_000);
    }
}
