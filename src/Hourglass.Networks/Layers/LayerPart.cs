namespace Hourglass.Networks;

/// <summary>One of the layers that a composite layer is made of.</summary>
/// <param name="Name">Its name inside the composite; parameters are named <c>encoder.3.NAME.weight</c>.</param>
/// <param name="Layer">The layer.</param>
public sealed record LayerPart(string Name, Layer Layer);
