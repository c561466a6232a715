using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Reads the same features under another shape; costs nothing.</summary>
/// <param name="input">The shape of one input sample.</param>
/// <param name="output">The shape of one output sample, of the same size.</param>
public sealed class View(Shape input, Shape output) : Layer(input, output)
{
    /// <inheritdoc/>
    public override bool IsView => true;

    /// <inheritdoc/>
    public override void Forward(in LayerPass pass)
    {
    }

    /// <inheritdoc/>
    public override void BackwardInput(in LayerPass pass)
    {
    }
}
