using Hourglass.Numerics;

namespace Hourglass.Networks.Tests;

public sealed class ReconstructionActivationTests
{
    private static readonly Shape Input = new(3);

    [Fact]
    public void Reconstruct_ModelTrainedOnLogits_AnswersWithProbabilities()
    {
        float[] samples = [0.1f, 0.9f, 0.4f, 1, 0, 0.5f];
        Network logits = Build(LossKind.BceLogits, ActivationKind.Linear), probabilities = Build(LossKind.Bce, ActivationKind.Sigmoid);

        float[] answers = new Inference(logits).Reconstruct(samples);

        Assert.Equal(new Inference(probabilities).Reconstruct(samples), answers);
    }

    [Fact]
    public void Output_OfATrainingPlan_StaysLogits()
    {
        Network network = Build(LossKind.BceLogits, ActivationKind.Linear);
        Plan plan = Plan.ForTraining(network, 1, Workers.Single);
        plan.Input.CopyFromSamples([0.1f, 0.9f, 0.4f]);

        plan.Forward();

        float[] logits = new float[3];
        plan.Output.CopyToSamples(logits);
        float[] answers = new Inference(network).Reconstruct([0.1f, 0.9f, 0.4f]);

        // Two roundings of a number below 1: the sigmoid of the kernel is within 2e-7.
        Assert.All(logits.Zip(answers), pair => Assert.Equal(1 / (1 + Math.Exp(-pair.First)), pair.Second, 4e-7));
    }

    private static Network Build(LossKind loss, ActivationKind output) => Network.Build(
        new ModelSpec("logits", Input, [new DenseSpec(2)], [new DenseSpec(3, output)], new LossSpec(loss)), new RandomKey(5));
}
