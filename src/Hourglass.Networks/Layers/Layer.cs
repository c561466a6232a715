using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>One forward computation and its hand-derived backward; holds no memory of its own.</summary>
/// <remarks>
/// <para>A layer is a description with code: parameters live in the network's arena, activations and gradients in a plan, and both
/// arrive in a <see cref="LayerPass"/>. One layer can so serve several plans at once.</para>
/// <para><b>Gradient</b> Backward comes in two halves. <see cref="BackwardInput"/> may run panel by panel and turns <c>Dy</c> into
/// <c>Dx</c>; <see cref="BackwardParameters"/> then runs once over the whole batch.</para>
/// </remarks>
/// <param name="input">The shape of one input sample.</param>
/// <param name="output">The shape of one output sample.</param>
public abstract class Layer(Shape input, Shape output)
{
    /// <summary>Gets the shape of one input sample.</summary>
    public Shape Input { get; } = input;

    /// <summary>Gets the shape of one output sample.</summary>
    public Shape Output { get; } = output;

    /// <summary>Gets the parameters.</summary>
    public virtual IReadOnlyList<ParameterInfo> Parameters => [];

    /// <summary>Gets whether the output is the input under another shape, so that nothing is computed or stored.</summary>
    public virtual bool IsView => false;

    /// <summary>Gets the activation that ends the layer, which a loss may take over.</summary>
    public virtual ActivationKind Activation => ActivationKind.Linear;

    /// <summary>Gets the layers that this one is made of; none unless it is a <see cref="CompositeLayer"/>.</summary>
    public virtual IReadOnlyList<LayerPart> Parts => [];

    /// <summary>Gets the layer whose input is a second input of this one, <see cref="LayerPass.Skip"/>; none unless this one ends a skip connection.
    /// It comes before this layer in the network, or is this layer.</summary>
    /// <remarks><b>Gradient</b> The second input is a summand: a plan adds <see cref="LayerPass.Dy"/>, as <see cref="BackwardInput"/> has left it,
    /// to that layer's <see cref="LayerPass.Dx"/>.</remarks>
    public virtual Layer? SkipFrom => null;

    /// <summary>Gets whether training needs the whole batch at once, as statistics over the batch do; the plan then walks layer by layer.</summary>
    public virtual bool NeedsWholeBatch => false;

    /// <summary>Gets whether the layer adds a term of its own to the loss, in <see cref="LayerPass.Penalties"/>.</summary>
    public virtual bool HasPenalty => false;

    /// <summary>Gets how many codes of each sample the layer draws in training and has weighed by importance; 0, unless the layer says otherwise,
    /// where nothing is weighed.</summary>
    /// <remarks>A plan for training then has so many neighbouring columns for each sample, hands out
    /// <see cref="LayerPass.LogRatios"/> for the layer to fill in its forward pass, and gives it
    /// <see cref="LayerPass.ColumnWeights"/> in its backward pass. docs/math/importance-weighting.md</remarks>
    public virtual int ImportanceSamples => 0;

    /// <summary>Gets the floats that training keeps from forward to backward for each panel of samples.</summary>
    public virtual int SavedPerPanel => 0;

    /// <summary>Gets the floats of scratch that backward needs for each panel of samples.</summary>
    public virtual int ScratchPerPanel => 0;

    /// <summary>Gets the floats that <see cref="Prepare"/> derives from the parameters.</summary>
    public virtual int PreparedLength => 0;

    /// <summary>Derives what does not depend on samples, such as a transposed weight, once before each walk over the panels.</summary>
    /// <param name="pass">The parameters and <see cref="LayerPass.Prepared"/>; there are no samples.</param>
    public virtual void Prepare(in LayerPass pass)
    {
    }

    /// <summary>Computes Y from X.</summary>
    /// <param name="pass">The memory.</param>
    public abstract void Forward(in LayerPass pass);

    /// <summary>Computes Dx from Dy where it is needed, and prepares what the parameter gradients need.</summary>
    /// <param name="pass">The memory.</param>
    public abstract void BackwardInput(in LayerPass pass);

    /// <summary>Computes the gradients of the parameters and completes each.</summary>
    /// <remarks>It has X, Y, what was saved and what <see cref="BackwardInput"/> has left in the scratch memory, for the whole batch; Dy and Dx
    /// lived for one panel only and are gone.</remarks>
    /// <param name="pass">The memory.</param>
    public virtual void BackwardParameters(in LayerPass pass)
    {
    }

    /// <summary>Fills a parameter with its start values.</summary>
    /// <param name="parameter">The parameter's number.</param>
    /// <param name="key">The source of random numbers.</param>
    /// <param name="stored">Receives the values in the arena's order; zeros before.</param>
    public virtual void Initialize(int parameter, RandomKey key, Span<float> stored)
    {
    }

    /// <summary>Copies a parameter from the arena's order to that of files.</summary>
    /// <param name="parameter">The parameter's number.</param>
    /// <param name="stored">The values in the arena's order.</param>
    /// <param name="values">Receives <see cref="ParameterInfo.Count"/> values, the last dimension innermost.</param>
    public virtual void Export(int parameter, ReadOnlySpan<float> stored, Span<float> values) => stored[..values.Length].CopyTo(values);

    /// <summary>Copies a parameter from the order of files to the arena's.</summary>
    /// <param name="parameter">The parameter's number.</param>
    /// <param name="values">The values, the last dimension innermost.</param>
    /// <param name="stored">Receives the values in the arena's order.</param>
    public virtual void Import(int parameter, ReadOnlySpan<float> values, Span<float> stored)
    {
        stored.Clear();
        values.CopyTo(stored);
    }
}
