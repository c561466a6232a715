using Hourglass.Numerics;
using Hourglass.Testing;

namespace Hourglass.Networks.Tests;

/// <summary>A tiny autoencoder trained beside its double-precision twin, whose gradients are difference quotients.</summary>
public class TrajectoryTests
{
    public static TheoryData<OptimizerSpec> Optimizers => new(Specimens.Optimizers);

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void TenLosses_WithEveryOptimizer_EqualThoseOfTheOracle(OptimizerSpec spec)
    {
        ModelSpec model = new(
            "tiny",
            new Shape(6),
            [new DenseSpec(4, ActivationKind.Tanh), new DenseSpec(2)],
            [new DenseSpec(4, ActivationKind.Tanh), new DenseSpec(6, ActivationKind.Sigmoid)],
            new LossSpec(LossKind.Bce));
        Network network = Network.Build(model, new RandomKey(7));
        NetworkOracle oracle = new(network);
        OptimizerOracle definition = new(spec, oracle.IsWeight);
        Optimizer optimizer = spec.Build(network.Parameters);
        Plan plan = Plan.ForTraining(network, 8, Workers.Single);
        float[] input = Draw.Uniform(8, 48);
        double[][] samples = [.. input.Chunk(6).Select(static sample => sample.Doubles())];
        plan.Input.CopyFromSamples(input);

        // A rate at which ten steps move the loss; that of the specimen may be large on purpose.
        double rate = Math.Min(spec.LearningRate, 0.05);
        for (int step = 0; step < 10; step++)
        {
            double expected = oracle.Loss(samples, samples), actual = plan.Step(optimizer, rate);
            Assert.True(Math.Abs(expected - actual) <= 1e-4 * expected, $"{spec}, step {step}: expected {expected}, got {actual}.");
            definition.Step(rate, oracle.Parameters, oracle.Gradient(samples, samples));
        }
    }
}
