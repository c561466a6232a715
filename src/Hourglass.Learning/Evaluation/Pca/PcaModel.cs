using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Describes principal components as a network.</summary>
internal static class PcaModel
{
    /// <summary>The name of the model.</summary>
    public const string Name = "pca";

    /// <summary>Describes one linear layer each way.</summary>
    public static ModelSpec Spec(Shape input, int components)
    {
        LayerSpec[] decoder = input.IsVector ? [new DenseSpec(input.Size)] : [new DenseSpec(input.Size), new ReshapeSpec(input)];
        return new ModelSpec(Name, input, [new DenseSpec(components)], decoder, new LossSpec(LossKind.Mse));
    }
}
