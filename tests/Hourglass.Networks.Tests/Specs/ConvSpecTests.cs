using Hourglass.Numerics;

namespace Hourglass.Networks.Tests;

public class ConvSpecTests
{
    private static readonly Shape Image = new(1, 28, 28);

    /// <summary>The convolutional autoencoder of the Keras courses: three strided convolutions and back by two transposed ones.</summary>
    private static readonly ModelSpec Strided = new(
        "conv",
        Image,
        [
            new Conv2dSpec(8, 3, 2, Activation: ActivationKind.Tanh),
            new Conv2dSpec(16, 3, 2, Activation: ActivationKind.Tanh),
            new Conv2dSpec(32, 3, 2, Activation: ActivationKind.Tanh),
            new DenseSpec(64, ActivationKind.Tanh),
            new DenseSpec(2),
        ],
        [
            new DenseSpec(64, ActivationKind.Tanh),
            new DenseSpec(784, ActivationKind.Tanh),
            new ReshapeSpec(new Shape(16, 7, 7)),
            new TransposedConv2dSpec(8, 3, 2, Activation: ActivationKind.Tanh),
            new TransposedConv2dSpec(1, 3, 2, Activation: ActivationKind.Sigmoid, OutputPadding: 1),
        ],
        new LossSpec(LossKind.Mse));

    [Fact]
    public void StridedAutoencoder_HasTheShapesAndParametersOfKeras()
    {
        Network network = Network.Build(Strided, new RandomKey(1));

        Assert.Equal(
            ["14x14x8", "7x7x16", "4x4x32", "64", "2", "64", "784", "7x7x16", "14x14x8", "28x28x1"],
            network.Encoder.Concat(network.Decoder).Select(static layer => layer.Output.ToString()));
        Assert.Equal(91_235, network.Parameters.Count);
        Assert.Equal([8, 3, 3, 1], network.Parameters["encoder.0.weight"].Info.Dimensions);
        Assert.Equal([1, 3, 3, 8], network.Parameters["decoder.4.weight"].Info.Dimensions);
    }

    [Fact]
    public void StridedAutoencoder_OverfitsEightSamplesAndKeepsItsBitsForAnyTeam()
    {
        float[] first = Train(1), second = Train(3);

        Assert.Equal(first, second);
        Assert.True(first[^1] < first[0] / 10, $"The loss fell from {first[0]} to {first[^1]} only.");
    }

    /// <summary>Figures of <c>keras.src.ops</c>: <c>compute_conv_output_shape</c> and <c>compute_conv_transpose_output_shape</c>.</summary>
    [Theory]
    [InlineData(28, 3, 2, 1, ConvPaddingKind.Same, 14)]
    [InlineData(7, 3, 2, 1, ConvPaddingKind.Same, 4)]
    [InlineData(7, 3, 2, 1, ConvPaddingKind.Valid, 3)]
    [InlineData(10, 3, 1, 3, ConvPaddingKind.Valid, 4)]
    [InlineData(10, 3, 1, 3, ConvPaddingKind.Same, 10)]
    [InlineData(3, 5, 1, 1, ConvPaddingKind.Same, 3)]
    public void Conv2d_SizesAreThoseOfKeras(int input, int kernel, int stride, int dilation, ConvPaddingKind padding, int expected) =>
        Assert.Equal(
            new Shape(2, expected, expected),
            new Conv2dSpec(2, kernel, stride, dilation, new ConvPaddingSpec(padding)).OutputShape(new Shape(3, input, input)));

