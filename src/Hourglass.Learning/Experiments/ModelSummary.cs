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
        IReadOnlyList<ReportLayer> encoder = Follow(Phrase.Mark("encoder"), model.Encoder, model.Input);
        return [.. encoder.SkipLast(1), encoder[^1] with { IsCode = true }, .. Follow(Phrase.Mark("decoder"), model.Decoder, encoder[^1].Output)];
    }

    /// <summary>Lists how many features there are behind each layer that computes new ones: 784, 32, 784.</summary>
    /// <param name="model">A valid model.</param>
    public static IReadOnlyList<int> Widths(ModelSpec model)
    {
        ArgumentNullException.ThrowIfNull(model);
        List<int> widths = [model.Input.Size];
        foreach (ReportLayer layer in Layers(model))
            if (layer.Output.Size != widths[^1] || (layer.Role == LayerRole.Transform && layer.Parameters > 0)) widths.Add(layer.Output.Size);
        return widths;
    }

    /// <summary>Words a loss: <c>loss mse</c>, and how it is reduced where that is not the usual way.</summary>
    /// <param name="loss">The loss.</param>
    public static string Loss(LossSpec loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return loss.Reduction == LossSpec.DefaultReduction(loss.Kind)
            ? Phrase.Of($"loss {SpecNames.Of(loss.Kind)}")
            : Phrase.Of($"loss {SpecNames.Of(loss.Kind)}, {SpecNames.Of(loss.Reduction)}");
    }

    /// <summary>Words the output of a named model that has another than usual, where the usual one could not give what the samples hold: <c>linear, not
    /// sigmoid as usual: the samples reach from -1.7 to 2.3</c>; null elsewhere.</summary>
    /// <param name="model">A valid model.</param>
    /// <param name="train">The training set.</param>
    public static string? OtherOutput(ModelSpec model, IDataset train)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(train);
        if (Models.All.FirstOrDefault(known => known.Name == model.Name)?.Defaults.OutputActivation is not { } usual) return null;
        ActivationKind output = OutputLayer.ActivationOf(model);
        if (output == usual || !OutputLayer.Misses(usual, train)) return null;
        ValueRange range = ValueRange.Of(train);
        return Phrase.Of(
            $"{SpecNames.Of(output)}, not {SpecNames.Of(usual)} as usual: the samples reach from {Numbers.Format(range.Low)} to {Numbers.Format(range.High)}");
    }

    private static List<ReportLayer> Follow(string part, IReadOnlyList<LayerSpec> specs, Shape shape)
    {
        List<ReportLayer> layers = [];
        foreach (LayerSpec spec in specs)
        {
            LayerDescription words = spec.Describe();
            layers.Add(new ReportLayer(part, words.Text, spec.OutputShape(shape), spec.ParameterCount(shape))
            {
                Role = words.Role,
                Parts = Follow(part, words.Parts, shape),
            });
            shape = layers[^1].Output;
        }

        return layers;
    }
}
