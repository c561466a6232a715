using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Reads the weights of the first layer that computes as images: as large as the sample where it is dense, kernels where it is a convolution.</summary>
internal static class LayerFilters
{
    /// <summary>Reads them; null where they are no images.</summary>
    /// <param name="network">The network.</param>
    /// <param name="image">The shape of a sample.</param>
    public static ImageBatch? Of(Network network, Shape image)
    {
        if (network.Encoder.FirstOrDefault(static layer => !layer.IsView && layer is not CorruptionLayer) is not { } first) return null;
        Shape? shape = first switch
        {
            Linear => image,
            Convolution2d { Geometry: { Taps: > 1 } kernel } => new Shape(image.Channels, kernel.KernelHeight, kernel.KernelWidth),
            _ => null,
        };
        if (shape is null) return null;
        Parameter weight = network.Parameters.All.First(p => ReferenceEquals(p.Layer, first) && p.Info.Kind == ParameterKind.Weight);
        return new ImageBatch(shape.Value, ParameterSet.Export(weight, network.Parameters.Values));
    }
}
