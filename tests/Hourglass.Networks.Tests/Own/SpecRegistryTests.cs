using Hourglass.Numerics;
using Hourglass.Testing;

namespace Hourglass.Networks.Tests;

public class SpecRegistryTests
{
    private static readonly ModelSpec Model = new(
        "own",
        new Shape(6),
        [new DenseSpec(4, ActivationKind.Tanh), new ScaleSpec(0.5)],
        [new DenseSpec(6)],
        LossSpec.Own("log-cosh"));

    public SpecRegistryTests() => OwnJson.Register();

    [Fact]
    public void OwnLayerAndLoss_SurviveJson()
    {
        string json = SpecJson.Write(Model);

        Assert.Contains("\"layer\": \"scale\"", json, StringComparison.Ordinal);
        Assert.Contains("\"start\": 0.5", json, StringComparison.Ordinal);
        Assert.Contains("\"function\": \"log-cosh\"", json, StringComparison.Ordinal);
        Assert.Equal(Model, SpecJson.Read<ModelSpec>(json));
    }

    [Fact]
    public void OwnOptimizer_SurvivesJson()
    {
        SignSpec spec = new(0.02, 0.5);

        Assert.Contains("\"optimizer\": \"sign\"", SpecJson.Write(spec), StringComparison.Ordinal);
        Assert.Equal(spec, SpecJson.Read<OptimizerSpec>(SpecJson.Write(spec)));
    }

    [Fact]
    public void OwnNetwork_SavedAndLoaded_GivesTheSameBits()
    {
        using TemporaryFolder folder = new();
        Network network = Network.Build(Model, new RandomKey(3));
        string path = Path.Combine(folder.Path, "own.safetensors");
        ModelFile.Save(network, path);

        Network loaded = ModelFile.Load(path);

        Assert.Equal(Model, loaded.Spec);
        float[] samples = Draw.Normal(5, 6 * 40);
        Close.Identical(new Inference(network).Reconstruct(samples), new Inference(loaded).Reconstruct(samples), "reconstructions");
    }

    [Fact]
    public void OwnLayerAndLoss_HaveTheGradientOfDifferences()
    {
        Network network = Network.Build(Model, new RandomKey(4));
        Plan plan = Plan.ForTraining(network, 35, Workers.Single);
        float[] samples = Draw.Normal(6, 6 * 35);
        plan.Input.CopyFromSamples(samples);
        plan.Forward();
        double loss = plan.Loss();
        plan.Backward();
        double expected = plan.Output.Samples().Zip(samples, static (y, t) => Math.Log(Math.Cosh(y - t))).Average();
        Assert.Equal(expected, loss, 1e-6);

        // A step of 1e-2 and losses in single precision: differences are good to a few 1e-5.
        float[] gradient = ParameterSet.Export(network.Parameters["encoder.1.factor"], plan.Gradient);
        for (int i = 0; i < gradient.Length; i++)
        {
            double up = LossAt(network, i, 0.01f), down = LossAt(network, i, -0.01f);
            Assert.Equal((up - down) / 0.02, gradient[i], 1e-4);
        }

        double LossAt(Network model, int feature, float change)
        {
            Parameter factor = model.Parameters["encoder.1.factor"];
            Span<float> values = factor.In(model.Parameters.Values).Span;
            float before = values[feature];
            values[feature] += change;
            double changed = plan.Evaluate();
            values[feature] = before;
            return changed;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void OwnOptimizer_Trains_WithAnyTeam(int team)
    {
        using Workers workers = new(team);
        float[] alone = PlanRig.Train(Network.Build(Model, new RandomKey(4)), new SignSpec(0.01), 70, 20, Workers.Single);

        float[] together = PlanRig.Train(Network.Build(Model, new RandomKey(4)), new SignSpec(0.01), 70, 20, workers);

        Close.Identical(alone, together, $"{team} workers");
        Assert.True(together[19] < 0.7 * together[0], $"The loss went from {together[0]} to {together[19]}.");
    }

    [Fact]
    public void Read_UnknownNames_ListsTheRegisteredOnes()
    {
        string json = SpecJson.Write(Model).Replace("\"scale\"", "\"scael\"", StringComparison.Ordinal).Replace("log-cosh", "log-cos", StringComparison.Ordinal);

        SpecException error = Assert.Throws<SpecException>(() => SpecJson.Read<ModelSpec>(json));

        Assert.Contains(error.Problems, static p => p.Path == "encoder[1].layer" && p.Message.Contains("scale", StringComparison.Ordinal));
        error = Assert.Throws<SpecException>(() => SpecJson.Read<ModelSpec>(SpecJson.Write(Model).Replace("log-cosh", "log-cos", StringComparison.Ordinal)));
        Assert.Contains(error.Problems, static p => p.Path == "loss.function" && p.Message.Contains("one of log-cosh", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_ValuesThatTheLayerRefuses_SaysWhere()
    {
        string json = SpecJson.Write(Model).Replace("\"start\": 0.5", "\"start\": 0", StringComparison.Ordinal);

        SpecException error = Assert.Throws<SpecException>(() => SpecJson.Read<ModelSpec>(json));

        Assert.Equal("encoder[1].start", Assert.Single(error.Problems).Path);
    }

    [Fact]
    public void Add_NamesThatAreTakenOrWrong_AreRefused()
    {
        Assert.Contains("DenseSpec", Assert.Throws<ArgumentException>(() => SpecRegistry.AddLayer("dense", OwnJson.Default.ScaleSpec)).Message, StringComparison.Ordinal);
        Assert.Contains("SignSpec", Assert.Throws<ArgumentException>(() => SpecRegistry.AddOptimizer("sign", OwnJson.Default.OtherSignSpec)).Message, StringComparison.Ordinal);
        Assert.Contains("'Big Name'", Assert.Throws<ArgumentException>(() => SpecRegistry.AddLoss("Big Name", new LogCosh())).Message, StringComparison.Ordinal);
        Assert.Contains("LogCosh", Assert.Throws<ArgumentException>(() => SpecRegistry.AddLoss("log-cosh", new OtherLoss())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LossKind.Mse, "log-cosh", "only 'own' has one")]
    [InlineData(LossKind.Own, null, "received nothing")]
    public void Validate_FunctionThatDoesNotFitTheKind_IsRefused(LossKind kind, string? function, string expected)
    {
        SpecProblem problem = Assert.Single(new LossSpec(kind, LossReduction.Mean, function).Validate("loss"));

        Assert.Equal("loss.function", problem.Path);
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
    }

    private sealed class OtherLoss : LossFunction
    {
        public override double Measure(ReadOnlySpan<float> y, ReadOnlySpan<float> target, Span<float> slope) => 0;
    }
}

internal sealed record OtherSignSpec(double LearningRate = 1) : OptimizerSpec(LearningRate, WeightDecay: 0, ClipNorm: null, ClipValue: null)
{
    public override Optimizer Build(ParameterSet parameters) => throw new NotSupportedException();
}
