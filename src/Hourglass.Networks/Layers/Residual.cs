using System.Globalization;
using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Runs layers and adds their input to their output.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>Y = f(X + inner(X))</c>.</para>
/// <para><b>Gradient</b> <c>dX = dZ + the inner layers' gradient of dZ</c> with <c>dZ = dY * f'</c>. docs/math/residual.md</para>
/// <para><b>Source</b> He et al., Deep Residual Learning for Image Recognition, CVPR 2016.</para>
/// </remarks>
/// <param name="layers">The inner layers, at least one; the last gives the shape that the first takes.</param>
/// <param name="activation">f.</param>
public sealed class Residual(IReadOnlyList<Layer> layers, ActivationKind activation) : CompositeLayer(Join(layers, activation))
{
    private static LayerPart[] Join(IReadOnlyList<Layer> layers, ActivationKind activation)
    {
        IEnumerable<LayerPart> inner = layers.Select(static (layer, i) => new LayerPart(i.ToString(CultureInfo.InvariantCulture), layer));
        return [.. inner, new LayerPart("sum", new ResidualSum(layers[^1].Output, FirstComputing(layers), activation))];
    }

    /// <summary>Finds where the branch begins; views before it have the same input.</summary>
    private static Layer? FirstComputing(IEnumerable<Layer> layers) =>
        layers.Select(static layer => layer.Parts.Count == 0 ? (layer.IsView ? null : layer) : FirstComputing(layer.Parts.Select(static p => p.Layer)))
            .FirstOrDefault(static layer => layer is not null);
}

/// <summary>Adds the input of an earlier layer and applies an activation.</summary>
/// <param name="shape">The shape of one sample.</param>
/// <param name="first">The layer whose input is added; null where nothing is computed in between, and the layer adds its own input.</param>
/// <param name="activation">f.</param>
internal sealed class ResidualSum(Shape shape, Layer? first, ActivationKind activation) : Layer(shape, shape)
{
    public override ActivationKind Activation { get; } = activation;

    public override Layer? SkipFrom => first ?? this;

    public override void Forward(in LayerPass pass)
    {
        SumKernel.Add(pass.X, pass.Skip, pass.Y, pass.Workers);
        if (Activation != ActivationKind.Linear) ActivationKernel.Forward(Activation, pass.Y, pass.Y, pass.Workers);
    }

    public override void BackwardInput(in LayerPass pass)
    {
        if (Activation != ActivationKind.Linear && !pass.DyIsBeforeActivation)
            ActivationKernel.Backward(Activation, pass.Y, pass.Dy, pass.Dy, pass.Workers);
        if (pass.NeedsDx) pass.Dy.Span.CopyTo(pass.Dx.Span);
    }
}
