namespace Hourglass.Networks;

/// <summary>Several layers that one spec describes; a plan runs them one after the other.</summary>
/// <remarks>It computes nothing itself: parameters, memory and figures are those of its parts.</remarks>
public abstract class CompositeLayer : Layer
{
    /// <summary>Joins layers.</summary>
    /// <param name="parts">The layers in order, at least one; the output of each is the input of the next.</param>
    protected CompositeLayer(params IReadOnlyList<LayerPart> parts)
        : base(parts[0].Layer.Input, parts[^1].Layer.Output) => Parts = parts;

    /// <inheritdoc/>
    public sealed override IReadOnlyList<LayerPart> Parts { get; }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Always: a plan runs the parts.</exception>
    public sealed override void Forward(in LayerPass pass) => throw NotRun();

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Always: a plan runs the parts.</exception>
    public sealed override void BackwardInput(in LayerPass pass) => throw NotRun();

    private InvalidOperationException NotRun() => new($"{GetType().Name} is made of {Parts.Count} layers; run those, as a plan does.");
}
