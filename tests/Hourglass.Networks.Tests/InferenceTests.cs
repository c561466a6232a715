using Hourglass.Numerics;

namespace Hourglass.Networks.Tests;

public class InferenceTests
{
    private static readonly ModelSpec Spec = new(
        "small",
        new Shape(1, 2, 3),
        [new FlattenSpec(), new DenseSpec(5, ActivationKind.Tanh), new DenseSpec(2)],
        [new DenseSpec(6, ActivationKind.Sigmoid), new ReshapeSpec(new Shape(1, 2, 3))],
        new LossSpec(LossKind.Mse));

    private static readonly Network Network = Network.Build(Spec, new RandomKey(3));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(600)]
    public void AllThree_AnyCount_AreWhatEachSampleGivesAlone(int count)
    {
        Inference inference = new(Network), single = new(Network);
        float[] samples = Samples(count);

        float[] codes = inference.Encode(samples), decoded = inference.Decode(codes), reconstructed = inference.Reconstruct(samples);

        Assert.Equal((count * 2, count * 6, count * 6), (codes.Length, decoded.Length, reconstructed.Length));
        Assert.Equal(decoded, reconstructed);
        for (int i = 0; i < count; i++)
        {
            float[] sample = samples[(i * 6)..((i * 6) + 6)], code = codes[(i * 2)..((i * 2) + 2)];
            Assert.Equal(single.Encode(sample), code);
            Assert.Equal(single.Decode(code), reconstructed[(i * 6)..((i * 6) + 6)]);
        }
    }

    [Fact]
    public void Reconstruct_IsWhatTheDefinitionSays()
    {
        float[] samples = Samples(40);

        float[] codes = new Inference(Network).Encode(samples), reconstructed = new Inference(Network).Reconstruct(samples);

        for (int i = 0; i < 40; i++)
        {
            double[] x = [.. samples.Skip(i * 6).Take(6)];
            double[] code = Dense(Dense(x, "encoder.1", Math.Tanh), "encoder.2", static v => v);
            double[] y = Dense(code, "decoder.0", static v => 1 / (1 + Math.Exp(-v)));

            // Sums of at most six products in single precision, and activations with errors below 2e-7.
            for (int j = 0; j < 2; j++) Assert.Equal(code[j], codes[(i * 2) + j], 2e-6);
            for (int j = 0; j < 6; j++) Assert.Equal(y[j], reconstructed[(i * 6) + j], 2e-6);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Reconstruct_TeamOfAnySize_GivesTheSameBits(int team)
    {
        using Workers workers = new(team);
        float[] samples = Samples(300);

        Assert.Equal(new Inference(Network).Reconstruct(samples), new Inference(Network, workers).Reconstruct(samples));
    }

    [Fact]
    public void Reconstruct_FewerSamplesThanBefore_AreNotMixedWithThem()
    {
        Inference used = new(Network);
        used.Reconstruct(Samples(600));

        Assert.Equal(new Inference(Network).Reconstruct(Samples(3)), used.Reconstruct(Samples(3)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(7)]
    public void Encode_PartOfASample_IsRefused(int length)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new Inference(Network).Encode(new float[length]));

        Assert.StartsWith($"Received {length} numbers, expected a multiple of 6.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_PartOfACode_IsRefused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new Inference(Network).Decode(new float[3]));

        Assert.StartsWith("Received 3 numbers, expected a multiple of 2.", error.Message, StringComparison.Ordinal);
    }

    private static float[] Samples(int count)
    {
        float[] samples = new float[count * 6];
        new RandomKey(9).FillUniform(samples, -1, 1);
        return samples;
    }

    private static double[] Dense(double[] x, string layer, Func<double, double> activation)
    {
        float[] weights = ParameterSet.Export(Network.Parameters[$"{layer}.weight"], Network.Parameters.Values);
        float[] biases = ParameterSet.Export(Network.Parameters[$"{layer}.bias"], Network.Parameters.Values);
        return [.. biases.Select((bias, unit) => activation(bias + x.Select((value, i) => value * weights[(unit * x.Length) + i]).Sum()))];
    }
}
