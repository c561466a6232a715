using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Everything a layer works on in one forward or backward pass; all memory belongs to the plan.</summary>
/// <remarks>A pass may cover the whole batch or a range of its panels: tensors, saved and scratch memory are cut alike.</remarks>
public readonly struct LayerPass
{
    /// <summary>Gets the input.</summary>
    public required Tensor X { get; init; }

    /// <summary>Gets the output; written by the forward pass.</summary>
    public required Tensor Y { get; init; }

    /// <summary>Gets the gradient of the output; the backward pass may overwrite it. Empty in a forward pass.</summary>
    public Tensor Dy { get; init; }

    /// <summary>Gets the gradient of the input, which the backward pass overwrites; empty where nobody needs it.</summary>
    public Tensor Dx { get; init; }

    /// <summary>Gets whether anybody needs <see cref="Dx"/>.</summary>
    public bool NeedsDx => Dx.Buffer is not null;

    /// <summary>Gets whether <see cref="Dy"/> is the gradient of the sums before the layer's activation, as fused losses give it.</summary>
    public bool DyIsBeforeActivation { get; init; }

    /// <summary>Gets memory that lasts from the input gradient to the parameter gradients: <see cref="Layer.ScratchPerPanel"/> floats a panel.</summary>
    public BufferRange Scratch { get; init; }

    /// <summary>Gets the layer's parameters, in the order of <see cref="Layer.Parameters"/>.</summary>
    public required IReadOnlyList<BufferRange> Parameters { get; init; }

    /// <summary>Gets the gradients of the parameters, in the same order; offsets are those of the parameters.</summary>
    public IReadOnlyList<BufferRange> Gradients { get; init; }

    /// <summary>Gets whether parameter gradients are added to what is there; they are overwritten otherwise.</summary>
    public bool AddGradients { get; init; }

    /// <summary>Gets who takes finished gradients at once; null where they stay in <see cref="Gradients"/>.</summary>
    public IGradientSink? Sink { get; init; }

    /// <summary>Gets memory per worker for handed-over weight gradients.</summary>
    public BufferRange SinkScratch { get; init; }

    /// <summary>Gets the team.</summary>
    public required Workers Workers { get; init; }

    /// <summary>Says that the gradient of a parameter is complete; hands it over where somebody takes it.</summary>
    /// <param name="parameter">The parameter's number in the layer.</param>
    public void Complete(int parameter)
    {
        BufferRange gradient = Gradients[parameter];
        Sink?.Take(gradient.Offset, gradient.Span);
    }
}
