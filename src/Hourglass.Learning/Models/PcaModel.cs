using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Principal components as a model: <c>pca</c>.</summary>
internal static class PcaModel
{
    /// <summary>Gets one linear layer each way whose weights are computed, not trained.</summary>
    public static NamedModel Pca { get; } = new(
        "pca",
        Phrase.Mark("principal components: the best linear code of its size, computed in one pass instead of trained"),
        new() { Code = 30 },
        static (input, options) => new([new DenseSpec(options.Code!.Value)], input.IsVector ? [new DenseSpec(input.Size)] : [new DenseSpec(input.Size), new ReshapeSpec(input)]))
    {
        Pca = new PcaSpec(),
    };

    /// <summary>Describes the layers.</summary>
    public static ModelSpec Spec(Shape input, int components) => Pca.Create(input, new() { Code = components });
}
