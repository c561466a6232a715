using Hourglass.Numerics;
using Hourglass.Testing;

namespace Hourglass.Networks.Tests;

/// <summary>What training reaches, where the best result is known.</summary>
public class LearningTests
{
    [Fact]
    public void AWideNetwork_OverfitsEightSamples()
    {
        Network network = Network.Build(
            new ModelSpec(
                "overfit",
                new Shape(16),
                [new DenseSpec(32, ActivationKind.Tanh), new DenseSpec(8)],
                [new DenseSpec(32, ActivationKind.Tanh), new DenseSpec(16)],
                new LossSpec(LossKind.Mse)),
            new RandomKey(1));
        Plan plan = Plan.ForTraining(network, 8, Workers.Single);
        Optimizer optimizer = new AdamSpec().Build(network.Parameters);
        PlanRig.Fill(plan, 2);

        double start = plan.Evaluate();
        for (int step = 0; step < 1500; step++) plan.Step(optimizer, step < 1000 ? 0.01 : 0.001);

        Assert.InRange(plan.Evaluate(), 0, 1e-5 * start);
    }

    [Fact]
    public void ALinearAutoencoder_ReachesTheErrorOfPrincipalComponents()
    {
        const int Features = 10, Samples = 200, Kept = 3;
        float[] data = Centred(Features, Samples);
        double best = DiscardedVariance(data, Features, Samples, Kept);
        Network network = Network.Build(
            new ModelSpec("linear", new Shape(Features), [new DenseSpec(Kept)], [new DenseSpec(Features)], new LossSpec(LossKind.Mse)),
            new RandomKey(3));
        Plan plan = Plan.ForTraining(network, Samples, Workers.Single);
        Optimizer optimizer = new AdamSpec().Build(network.Parameters);
        plan.Input.CopyFromSamples(data);

        for (int step = 0; step < 2000; step++) plan.Step(optimizer, step < 1000 ? 0.01 : 0.001);

        // No linear map of this rank can do better; single precision may show it as less by rounding.
        Assert.InRange(plan.Evaluate(), best * (1 - 1e-5), best * 1.01);
    }

    /// <summary>Mixes normal numbers of falling deviation and takes the means off.</summary>
    private static float[] Centred(int features, int samples)
    {
        float[] mix = Draw.Normal(1, features * features), source = Draw.Normal(2, samples * features), data = new float[samples * features];
        for (int s = 0; s < samples; s++)
            for (int i = 0; i < features; i++)
                for (int j = 0; j < features; j++)
                    data[(s * features) + i] += mix[(i * features) + j] * source[(s * features) + j] / ((j + 1) * MathF.Sqrt(features));
        for (int i = 0; i < features; i++)
        {
            float mean = 0;
            for (int s = 0; s < samples; s++) mean += data[(s * features) + i] / samples;
            for (int s = 0; s < samples; s++) data[(s * features) + i] -= mean;
        }

        return data;
    }

    /// <summary>Computes the mean squared error of the best linear reconstruction: the smallest eigenvalues of the covariance.</summary>
    private static double DiscardedVariance(float[] data, int features, int samples, int kept)
    {
        double[,] covariance = new double[features, features];
        for (int s = 0; s < samples; s++)
            for (int i = 0; i < features; i++)
                for (int j = 0; j < features; j++) covariance[i, j] += (double)data[(s * features) + i] * data[(s * features) + j] / samples;
        return Eigenvalues(covariance).Order().Take(features - kept).Sum() / features;
    }

    /// <summary>Computes the eigenvalues of a symmetric matrix by Jacobi's rotations.</summary>
    private static double[] Eigenvalues(double[,] a)
    {
        int n = a.GetLength(0);
        for (int sweep = 0; sweep < 20; sweep++)
            for (int p = 0; p < n; p++)
                for (int q = p + 1; q < n; q++) Rotate(a, p, q);
        return [.. Enumerable.Range(0, n).Select(i => a[i, i])];
    }

    private static void Rotate(double[,] a, int p, int q)
    {
        if (Math.Abs(a[p, q]) < 1e-300) return;
        double theta = (a[q, q] - a[p, p]) / (2 * a[p, q]);
        double t = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        double c = 1 / Math.Sqrt((t * t) + 1), s = t * c;
        for (int k = 0; k < a.GetLength(0); k++) (a[k, p], a[k, q]) = ((c * a[k, p]) - (s * a[k, q]), (s * a[k, p]) + (c * a[k, q]));
        for (int k = 0; k < a.GetLength(0); k++) (a[p, k], a[q, k]) = ((c * a[p, k]) - (s * a[q, k]), (s * a[p, k]) + (c * a[q, k]));
    }
}
