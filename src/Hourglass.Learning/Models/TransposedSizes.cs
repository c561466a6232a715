using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Finds the padding with which a transposed convolution comes back to the size that a convolution started from.</summary>
internal static class TransposedSizes
{
    /// <summary>Makes one with the stride of the options.</summary>
    /// <remarks>The last one, by which the image is judged, has output padding as the note has it from which the model is taken; the others
    /// the plain padding of Keras. Sides for which neither does have their padding stated.</remarks>
    public static TransposedConv2dSpec Make(Shape from, Shape to, ModelOptions options, bool isLast)
    {
        int kernel = options.Kernel!.Value, stride = options.Stride!.Value;
        ActivationKind activation = isLast ? options.OutputActivation!.Value : options.Activation!.Value;
        TransposedConv2dSpec layer = new(to.Channels, kernel, stride, Activation: activation, Initializer: ConvolutionModels.Start(options));
        TransposedConv2dSpec padded = layer with { OutputPadding = Added(from.Height, to.Height, kernel, stride) };
        TransposedConv2dSpec[] simple = isLast ? [padded, layer] : [layer, padded];
        return simple.FirstOrDefault(candidate => candidate.OutputShape(from) == to && !candidate.Validate(from, "").Any())
            ?? layer with { Padding = Explicit(from, to, kernel, stride) };
    }

    /// <summary>Makes one that leaves an image as large as it is, or takes off what is too much.</summary>
    public static TransposedConv2dSpec Fit(Shape from, Shape to, ModelOptions options, ActivationKind activation)
    {
        int kernel = options.Kernel!.Value;
        TransposedConv2dSpec layer = new(to.Channels, kernel, Activation: activation, Initializer: ConvolutionModels.Start(options));
        return layer.OutputShape(from) == to ? layer : layer with { Padding = Explicit(from, to, kernel, 1) };
    }

    /// <summary>Gets the output padding that a side needs.</summary>
    private static int Added(int from, int to, int kernel, int stride) => to - ((from - 1) * stride) - kernel + (2 * (kernel / 2));

    /// <summary>Gets the padding that each side needs, the smaller half first.</summary>
    private static ConvPaddingSpec Explicit(Shape from, Shape to, int kernel, int stride)
    {
        int rows = ((from.Height - 1) * stride) + kernel - to.Height, columns = ((from.Width - 1) * stride) + kernel - to.Width;
        return ConvPaddingSpec.Explicit(rows / 2, rows - (rows / 2), columns / 2, columns - (columns / 2));
    }
}
