using System.Globalization;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Describes the layers of a model in words and figures, without building it.</summary>
public static class ModelSummary
{
    /// <summary>Lists the layers from the first of the encoder to the last of the decoder.</summary>
    /// <param name="model">A valid model.</param>
    public static IReadOnlyList<ReportLayer> Layers(ModelSpec model)
    {
        ArgumentNullException.ThrowIfNull(model);
        List<ReportLayer> layers = [];
        Shape shape = model.Input;
        foreach ((string part, IReadOnlyList<LayerSpec> specs) in new[] { ("encoder", model.Encoder), ("decoder", model.Decoder) })
        {
            for (int i = 0; i < specs.Count; i++)
            {
                Shape output = specs[i].OutputShape(shape);
                bool isCode = part == "encoder" && i == specs.Count - 1;
                layers.Add(new ReportLayer(part, Describe(specs[i]), output, specs[i].ParameterCount(shape), isCode));
                shape = output;
            }
        }

        return layers;
    }

    /// <summary>Lists how many features there are at each place where their number changes: 784, 32, 784.</summary>
    /// <param name="model">A valid model.</param>
    public static IReadOnlyList<int> Widths(ModelSpec model)
    {
        ArgumentNullException.ThrowIfNull(model);
        List<int> widths = [model.Input.Size];
        foreach (ReportLayer layer in Layers(model))
            if (layer.Output.Size != widths[^1]) widths.Add(layer.Output.Size);
        return widths;
    }

    private static string Describe(LayerSpec spec) => spec switch
    {
        DenseSpec dense => string.Create(CultureInfo.InvariantCulture, $"dense {dense.Units}, {SpecNames.Of(dense.Activation)}"),
        ActivationSpec activation => SpecNames.Of(activation.Activation),
        FlattenSpec => "flatten",
        ReshapeSpec reshape => $"reshape to {reshape.Shape}",
        MaskSpec mask => string.Create(CultureInfo.InvariantCulture, $"mask, {mask.Drop:P0} dropped"),
        GaussianNoiseSpec noise => string.Create(CultureInfo.InvariantCulture, $"gaussian noise, deviation {noise.Deviation}"),
        SaltAndPepperSpec grains => string.Create(CultureInfo.InvariantCulture, $"salt and pepper, {grains.Share:P0}"),
        BlockOcclusionSpec block => string.Create(CultureInfo.InvariantCulture, $"block occlusion {block.Height} x {block.Width ?? block.Height}"),
        BlurSpec blur => string.Create(CultureInfo.InvariantCulture, $"blur, sigma {blur.Sigma}"),
        _ => spec.GetType().Name,
    };
}
