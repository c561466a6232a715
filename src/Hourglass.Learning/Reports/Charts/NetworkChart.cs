using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>A network from input to output: vectors as bars, images as stacked maps, operations on the arrows, shapes below.</summary>
/// <remarks>The sizes of blocks say how many features there are: heights of bars by their logarithm, sides of maps by their pixels.
/// Corruptions, penalties and how a code is drawn stand in badges. More than eleven places before or after the code are
/// shortened.</remarks>
public sealed record NetworkChart : Chart
{
    /// <summary>Gets the shape of the input.</summary>
    public required Shape Input { get; init; }

    /// <summary>Gets the layers from the input to the output.</summary>
    public required IReadOnlyList<ReportLayer> Layers { get; init; }

    /// <summary>Gets the loss in words; not drawn where empty.</summary>
    public string Loss { get; init; } = "";

    /// <summary>Gets the width in pixels, which the network decides.</summary>
    public override double Width => Layout().Width;

    /// <inheritdoc/>
    public override double Height => Layout().Bottom + NetworkPainter.RoomBelow;

    /// <summary>Draws layers.</summary>
    /// <param name="input">The shape of the input.</param>
    /// <param name="layers">The layers from the input to the output.</param>
    /// <param name="loss">The loss in words; not drawn where empty.</param>
    public static NetworkChart Of(Shape input, IReadOnlyList<ReportLayer> layers, string loss = "")
    {
        ArgumentNullException.ThrowIfNull(layers);
        IEnumerable<string> words = layers.Select(static layer => layer.IsCode ? Phrase.Of($"{layer.Layer} (the code)") : layer.Layer);
        return new() { Description = Phrase.Of($"The network: input {input}, {string.Join("; ", words)}."), Input = input, Layers = layers, Loss = loss };
    }

    /// <summary>Draws a model.</summary>
    /// <param name="model">A valid model.</param>
    public static NetworkChart Of(ModelSpec model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Of(model.Input, ModelSummary.Layers(model), ModelSummary.Loss(model.Loss));
    }

    private protected override void Draw(ICanvas canvas) => new NetworkPainter(canvas, Layout()).Draw(Decoder);

    private string Decoder => Loss.Length == 0 ? Phrase.Of("decoder") : Phrase.Of($"decoder, {Loss}");

    private NetworkLayout Layout() => new(Input, Layers, Decoder);
}
