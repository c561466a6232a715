using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>Changes the parameters of a network against their gradient.</summary>
/// <remarks>
/// <para>An update is elementwise and runs range by range, so a plan can hand each piece of a gradient over while it is in the cache.
/// Only clipping by norm needs the whole gradient first.</para>
/// <para><b>Memory</b> One buffer per slot, laid out like the parameters.</para>
/// <para><b>Determinism</b> Same bits for any number of workers and for any cutting into ranges.</para>
/// </remarks>
public abstract class Optimizer : IGradientSink
{
    private const int Grain = 16384;

    private readonly OptimizerSpec _spec;
    private readonly FloatBuffer[] _slots;
    private float _scale = 1;

    /// <summary>Prepares an optimizer.</summary>
    /// <param name="spec">The rule's numbers.</param>
    /// <param name="parameters">What it changes.</param>
    /// <param name="slotNames">The names of the numbers it keeps for each parameter: <c>mean</c>, <c>square</c>.</param>
    protected Optimizer(OptimizerSpec spec, ParameterSet parameters, params IReadOnlyList<string> slotNames)
    {
        ArgumentNullException.ThrowIfNull(spec);
        SpecValidator.EnsureValid(spec);
        _spec = spec;
        Parameters = parameters;
        SlotNames = slotNames;
        _slots = [.. slotNames.Select(_ => new FloatBuffer(parameters.Values.Length))];
    }

    /// <summary>Gets what the optimizer changes.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>Gets the names of the slots.</summary>
    public IReadOnlyList<string> SlotNames { get; }

    /// <summary>Gets the slots, each laid out like the parameters.</summary>
    public IReadOnlyList<FloatBuffer> Slots => _slots;

    /// <summary>Gets or sets the number of steps taken; a checkpoint saves it with the slots.</summary>
    public long Steps { get; set; }

    /// <summary>Gets whether the whole gradient must be known before the first parameter changes.</summary>
    public bool NeedsWholeGradient => _spec.ClipNorm is not null;

    /// <summary>Begins a step: counts it and prepares the rule's factors.</summary>
    /// <param name="learningRate">The learning rate of this step.</param>
    public void Begin(double learningRate)
    {
        Steps++;
        _scale = 1;
        Prepare(learningRate);
    }

    /// <inheritdoc/>
    public void Take(int offset, Span<float> gradient)
    {
        float decay = offset < Parameters.WeightLength ? (float)CoupledDecay : 0;
        float clip = _spec.ClipValue is { } value ? (float)value : float.PositiveInfinity;
        Update(offset, gradient, new GradientTerms(_scale, clip, decay));
    }

    /// <summary>Takes a whole step from a gradient that is complete.</summary>
    /// <param name="learningRate">The learning rate of this step.</param>
    /// <param name="gradient">Laid out like the parameters.</param>
    /// <param name="workers">The team.</param>
    public void Step(double learningRate, FloatBuffer gradient, Workers workers)
    {
        Begin(learningRate);
        if (_spec.ClipNorm is { } limit)
        {
            double norm = Math.Sqrt(Reductions.SumOfSquares(gradient.Span[..Parameters.TrainedLength]));
            _scale = norm > limit ? (float)(limit / norm) : 1;
        }

        workers.For(Parameters.WeightLength, Grain, new Job { Optimizer = this, Gradient = gradient });
        int biases = Parameters.TrainedLength - Parameters.WeightLength;
        workers.For(biases, Grain, new Job { Optimizer = this, Gradient = gradient, First = Parameters.WeightLength });
    }

    /// <summary>Gets the weight decay that is added to the gradient.</summary>
    private protected virtual double CoupledDecay => _spec.WeightDecay;

    /// <summary>Prepares the rule's factors for step number <see cref="Steps"/>.</summary>
    /// <param name="learningRate">The learning rate of this step.</param>
    protected abstract void Prepare(double learningRate);

    /// <summary>Updates a range of parameters; called from several workers at once, each with its own range.</summary>
    /// <param name="offset">The first parameter of the range.</param>
    /// <param name="gradient">The gradient of the range.</param>
    /// <param name="terms">What happens to the gradient first.</param>
    protected abstract void Update(int offset, ReadOnlySpan<float> gradient, GradientTerms terms);

    /// <summary>Views a range of the parameters.</summary>
    /// <param name="offset">The first parameter.</param>
    /// <param name="length">The number of parameters.</param>
    protected Span<float> Values(int offset, int length) => Parameters.Values.Span.Slice(offset, length);

    /// <summary>Views a range of a slot.</summary>
    /// <param name="slot">The slot's number.</param>
    /// <param name="offset">The first parameter.</param>
    /// <param name="length">The number of parameters.</param>
    protected Span<float> Slot(int slot, int offset, int length) => _slots[slot].Span.Slice(offset, length);

    private struct Job : IRangeJob
    {
        public Optimizer Optimizer;
        public FloatBuffer Gradient;
        public int First;

        public readonly void Run(int start, int end, int worker) =>
            Optimizer.Take(First + start, Gradient.Span[(First + start)..(First + end)]);
    }
}
