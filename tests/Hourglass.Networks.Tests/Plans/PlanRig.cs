using Hourglass.Numerics;
using Hourglass.Testing;

namespace Hourglass.Networks.Tests;

/// <summary>Networks and training runs for tests of plans.</summary>
internal static class PlanRig
{
    /// <summary>A small network: panel by panel where there are panels enough.</summary>
    public static Network Small(LossKind loss = LossKind.Mse, ActivationKind output = ActivationKind.Sigmoid) => Network.Build(
        new ModelSpec(
            "small",
            new Shape(1, 5, 4),
            [new FlattenSpec(), new DenseSpec(17, ActivationKind.Tanh), new DenseSpec(3)],
            [new DenseSpec(16), new ActivationSpec(ActivationKind.LeakyRelu), new DenseSpec(20, output), new ReshapeSpec(new Shape(1, 5, 4))],
            new LossSpec(loss)),
        new RandomKey(1));

    /// <summary>A network with more weights than a cache holds: always layer by layer.</summary>
    public static Network Large() => Network.Build(
        new ModelSpec(
            "large",
            new Shape(300),
            [new DenseSpec(260, ActivationKind.Relu), new DenseSpec(9)],
            [new DenseSpec(260, ActivationKind.Elu), new DenseSpec(300)],
            new LossSpec(LossKind.Huber, LossReduction.Sum)),
        new RandomKey(2));

    /// <summary>Draws a batch for a plan.</summary>
    public static void Fill(Plan plan, ulong seed) => plan.Input.CopyFromSamples(Draw.Uniform(seed, plan.Input.Rows * plan.Columns));

    /// <summary>Trains and returns everything that a reader could see: losses, output, code and parameters.</summary>
    public static float[] Train(Network network, OptimizerSpec spec, int batch, int steps, Workers workers)
    {
        Plan plan = Plan.ForTraining(network, batch, workers);
        Optimizer optimizer = spec.Build(network.Parameters);
        List<float> seen = [];
        for (int step = 0; step < steps; step++)
        {
            Fill(plan, (ulong)step);
            seen.Add((float)plan.Step(optimizer, Math.Min(spec.LearningRate, 0.02)));
        }

        return [.. seen, .. plan.Code.Samples(), .. plan.Output.Samples(), .. network.Parameters.Values.Span];
    }
}