    [Theory]
    [InlineData(7, 3, 2, ConvPaddingKind.Same, null, 14)]
    [InlineData(14, 3, 2, ConvPaddingKind.Same, 1, 28)]
    [InlineData(14, 3, 2, ConvPaddingKind.Same, 0, 27)]
    [InlineData(7, 3, 2, ConvPaddingKind.Valid, null, 15)]
    [InlineData(7, 2, 3, ConvPaddingKind.Valid, null, 21)]
    [InlineData(7, 3, 2, ConvPaddingKind.Valid, 1, 16)]
    [InlineData(5, 4, 2, ConvPaddingKind.Same, 1, 9)]
    public void TransposedConv2d_SizesAreThoseOfKeras(int input, int kernel, int stride, ConvPaddingKind padding, int? added, int expected) =>
        Assert.Equal(
            new Shape(2, expected, expected),
            new TransposedConv2dSpec(2, kernel, stride, Padding: new ConvPaddingSpec(padding), OutputPadding: added).OutputShape(new Shape(3, input, input)));

    /// <summary>With stride 2 an even side lacks one place, which Keras puts at the far end; the first output starts at the first pixel.</summary>
    [Fact]
    public void Same_WithStrideTwoOnAnEvenSide_PadsTheFarEndOnly()
    {
        ConvGeometry geometry = ((Convolution2d)new Conv2dSpec(8, 3, 2).Build(Image)).Geometry;

        Assert.Equal((0, 0), (geometry.PadTop, geometry.PadLeft));
        Assert.Equal((1, 1), (Pads(new Conv2dSpec(8, 3, 1)), Pads(new Conv2dSpec(8, 4, 1))));
        static int Pads(Conv2dSpec spec) => ((Convolution2d)spec.Build(Image)).Geometry.PadTop;
    }

    [Fact]
    public void Validate_OfWrongNumbers_SaysAllOfThem()
    {
        Conv2dSpec conv = new(0, 0, 0, -1, new ConvPaddingSpec(ConvPaddingKind.Same, Top: 1), ActivationKind.Softmax, InitializerSpec.Normal(-1), KernelWidth: 0);

        Assert.Equal(
            [
                "c.filters: received 0, expected 1 to 268,435,456.",
                "c.kernel: received 0, expected 1 to 268,435,456.",
                "c.stride: received 0, expected 1 to 268,435,456.",
                "c.dilation: received -1, expected 1 to 268,435,456.",
                "c.padding.top: received 1, expected nothing: only explicit padding has numbers.",
                "c.activation: received softmax, expected a function of one feature: softmax over a whole image is a layer of its own, " +
                    "{\"layer\": \"activation\", \"activation\": \"softmax\"}.",
                "c.initializer.deviation: received -1, expected a positive number.",
            ],
            conv.Validate(Image, "c").Select(static problem => problem.ToString()));
        Assert.Equal(0, conv.OutputShape(Image).Height);
    }

    [Fact]
    public void Validate_OfKernelsThatDoNotFit_SaysWhy()
    {
        Assert.Equal(
            ["c.kernel: received a kernel that spans 5 x 5 places, expected one that the input 4x4x1 with its padding has room for."],
            new Conv2dSpec(1, 3, 1, 2, ConvPaddingSpec.Valid).Validate(new Shape(1, 4, 4), "c").Select(static problem => problem.ToString()));
        Assert.Equal(
            ["c.padding.left: received 3, expected less than the 3 places that the kernel spans, so that every output sees the image."],
            new Conv2dSpec(1, 3, Padding: ConvPaddingSpec.Explicit(0, 0, 3, 0)).Validate(Image, "c").Select(static problem => problem.ToString()));
        Assert.Equal(
            ["c.outputPadding: received 2, expected 0 or more and less than the stride."],
            new TransposedConv2dSpec(1, 3, 2, OutputPadding: 2).Validate(Image, "c").Select(static problem => problem.ToString()));
        Assert.Empty(new Conv2dSpec(1, 3).Validate(default, "c"));
    }

