using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Measures what matters of a code of its kind: how active a sparse one is, how many bits a discrete one takes.</summary>
internal static class CodeFigures
{
    public static IEnumerable<RunFigure> Of(Network network, IDataset set, Workers workers)
    {
        IReadOnlyList<LayerSpec> encoder = network.Spec.Encoder;
        if (encoder.Any(static layer => layer is SparsitySpec or ActivityPenaltySpec))
        {
            yield return new(FigureNames.TestMeanActivation, MeanSize(Representations.Encode(network, set, workers).Values));
        }

        if (encoder[^1] is VectorQuantizerSpec quantizer && network.Encoder[^1] is VectorQuantizer layer)
            yield return new(FigureNames.CodeBits, network.Spec.CodeSize / layer.Dimension * Math.Log2(quantizer.Codes));
    }

    private static double MeanSize(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values) sum += MathF.Abs(value);
        return sum / values.Length;
    }
}
