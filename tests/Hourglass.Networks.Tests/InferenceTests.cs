using Hourglass.Numerics;
using Hourglass.Testing;

namespace Hourglass.Networks.Tests;

public class InferenceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(257)]
    public void EveryAnswer_OfAnyCount_EqualsThePlan(int count)
    {
        Network network = PlanRig.Small();
        float[] samples = Draw.Uniform(1, 20 * count);
        Plan plan = Plan.ForInference(network, count, Workers.Single);
        plan.Input.CopyFromSamples(samples);
        plan.Forward();
        Inference inference = new(network);

        Close.Identical(plan.Output.Samples(), inference.Reconstruct(samples), "reconstruction");
        Close.Identical(plan.Code.Samples(), inference.Encode(samples), "code");
        Close.Identical(plan.Output.Samples(), inference.Decode(inference.Encode(samples)), "decoded code");
        Assert.Empty(inference.Reconstruct([]));
        Assert.Throws<ArgumentException>(() => inference.Encode(new float[21]));
    }
}
