using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>The models of convolutions: <c>conv</c>, <c>conv-pool</c>.</summary>
internal static class ConvolutionModels
{
    /// <summary>Gets strided convolutions down to a small code, and transposed ones back: 91,235 parameters for images of 28x28 and a code
    /// of 2.</summary>
    public static NamedModel Conv { get; } = new(
        "conv",
        Phrase.Mark("strided convolutions to a small code, transposed convolutions back"),
        new()
        {
            Code = 2,
            Layers = [64],
            Filters = [8, 16, 32],
            Kernel = 3,
            Stride = 2,
            Activation = ActivationKind.Tanh,
            CodeActivation = ActivationKind.Linear,
            OutputActivation = ActivationKind.Sigmoid,
            Loss = LossKind.Mse,
            Reduction = LossReduction.Mean,
            Initializer = new(),
        },
        static (input, options) => new(
            [.. Downwards(options), .. DenseModels.Layers(options.Layers!, options), DenseModels.Layer(options.Code!.Value, options.CodeActivation!.Value, options)],
            [.. DenseModels.Layers(options.Layers!.Reverse(), options), .. Upwards(input, options)]))
    {
        NeedsImage = true,
        Training = new() { Epochs = 25, Batch = 64, Optimizer = new AdamSpec(5e-4) },
    };

    /// <summary>Gets convolutions with pooling to a code that is a small image, and upsampling back.</summary>
    public static NamedModel ConvPool { get; } = new(
        "conv-pool",
        Phrase.Mark("convolutions and max pooling to a code of small maps, upsampling back"),
        new()
        {
            Filters = [8, 16],
            Kernel = 3,
            Stride = 2,
            Activation = ActivationKind.Relu,
            OutputActivation = ActivationKind.Sigmoid,
            Loss = LossKind.Bce,
            Reduction = LossReduction.Mean,
            Initializer = new(),
        },
        static (input, options) => new(
            [.. options.Filters!.SelectMany(filters => Pooled(filters, options))], [.. Unpooled(input, options)]))
    {
        NeedsImage = true,
        Training = new() { Epochs = 10, Batch = 128 },
    };

    /// <summary>Makes the strided convolutions.</summary>
    public static IEnumerable<LayerSpec> Downwards(ModelOptions options) => options.Filters!.Select(filters => new Conv2dSpec(
        filters, options.Kernel!.Value, options.Stride!.Value, Activation: options.Activation!.Value, Initializer: Start(options)));

    /// <summary>Makes a dense layer to small maps and the transposed convolutions from there to the shape of the input.</summary>
    /// <remarks>It starts one step less deep than the encoder ends, as the dense layer has all the freedom that the deepest maps would.</remarks>
    /// <exception cref="SpecException">The kernel is smaller than the stride.</exception>
    public static IReadOnlyList<LayerSpec> Upwards(Shape input, ModelOptions options)
    {
        int steps = Math.Max(options.Filters!.Count - 1, 1);
        Shape maps = Shrunk(input, options.Filters[steps - 1], StrideOf(options), steps);
        return [DenseModels.Layer(maps.Size, options.Activation!.Value, options), new ReshapeSpec(maps), .. Upsized(input, options, steps)];
    }

    /// <summary>Makes the transposed convolutions that undo some steps down from the input.</summary>
    /// <exception cref="SpecException">The kernel is smaller than the stride.</exception>
    public static IEnumerable<LayerSpec> Upsized(Shape input, ModelOptions options, int steps)
    {
        int stride = StrideOf(options);
        Shape[] shapes = [input, .. Enumerable.Range(0, steps).Select(step => Shrunk(input, options.Filters![step], stride, step + 1))];
        return Enumerable.Range(1, steps).Reverse().Select(step => TransposedSizes.Make(shapes[step], shapes[step - 1], options, isLast: step == 1));
    }

    /// <summary>Gets how weights start; null, which specs leave out, for the usual.</summary>
    public static InitializerSpec? Start(ModelOptions options) => options.Initializer == new InitializerSpec() ? null : options.Initializer;

    private static IEnumerable<LayerSpec> Pooled(int filters, ModelOptions options) =>
    [
        new Conv2dSpec(filters, options.Kernel!.Value, Activation: options.Activation!.Value, Initializer: Start(options)),
        new MaxPoolSpec(options.Stride!.Value, Padding: PoolPaddingKind.Same),
    ];

    /// <summary>Makes convolutions and upsampling from the code to the input. Where a side was not a multiple of the pooling, upsampling gives
    /// more than there was, and the next convolution takes it off.</summary>
    private static IEnumerable<LayerSpec> Unpooled(Shape input, ModelOptions options)
    {
        int[] filters = [.. options.Filters!];
        int stride = StrideOf(options);
        Shape from = Shrunk(input, filters[^1], stride, filters.Length);
        for (int step = filters.Length - 1; step >= 0; step--)
        {
            Shape to = Shrunk(input, filters[step], stride, step + 1);
            yield return TransposedSizes.Fit(from, to, options, options.Activation!.Value);
            yield return new UpsampleSpec(stride);
            from = new Shape(to.Channels, to.Height * stride, to.Width * stride);
        }

        yield return TransposedSizes.Fit(from, input, options, options.OutputActivation!.Value);
    }

    private static int StrideOf(ModelOptions options)
    {
        int kernel = options.Kernel!.Value, stride = options.Stride!.Value;
        return kernel >= stride ? stride : throw new SpecException(
        [
            new("model.kernel", Phrase.Of(
                $"received {kernel}, expected at least the stride, {stride}: on the way back smaller kernels cannot cover the image.")),
        ]);
    }

    /// <summary>Gets the shape after some steps, each of which divides the sides by the stride and rounds up.</summary>
    private static Shape Shrunk(Shape input, int channels, int stride, int steps)
    {
        (int height, int width) = (input.Height, input.Width);
        for (int i = 0; i < steps; i++) (height, width) = ((height - 1) / stride + 1, (width - 1) / stride + 1);
        return new Shape(channels, height, width);
    }
}