    [Fact]
    public void Validate_OfHugeNumbers_DoesNotOverflow()
    {
        const int Huge = SpecLimits.Features;
        Shape wide = new(1, 1, Huge);

        Assert.NotEmpty(new Conv2dSpec(Huge, Huge, 1, Huge).Validate(wide, "c").Concat(SpecValidator.Validate(With(new Conv2dSpec(Huge, Huge, 1, 1)))));
        Assert.NotEmpty(SpecValidator.Validate(With(new TransposedConv2dSpec(Huge, Huge, Huge))));
        static ModelSpec With(LayerSpec layer) => new("huge", Image, [layer], [new DenseSpec(784)], new LossSpec(LossKind.Mse));
    }

    [Fact]
    public void Read_PaddingAsAWordOrAnObject_IsThePadding()
    {
        Assert.Equal(ConvPaddingSpec.Valid, Read("\"valid\""));
        Assert.Equal(new ConvPaddingSpec(ConvPaddingKind.Explicit, Top: 1, Right: 2), Read("{\"kind\": \"explicit\", \"top\": 1, \"right\": 2}"));
        static ConvPaddingSpec? Read(string padding) => ((Conv2dSpec)SpecJson.Read<ModelSpec>(
            "{\"format\": \"hourglass-model\", \"version\": 1, \"name\": \"m\", \"input\": {\"channels\": 1, \"height\": 4, \"width\": 4}, " +
            $"\"encoder\": [{{\"layer\": \"conv2d\", \"filters\": 2, \"kernel\": 3, \"padding\": {padding}}}], " +
            "\"decoder\": [{\"layer\": \"dense\", \"units\": 16}], \"loss\": \"mse\"}").Encoder[0]).Padding;
    }

    /// <summary>Keras reads the fans off the kernel: taps times channels, and a transposed kernel has its channels the other way round.</summary>
    [Fact]
    public void Initialize_GlorotAndHe_UseTheFansOfKeras()
    {
        double glorot = Math.Sqrt(6.0 / ((9 * 16) + (9 * 40)));

        Assert.InRange(Largest(new Conv2dSpec(40, 3), 16), glorot * 0.99, glorot);
        Assert.InRange(Largest(new TransposedConv2dSpec(40, 3), 16), glorot * 0.99, glorot);
        InitializerSpec he = new(InitializerKind.HeUniform);
        Assert.InRange(Largest(new Conv2dSpec(40, 3, Initializer: he), 16), Math.Sqrt(6.0 / (9 * 16)) * 0.99, Math.Sqrt(6.0 / (9 * 16)));
        Assert.InRange(Largest(new TransposedConv2dSpec(40, 3, Initializer: he), 16), Math.Sqrt(6.0 / (9 * 40)) * 0.99, Math.Sqrt(6.0 / (9 * 40)));

        static double Largest(LayerSpec spec, int channels)
        {
            Layer layer = spec.Build(new Shape(channels, 5, 5));
            float[] stored = new float[layer.Parameters[0].StoredLength];
            layer.Initialize(0, new RandomKey(1), stored);
            return stored.Max(Math.Abs);
        }
    }

    [Fact]
    public void Layer_OfSoftmax_IsRefused() =>
        Assert.Throws<ArgumentException>(static () => new Conv2dSpec(2, 3, Activation: ActivationKind.Softmax).Build(Image));

    /// <summary>Trains on eight samples of random blots and returns the losses.</summary>
    private static float[] Train(int team)
    {
        using Workers workers = new(team);
        Network network = Network.Build(Strided, new RandomKey(3));
        Plan plan = Plan.ForTraining(network, 8, workers);
        Optimizer optimizer = new AdamSpec(0.003).Build(network.Parameters);
        float[] samples = new float[8 * 784];
        for (int i = 0; i < samples.Length; i++) samples[i] = (((i % 784 / 28) - (3 * (i / 784))) * ((i % 28) - 14)) % 7 == 0 ? 1 : 0;
        plan.Input.CopyFromSamples(samples);
        return [.. Enumerable.Range(0, 300).Select(_ => (float)plan.Step(optimizer, 0.003))];
    }
}
