using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>A network at one batch size: all the memory it needs, planned before the first step.</summary>
/// <remarks>
/// <para>A training step: fill <see cref="Input"/> (and <see cref="Target"/>, where the plan has its own), then call <see cref="Step"/>.
/// The parts can be called one by one as well: <see cref="Forward"/>, <see cref="Loss"/>, <see cref="Backward"/>, and the optimizer's
/// own step.</para>
/// <para><b>Memory</b> <see cref="Bytes"/>; a step allocates nothing.</para>
/// <para><b>Determinism</b> Same bits for any number of workers.</para>
/// </remarks>
public sealed class Plan
{
    private readonly PlanMemory _memory;
    private readonly Workers _workers;
    private readonly PlanOrder _order;
    private readonly Loss? _loss;
    private readonly WeightPenalty? _weightPenalty;
    private readonly bool _ownTarget;
    private readonly ImportanceWeighting? _weighting;
    private StepContext _context;

    private Plan(Network network, int batch, Workers workers, bool training, bool ownTarget)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        Network = network;
        Batch = batch;
        _workers = workers;
        _ownTarget = ownTarget;
        _weighting = training ? ImportanceWeighting.Of(network, batch, ownTarget) : null;
        int width = checked(batch * (_weighting?.Copies ?? 1));
        _order = PlanOrders.Choose(network, Tensor.PanelsFor(width), workers, training);
        _memory = new PlanMemory(network, width, training, ownTarget, _order, workers.Count);
        _loss = training ? new Loss(network.Spec.Loss, _memory.Layers[^1].Layer.Activation, targetIsDistribution: ownTarget) : null;
        _weightPenalty = training ? WeightPenalty.Of(network.Spec.Loss, network.Parameters) : null;
        Columns = batch;
    }

    /// <summary>Gets the network.</summary>
    public Network Network { get; }

    /// <summary>Gets the largest number of samples at once.</summary>
    public int Batch { get; }

    /// <summary>Gets or sets the number of samples of the current batch: 1 to <see cref="Batch"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of range.</exception>
    public int Columns
    {
        get;
        set
        {
            if (value < 1 || value > Batch)
                throw new ArgumentOutOfRangeException(nameof(value), $"Received {value} samples, expected 1 to {Batch}, the plan's batch size.");
            field = value;
        }
    }

    /// <summary>Gets the memory of the plan in bytes; parameters and optimizer are not included.</summary>
    public long Bytes => _memory.Bytes + (_weightPenalty?.Bytes ?? 0) + (_weighting?.Bytes ?? 0);

    /// <summary>Gets the input of the current batch.</summary>
    public Tensor Input => (_weighting?.Input ?? _memory.Input).WithColumns(Columns);

    /// <summary>Gets the target of the current batch: the input itself, or memory of its own on request.</summary>
    public Tensor Target => (_weighting?.Target ?? _memory.Target).WithColumns(Columns);

    /// <summary>Gets the code of the current batch; in training with <see cref="Layer.ImportanceSamples"/> all codes of a sample, and then those of
    /// the next. <see cref="Output"/> and <see cref="OutputOf"/> have the same columns.</summary>
    public Tensor Code => (_memory.EncoderLayers == 0 ? _memory.Input : _memory.Layers[_memory.EncoderLayers - 1].Y)
        .WithColumns(Width).Reshape(Network.Encoder[^1].Output);

    /// <summary>Gets the output of the current batch: the reconstruction in inference, and in training what the loss takes, which is
    /// logits under <see cref="LossKind.BceLogits"/>.</summary>
    public Tensor Output => _memory.Layers[^1].Y.WithColumns(Width).Reshape(Network.Decoder[^1].Output);

    /// <summary>Gets or sets the source of the random numbers of corruption, dropout and sampled codes.</summary>
    public RandomKey Key { get; set; }

    /// <summary>Gets or sets the number of training steps taken, which chooses the random numbers of the next pass and drives warm-ups.
    /// <see cref="Step"/> takes it from the optimizer, <see cref="Backward"/> counts it up.</summary>
    public long Steps { get; set; }

    /// <summary>Gets the part of the last loss that comes from penalties: of weights, and of layers, such as the
    /// divergence of a variational code.</summary>
    public double PenaltyLoss { get; private set; }

    /// <summary>Gets the gradient of the parameters, laid out like them; a fused <see cref="Step"/> leaves it incomplete.</summary>
    public FloatBuffer Gradient => _memory.Gradient;

    /// <summary>Plans training.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batch">The largest number of samples at once; 1 or more.</param>
    /// <param name="workers">The team.</param>
    /// <param name="ownTarget">Whether the target has memory of its own; under cross-entropy it is then a distribution over classes. The
    /// default is no: an autoencoder's target is its input.</param>
    public static Plan ForTraining(Network network, int batch, Workers workers, bool ownTarget = false) =>
        new(network, batch, workers, training: true, ownTarget);

    /// <summary>Plans encoding, decoding and reconstruction.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batch">The largest number of samples at once; 1 or more.</param>
    /// <param name="workers">The team.</param>
    public static Plan ForInference(Network network, int batch, Workers workers) =>
        new(network, batch, workers, training: false, ownTarget: false);

    /// <summary>Views the output of a layer for the current batch, as the last pass has left it.</summary>
    /// <param name="layer">A layer of the network; of a composite, one of its parts.</param>
    /// <exception cref="ArgumentException">The network has no such layer, or it only reshapes.</exception>
    public Tensor OutputOf(Layer layer)
    {
        foreach (PlanLayer place in _memory.Layers)
            if (ReferenceEquals(place.Layer, layer)) return place.Y.WithColumns(Width);
        throw new ArgumentException($"Received a {layer?.GetType().Name ?? "null"}, expected a layer that this plan computes.", nameof(layer));
    }

    /// <summary>Computes <see cref="Code"/> and <see cref="Output"/> from <see cref="Input"/>: in a plan for training with all noise, in one
    /// for inference without.</summary>
    /// <param name="source">Fills <see cref="Input"/>, panel by panel while it is in the cache; null where it is filled already.</param>
    public void Forward(IBatchSource? source = null) => Run(PlanWork.Forward, Usual, source);

    /// <summary>Computes <see cref="Code"/> from <see cref="Input"/>.</summary>
    /// <param name="source">Fills <see cref="Input"/>, panel by panel while it is in the cache; null where it is filled already.</param>
    public void Encode(IBatchSource? source = null) => Run(PlanWork.Encode, Usual, source);

    /// <summary>Computes <see cref="Output"/> from <see cref="Code"/>.</summary>
    public void Decode() => Run(PlanWork.Decode, Usual);

    /// <summary>Compares <see cref="Output"/>, which <see cref="Forward"/> has computed, with <see cref="Target"/>.</summary>
    /// <returns>The loss.</returns>
    /// <exception cref="InvalidOperationException">The plan is one for inference.</exception>
    public double Loss()
    {
        RequireTraining();
        Run(PlanWork.Loss, _context);
        return TotalLoss();
    }

    /// <summary>Computes <see cref="Gradient"/>; <see cref="Forward"/> must have run.</summary>
    /// <param name="add">Whether to add to the gradient instead of overwriting it, as micro-batches need; a penalty of weights is then added
    /// once for each. The default overwrites.</param>
    /// <exception cref="InvalidOperationException">The plan is one for inference.</exception>
    public void Backward(bool add = false)
    {
        RequireTraining();
        Run(PlanWork.Backward, _context);
        BackwardParameters(add, null);
        Steps++;
    }

    /// <summary>Reads a batch, computes its output and its loss as <see cref="PassMode.Evaluation"/> says, without a gradient.</summary>
    /// <param name="source">Fills <see cref="Input"/>; null where it is filled already.</param>
    /// <param name="draw">Chooses the random numbers of a sampled code: a batch's number in its set. The same number gives the same loss.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="InvalidOperationException">The plan is one for inference.</exception>
    public double Evaluate(IBatchSource? source = null, long draw = 0)
    {
        RequireTraining();
        StepContext context = new(PassMode.Evaluation, Key.Fold(ulong.MaxValue).Fold((ulong)draw), long.MaxValue);
        Run(PlanWork.Forward | PlanWork.Loss, context, source);
        return TotalLoss();
    }

    /// <summary>Takes a whole training step.</summary>
    /// <remarks>The optimizer takes each piece of the gradient while it is in the cache, unless it needs the whole first.</remarks>
    /// <param name="optimizer">Changes the parameters; not where the loss is not finite.</param>
    /// <param name="learningRate">The learning rate of this step.</param>
    /// <param name="source">Fills <see cref="Input"/>, panel by panel while it is in the cache; null where it is filled already.</param>
    /// <returns>The loss before the step.</returns>
    /// <exception cref="InvalidOperationException">The plan is one for inference.</exception>
    public double Step(Optimizer optimizer, double learningRate, IBatchSource? source = null)
    {
        RequireTraining();
        Steps = optimizer.Steps;
        Run(PlanWork.Forward | PlanWork.Loss | PlanWork.Backward, Usual, source);
        double loss = TotalLoss();
        if (!double.IsFinite(loss)) return loss;

        if (optimizer.NeedsWholeGradient)
        {
            BackwardParameters(add: false, null);
            optimizer.Step(learningRate, Gradient, _workers);
        }
        else
        {
            optimizer.Begin(learningRate);
            BackwardParameters(add: false, _weightPenalty?.Before(optimizer) ?? optimizer);
        }

        return loss;
    }

    /// <summary>Finds the first layer whose output is not finite.</summary>
    /// <returns>Its name, as in <c>decoder.0</c>, or null where all outputs are finite.</returns>
    public string? FirstNonFiniteLayer()
    {
        foreach (PlanLayer layer in _memory.Layers)
            if (Reductions.IndexOfNonFinite(layer.Y.WithColumns(Width).Span) >= 0) return layer.Name;
        return null;
    }

    /// <summary>What a pass is without being told otherwise.</summary>
    private StepContext Usual => new(_loss is null ? PassMode.Inference : PassMode.Training, Key.Fold((ulong)Steps), Steps);

    /// <summary>The columns that layers see: the samples, or all codes of each.</summary>
    private int Width => Columns * (_weighting?.Copies ?? 1);

    private void Run(PlanWork work, StepContext context, IBatchSource? source = null)
    {
        _context = context;
        if ((work & PlanWork.Forward) != 0) Prepare();
        int panels = Tensor.PanelsFor(Width);
        if (_weighting is not null && source is not null)
        {
            // One panel of samples feeds several of their codes.
            Read(source, new PanelRange(0, Tensor.PanelsFor(Columns), 0));
            source = null;
        }

        PlanWalk walk = new(this) { Work = work, Source = source };
        if (_order == PlanOrder.PanelByPanel) _workers.For(panels, 1, walk);
        else walk.Over(new PanelRange(0, panels, 0));
    }

    private void Prepare()
    {
        for (int i = 0; i < _memory.Layers.Length; i++)
            if (_memory.Layers[i].Layer.PreparedLength > 0) _memory.Layers[i].Layer.Prepare(Pass(i, default));
    }

    private void Read(IBatchSource source, PanelRange range)
    {
        source.Fill(range.FirstSample, range.Cut(Input), _workers);
        if (_ownTarget) source.FillTarget(range.FirstSample, range.Cut(Target), _workers);
    }

    private void RunLoss(PanelRange range, bool withGradient)
    {
        Tensor output = Output, target = _memory.Target.WithColumns(Width);
        int perPanel = LossKernel.PartialCount(output.Rows, 1);
        Memory<double> partials = _memory.Partials.AsMemory(range.First * perPanel, range.Count * perPanel);
        Tensor? gradient = withGradient ? Pass(_memory.Layers.Length - 1, range).Dy : null;
        if (_weighting is null)
        {
            _loss!.Run(range.Cut(output), range.Cut(target), gradient, _loss.Scale(output.Rows, Columns), partials, _workers);
            return;
        }

        if (_ownTarget) _weighting.Repeat(Target, target, range, _workers);
        _weighting.Run(_loss!, output, target, gradient, partials, range, _workers);
    }

    private void FinishReconstruction(PanelRange range)
    {
        ActivationKind activation = Network.Spec.ReconstructionActivation;
        if (activation == ActivationKind.Linear) return;
        Tensor output = range.Cut(Output);
        ActivationKernel.Forward(activation, output, output, _workers);
    }

    private double TotalLoss()
    {
        PenaltyLoss = TotalPenalty();
        if (_weighting is not null) return _weighting.Mean(Columns) + PenaltyLoss;
        double sum = 0;
        int rows = Output.Rows, partials = LossKernel.PartialCount(rows, Columns);
        for (int i = 0; i < partials; i++) sum += _memory.Partials[i];
        return (sum * _loss!.Scale(rows, Columns)) + PenaltyLoss;
    }

    private double TotalPenalty()
    {
        double sum = _weightPenalty?.Value(_workers) ?? 0;
        int panels = Tensor.PanelsFor(Width);
        foreach (PlanLayer layer in _memory.Layers)
            for (int i = 0; i < Math.Min(panels, layer.Penalties.Length); i++) sum += layer.Penalties[i];
        return sum;
    }

    private void BackwardInputs(PanelRange range)
    {
        for (int i = _memory.Layers.Length - 1; i >= _memory.FirstLearner; i--)
        {
            bool fused = i == _memory.Layers.Length - 1 && _loss!.IsFused;
            LayerPass pass = Pass(i, range) with { DyIsBeforeActivation = fused };
            _memory.Layers[i].Layer.BackwardInput(pass);
            if (!pass.NeedsDx) continue;
            foreach (int sum in _memory.Layers[i].SkipsTo) SumKernel.Add(pass.Dx, Pass(sum, range).Dy, pass.Dx, _workers);
        }
    }

    private void BackwardParameters(bool add, IGradientSink? sink)
    {
        PanelRange all = new(0, Tensor.PanelsFor(Width), 0);
        for (int i = _memory.Layers.Length - 1; i >= 0; i--)
        {
            if (_memory.Layers[i].Parameters.Length == 0) continue;
            _memory.Layers[i].Layer.BackwardParameters(
                Pass(i, all) with { Dy = default, Dx = default, AddGradients = add, Sink = sink, SinkScratch = _memory.SinkScratch });
        }

        if (sink is null) _weightPenalty?.AddTo(Gradient, _workers);
    }

    private LayerPass Pass(int layer, PanelRange range)
    {
        LayerPass pass = _memory.Pass(layer, Width, range, _workers) with { Mode = _context.Mode, StepKey = _context.Key, Step = _context.Step };
        return _weighting is null ? pass : _weighting.Into(pass, Width, range);
    }

    private void RequireTraining()
    {
        if (_loss is null) throw new InvalidOperationException("This plan is one for inference; make one with Plan.ForTraining.");
    }

    /// <summary>What all layers of a walk are told alike.</summary>
    private readonly record struct StepContext(PassMode Mode, RandomKey Key, long Step);

    /// <summary>What a walk does, in this order.</summary>
    [Flags]
    private enum PlanWork
    {
        Encode = 1,
        Decode = 2,
        Forward = Encode | Decode,
        Loss = 4,
        Backward = 8,
    }

    /// <summary>Walks over the layers for a range of panels.</summary>
    private readonly struct PlanWalk(Plan plan) : IRangeJob
    {
        public required PlanWork Work { get; init; }

        public IBatchSource? Source { get; init; }

        /// <summary>Depth first: one panel goes all the way before the next begins.</summary>
        public void Run(int start, int end, int worker)
        {
            for (int panel = start; panel < end; panel++) Over(new PanelRange(panel, 1, worker));
        }

        public void Over(PanelRange range)
        {
            int encoder = plan._memory.EncoderLayers, all = plan._memory.Layers.Length;
            if (Source is not null) plan.Read(Source, range);
            if ((Work & PlanWork.Encode) != 0)
            {
                plan._weighting?.Repeat(plan.Input, plan._memory.Input.WithColumns(plan.Width), range, plan._workers);
                Forward(0, encoder, range);
            }

            if ((Work & PlanWork.Decode) != 0)
            {
                Forward(encoder, all, range);
                if (plan._loss is null) plan.FinishReconstruction(range);
            }

            if ((Work & (PlanWork.Loss | PlanWork.Backward)) != 0) plan.RunLoss(range, withGradient: (Work & PlanWork.Backward) != 0);
            if ((Work & PlanWork.Backward) != 0) plan.BackwardInputs(range);
        }

        private void Forward(int first, int end, PanelRange range)
        {
            for (int i = first; i < end; i++) plan._memory.Layers[i].Layer.Forward(plan.Pass(i, range));
        }
    }
}
