using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Everything a layer works on in one forward or backward pass; all memory belongs to the plan.</summary>
/// <remarks>A pass may cover the whole batch or a range of its panels: tensors, penalties, saved and scratch memory are cut alike.</remarks>
public readonly struct LayerPass
{
    /// <summary>Gets the input.</summary>
    public required Tensor X { get; init; }

    /// <summary>Gets the second input of a layer that ends a skip connection, <see cref="Layer.SkipFrom"/>; empty for all others.</summary>
    public Tensor Skip { get; init; }

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

    /// <summary>Gets what the pass is for.</summary>
    public PassMode Mode { get; init; }

    /// <summary>Gets the source of random numbers, different in each step; fold <see cref="Place"/> into it, or use <see cref="Key"/>.</summary>
    public RandomKey StepKey { get; init; }

    /// <summary>Gets the layer's place in the network, which tells its random numbers from those of its siblings.</summary>
    public int Place { get; init; }

    /// <summary>Gets the layer's own source of random numbers in this step; numbers are indexed by sample in the batch and feature.</summary>
    public RandomKey Key => StepKey.Fold((ulong)Place);

    /// <summary>Gets the number of training steps taken before this pass; the largest number where the loss is only measured, so that
    /// every warm-up is over.</summary>
    public long Step { get; init; }

    /// <summary>Gets the first sample of the pass, counted within the batch; a multiple of <see cref="Tensor.PanelWidth"/>.</summary>
    public int FirstSample { get; init; }

    /// <summary>Gets the number of samples of the whole batch, over which the loss is a mean; where <see cref="Layer.ImportanceSamples"/> codes are
    /// drawn of each, the copies count.</summary>
    public int Samples { get; init; }

    /// <summary>Gets the layer's share of the loss, one number for each panel of the pass, weighted and divided by <see cref="Samples"/>; a
    /// layer with <see cref="Layer.HasPenalty"/> sets all of them in its forward pass, unless the memory is empty.</summary>
    public Memory<double> Penalties { get; init; }

    /// <summary>Gets one row in which a layer with <see cref="Layer.ImportanceSamples"/> writes <c>log p(z) - log q(z | x)</c> of each code in
    /// its forward pass; empty where no layer of the network has them.</summary>
    public Tensor LogRatios { get; init; }

    /// <summary>Gets one row with what the logarithm of each code's importance weighs in the loss, for the backward pass of the same layer;
    /// <see cref="Dy"/> has these weights in it already.</summary>
    public Tensor ColumnWeights { get; init; }

    /// <summary>Gets memory that lasts from the forward pass to the parameter gradients: <see cref="Layer.SavedPerPanel"/> floats a panel; empty
    /// in inference.</summary>
    public BufferRange Saved { get; init; }

    /// <summary>Gets what <see cref="Layer.Prepare"/> derives from the parameters: <see cref="Layer.PreparedLength"/> floats.</summary>
    public BufferRange Prepared { get; init; }

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
