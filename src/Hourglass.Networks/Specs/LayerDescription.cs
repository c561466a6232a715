namespace Hourglass.Networks;

/// <summary>A layer in words, for tables and drawings.</summary>
/// <param name="Text">Phrases with commas between them, the operation first: <c>conv 8, 3x3, stride 2, tanh</c>.</param>
/// <param name="Role">What the layer is to the reader; by default it computes new features.</param>
/// <param name="Parts">The layers inside, in the order in which they run; none by default.</param>
public sealed record LayerDescription(string Text, LayerRole Role = LayerRole.Transform, IReadOnlyList<LayerSpec>? Parts = null)
{
    /// <summary>Gets the layers inside, in the order in which they run.</summary>
    public IReadOnlyList<LayerSpec> Parts { get; init => field = new SpecList<LayerSpec>(value); } = new SpecList<LayerSpec>(Parts ?? []);
}
