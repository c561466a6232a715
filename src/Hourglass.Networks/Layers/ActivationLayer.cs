using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Applies an activation to each feature, or softmax to the features of each sample.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>Y = f(X)</c>.</para>
/// <para><b>Gradient</b> <c>dX = dY * f'(X)</c>, computed from Y. docs/math/activations.md</para>
/// </remarks>
/// <param name="shape">The shape of one sample.</param>
/// <param name="activation">f.</param>
public sealed class ActivationLayer(Shape shape, ActivationKind activation) : Layer(shape, shape)
{
    /// <inheritdoc/>
    public override ActivationKind Activation { get; } = activation;

    /// <inheritdoc/>
    public override void Forward(in LayerPass pass) => ActivationKernel.Forward(Activation, pass.X, pass.Y, pass.Workers);

    /// <inheritdoc/>
    public override void BackwardInput(in LayerPass pass)
    {
        if (!pass.NeedsDx) return;
        ActivationKind activation = pass.DyIsBeforeActivation ? ActivationKind.Linear : Activation;
        ActivationKernel.Backward(activation, pass.Y, pass.Dy, pass.Dx, pass.Workers);
    }
}
