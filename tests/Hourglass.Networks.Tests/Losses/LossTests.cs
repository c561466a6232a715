using Hourglass.Numerics;
using Hourglass.Testing;

namespace Hourglass.Networks.Tests;

/// <summary>Loss and gradient of whole networks against the double oracle, for every loss under every kind of output.</summary>
public class LossTests
{
    public static TheoryData<LossKind, LossReduction, ActivationKind> Cases
    {
        get
        {
            TheoryData<LossKind, LossReduction, ActivationKind> cases = [];
            foreach (LossReduction reduction in Enum.GetValues<LossReduction>())
            {
                foreach (ActivationKind output in new[] { ActivationKind.Linear, ActivationKind.Tanh, ActivationKind.Sigmoid, ActivationKind.Softmax })
                    foreach (LossKind kind in Enum.GetValues<LossKind>().Where(static kind => kind != LossKind.Own))
                        if (IsProbability(output) || kind is not (LossKind.Bce or LossKind.CrossEntropy)) cases.Add(kind, reduction, output);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void LossAndGradient_EqualTheOracle(LossKind kind, LossReduction reduction, ActivationKind output)
    {
        foreach (bool ownLayer in new[] { false, true })
        {
            Network network = Build(new LossSpec(kind, reduction), output, ownLayer);
            NetworkOracle oracle = new(network);
            Plan plan = Plan.ForTraining(network, 70, Workers.Single, ownTarget: true);
            plan.Columns = 11;
            float[] input = Draw.Normal(3, 11 * 6), target = Targets(kind, 11, 6);
            plan.Input.CopyFromSamples(input);
            plan.Target.CopyFromSamples(target);

            plan.Forward();
            double loss = plan.Loss();
            plan.Backward();

            double[][] samples = Chunk(input), wanted = Chunk(target);
            Assert.Equal(oracle.Loss(samples, wanted), loss, 3e-6 * Math.Max(1, Math.Abs(loss)));
            double[][] gradients = oracle.Gradient(samples, wanted);
            for (int i = 0; i < gradients.Length; i++)
            {
                // Gradients of size 1 made of some hundred products.
                float[] actual = ParameterSet.Export(network.Parameters.All[i], plan.Gradient);
                Close.Equal(gradients[i], actual, 5e-6, 2e-5, $"{kind}, {reduction}, {output}: {network.Parameters.All[i].Name}");
            }
        }
    }

    [Theory]
    [InlineData(LossKind.Bce, ActivationKind.Sigmoid, true)]
    [InlineData(LossKind.CrossEntropy, ActivationKind.Softmax, true)]
    [InlineData(LossKind.Bce, ActivationKind.Softmax, false)]
    [InlineData(LossKind.BceLogits, ActivationKind.Linear, false)]
    [InlineData(LossKind.Mse, ActivationKind.Sigmoid, false)]
    public void IsFused_WhereTheActivationCancels(LossKind kind, ActivationKind output, bool fused) =>
        Assert.Equal(fused, new Loss(new LossSpec(kind), output).IsFused);

    /// <remarks>Pixels do not sum to 1: softmax and cross-entropy then cancel to <c>y * sum of t - t</c>, not to <c>y - t</c>.</remarks>
    [Fact]
    public void IsFused_TargetThatIsNoDistribution_IsNot() =>
        Assert.False(new Loss(new LossSpec(LossKind.CrossEntropy), ActivationKind.Softmax, targetIsDistribution: false).IsFused);

    [Fact]
    public void Gradient_OfAnAutoencoderUnderCrossEntropy_IsThatOfItsLoss()
    {
        // Pixels that sum to 1.5: a loss that takes them for a distribution would be wrong by half of y.
        float[] pixels = [0.9f, 0.5f, 0.1f];
        ModelSpec spec = new(
            "pixels", new Shape(3), [new DenseSpec(2)], [new DenseSpec(3, ActivationKind.Softmax)], new LossSpec(LossKind.CrossEntropy));
        Network network = Network.Build(spec, new RandomKey(9));
        Plan plan = Plan.ForTraining(network, 1, Workers.Single);
        plan.Input.CopyFromSamples(pixels);
        plan.Evaluate();
        plan.Backward();

        Parameter bias = network.Parameters["decoder.0.bias"];
        float gradient = bias.In(plan.Gradient).Span[1];
        const float Step = 1e-2f;
        Span<float> values = bias.In(network.Parameters.Values).Span;
        values[1] += Step;
        double above = plan.Evaluate();
        values[1] -= 2 * Step;
        double below = plan.Evaluate();

        // Central differences of a loss in single precision: 1e-7 / 1e-2, and the square of the step.
        Assert.Equal((above - below) / (2 * Step), gradient, 2e-4);
    }

    [Theory]
    [InlineData(LossReduction.Mean, 10, 4, 1.0 / 40)]
    [InlineData(LossReduction.Sum, 10, 4, 1.0 / 4)]
    [InlineData(LossReduction.Mean, 1 << 20, 1 << 14, 1.0 / (1L << 34))]
    public void Scale_IsThatOfTheReduction(LossReduction reduction, int features, int samples, double scale) =>
        Assert.Equal(scale, new Loss(new LossSpec(LossKind.Mse, reduction), ActivationKind.Linear).Scale(features, samples));

    [Theory]
    [InlineData(LossKind.Bce, ActivationKind.Sigmoid)]
    [InlineData(LossKind.CrossEntropy, ActivationKind.Softmax)]
    public void FusedGradient_OfACertainMistake_DoesNotVanish(LossKind kind, ActivationKind output)
    {
        Network network = Build(new LossSpec(kind), output, ownLayer: false);
        Parameter bias = network.Parameters["decoder.0.bias"];
        ParameterSet.Import(bias, [-200, 200, -200, -200, -200, -200], network.Parameters.Values);
        Plan plan = Plan.ForTraining(network, 1, Workers.Single, ownTarget: true);
        plan.Target.CopyFromSamples([1, 0, 0, 0, 0, 0]);

        plan.Forward();
        plan.Backward();

        float[] gradient = ParameterSet.Export(bias, plan.Gradient);
        Assert.True(gradient[0] < -0.1 && gradient[1] > 0.1, $"Received {gradient[0]}, {gradient[1]}.");
    }

    [Theory]
    [InlineData(LossKind.Mse, ActivationKind.Linear)]
    [InlineData(LossKind.Mae, ActivationKind.Linear)]
    [InlineData(LossKind.Huber, ActivationKind.Linear)]
    [InlineData(LossKind.Bce, ActivationKind.Sigmoid)]
    [InlineData(LossKind.BceLogits, ActivationKind.Linear)]
    [InlineData(LossKind.CrossEntropy, ActivationKind.Softmax)]
    public void Loss_OfANetworkThatIsNotANumber_IsNotFinite(LossKind kind, ActivationKind output)
    {
        Network network = Build(new LossSpec(kind), output, ownLayer: false);
        network.Parameters.Values.Span[0] = float.NaN;
        Plan plan = Plan.ForTraining(network, 4, Workers.Single);
        plan.Input.CopyFromSamples(Draw.Uniform(1, 24));

        Assert.False(double.IsFinite(plan.Evaluate()));
    }

    private static bool IsProbability(ActivationKind output) => output is ActivationKind.Sigmoid or ActivationKind.Softmax;

    private static Network Build(LossSpec loss, ActivationKind output, bool ownLayer)
    {
        LayerSpec[] decoder = ownLayer
            ? [new ReshapeSpec(new Shape(1, 1, 3)), new DenseSpec(6), new ActivationSpec(output), new ReshapeSpec(new Shape(1, 2, 3))]
            : [new DenseSpec(6, output)];
        return Network.Build(
            new ModelSpec("loss", new Shape(1, 2, 3), [new FlattenSpec(), new DenseSpec(5, ActivationKind.Tanh), new DenseSpec(3)], decoder, loss),
            new RandomKey(5));
    }

    /// <summary>Draws targets; under cross-entropy each is a distribution.</summary>
    private static float[] Targets(LossKind kind, int count, int size)
    {
        if (kind is LossKind.Mse or LossKind.Mae or LossKind.Huber) return Draw.Normal(4, count * size, 2);
        float[] target = Draw.Uniform(4, count * size);
        if (kind != LossKind.CrossEntropy) return target;
        return [.. target.Chunk(size).SelectMany(static sample => sample.Select(t => t / sample.Sum()))];
    }

    private static double[][] Chunk(float[] samples) => [.. samples.Chunk(6).Select(static sample => sample.Doubles())];
}
