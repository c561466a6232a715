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

    private Plan(Network network, int batch, Workers workers, bool training, bool ownTarget)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        Network = network;
        Batch = batch;
        _workers = workers;
        _memory = new PlanMemory(network, batch, training, ownTarget, workers.Count);
        _loss = training ? new Loss(network.Spec.Loss, _memory.Layers[^1].Layer.Activation) : null;
        _order = PlanOrders.Choose(network.Parameters, Tensor.PanelsFor(batch), workers);
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
    public long Bytes => _memory.Bytes;

    /// <summary>Gets the input of the current batch.</summary>
    public Tensor Input => _memory.Input.WithColumns(Columns);

    /// <summary>Gets the target of the current batch: the input itself, or memory of its own on request.</summary>
    public Tensor Target => _memory.Target.WithColumns(Columns);

    /// <summary>Gets the code of the current batch.</summary>
    public Tensor Code => (_memory.EncoderLayers == 0 ? _memory.Input : _memory.Layers[_memory.EncoderLayers - 1].Y)
        .WithColumns(Columns).Reshape(Network.Encoder[^1].Output);

    /// <summary>Gets the output of the current batch.</summary>
    public Tensor Output => _memory.Layers[^1].Y.WithColumns(Columns).Reshape(Network.Decoder[^1].Output);

    /// <summary>Gets the gradient of the parameters, laid out like them; a fused <see cref="Step"/> leaves it incomplete.</summary>
    public FloatBuffer Gradient => _memory.Gradient;

    /// <summary>Plans training.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batch">The largest number of samples at once; 1 or more.</param>
    /// <param name="workers">The team.</param>
    /// <param name="ownTarget">Whether the target has memory of its own. The default is no: an autoencoder's target is its input.</param>
    public static Plan ForTraining(Network network, int batch, Workers workers, bool ownTarget = false) =>
        new(network, batch, workers, training: true, ownTarget);

    /// <summary>Plans encoding, decoding and reconstruction.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batch">The largest number of samples at once; 1 or more.</param>
    /// <param name="workers">The team.</param>
    public static Plan ForInference(Network network, int batch, Workers workers) =>
        new(network, batch, workers, training: false, ownTarget: false);

    /// <summary>Computes <see cref="Code"/> and <see cref="Output"/> from <see cref="Input"/>.</summary>
    public void Forward() => Run(new PlanWalk(this, 0, _memory.Layers.Length));

    /// <summary>Computes <see cref="Code"/> from <see cref="Input"/>.</summary>
    public void Encode() => Run(new PlanWalk(this, 0, _memory.EncoderLayers));

    /// <summary>Computes <see cref="Output"/> from <see cref="Code"/>.</summary>
    public void Decode() => Run(new PlanWalk(this, _memory.EncoderLayers, _memory.Layers.Length));

    /// <summary>Computes <see cref="Output"/> and compares it with <see cref="Target"/>, without a gradient.</summary>
    /// <returns>The loss.</returns>
    /// <exception cref="InvalidOperationException">The plan is one for inference.</exception>
    public double Evaluate()
    {
        RequireTraining();
        Run(new PlanWalk(this, 0, _memory.Layers.Length) { Then = PlanWork.Loss });
        return TotalLoss();
    }

    /// <summary>Compares <see cref="Output"/> with <see cref="Target"/> and computes the gradient of the output.</summary>
    /// <returns>The loss.</returns>
    /// <exception cref="InvalidOperationException">The plan is one for inference.</exception>
    public double Loss()
    {
        RequireTraining();
        RunLoss(0, Output.Panels, withGradient: true);
        return TotalLoss();
    }

    /// <summary>Computes <see cref="Gradient"/>; <see cref="Forward"/> and <see cref="Loss"/> must have run.</summary>
    /// <param name="add">Whether to add to the gradient instead of overwriting it, as micro-batches need. The default overwrites.</param>
    /// <exception cref="InvalidOperationException">The plan is one for inference.</exception>
    public void Backward(bool add = false)
    {
        RequireTraining();
        BackwardInputs(0, Output.Panels);
        BackwardParameters(add, null);
    }

    /// <summary>Takes a whole training step.</summary>
    /// <remarks>The optimizer takes each piece of the gradient while it is in the cache, unless it needs the whole first.</remarks>
    /// <param name="optimizer">Changes the parameters.</param>
    /// <param name="learningRate">The learning rate of this step.</param>
    /// <returns>The loss before the step.</returns>
    /// <exception cref="InvalidOperationException">The plan is one for inference.</exception>
    public double Step(Optimizer optimizer, double learningRate)
    {
        RequireTraining();
        Run(new PlanWalk(this, 0, _memory.Layers.Length) { Then = PlanWork.LossAndBackward });
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
            BackwardParameters(add: false, optimizer);
        }

        return loss;
    }

    /// <summary>Finds the first layer whose output is not finite.</summary>
    /// <returns>Its name, as in <c>decoder.0</c>, or null where all outputs are finite.</returns>
    public string? FirstNonFiniteLayer()
    {
        foreach (PlanLayer layer in _memory.Layers)
        {
            if (Reductions.IndexOfNonFinite(layer.Y.WithColumns(Columns).Span) < 0) continue;
            int place = Network.Encoder.ToList().IndexOf(layer.Layer);
            return place >= 0 ? $"encoder.{place}" : $"decoder.{Network.Decoder.ToList().IndexOf(layer.Layer)}";
        }

        return null;
    }

    private void Run(PlanWalk walk)
    {
        int panels = Tensor.PanelsFor(Columns);
        if (_order == PlanOrder.PanelByPanel) _workers.For(panels, 1, walk);
        else walk.Over(0, panels);
    }

    private void RunLoss(int firstPanel, int panels, bool withGradient)
    {
        Tensor output = Output, target = Target;
        double scale = _loss!.Scale(output.Rows, Columns);
        int perPanel = LossKernel.PartialCount(output.Rows, 1);
        Span<double> partials = _memory.Partials.AsSpan(firstPanel * perPanel, panels * perPanel);
        Tensor? gradient = withGradient ? _memory.Layers[^1].Dy.WithColumns(Columns).SlicePanels(firstPanel, panels) : null;
        _loss.Run(output.SlicePanels(firstPanel, panels), target.SlicePanels(firstPanel, panels), gradient, scale, partials, _workers);
    }

    private double TotalLoss()
    {
        double sum = 0;
        int rows = Output.Rows, partials = LossKernel.PartialCount(rows, Columns);
        for (int i = 0; i < partials; i++) sum += _memory.Partials[i];
        return sum * _loss!.Scale(rows, Columns);
    }

    private void BackwardInputs(int firstPanel, int panels)
    {
        for (int i = _memory.Layers.Length - 1; i >= 0; i--)
        {
            bool fused = i == _memory.Layers.Length - 1 && _loss!.IsFused;
            _memory.Layers[i].Layer.BackwardInput(_memory.Pass(i, Columns, firstPanel, panels, _workers) with { DyIsBeforeActivation = fused });
        }
    }

    private void BackwardParameters(bool add, IGradientSink? sink)
    {
        int panels = Tensor.PanelsFor(Columns);
        for (int i = _memory.Layers.Length - 1; i >= 0; i--)
        {
            if (_memory.Layers[i].Parameters.Length == 0) continue;
            LayerPass pass = _memory.Pass(i, Columns, 0, panels, _workers);
            _memory.Layers[i].Layer.BackwardParameters(pass with { AddGradients = add, Sink = sink, SinkScratch = _memory.SinkScratch });
        }
    }

    private void RequireTraining()
    {
        if (_loss is null) throw new InvalidOperationException("This plan is one for inference; make one with Plan.ForTraining.");
    }

    /// <summary>What follows the forward pass.</summary>
    private enum PlanWork
    {
        Nothing,
        Loss,
        LossAndBackward,
    }

    /// <summary>Walks over layers for a range of panels, and on to the loss and the input gradients.</summary>
    private readonly struct PlanWalk(Plan plan, int firstLayer, int endLayer) : IRangeJob
    {
        public PlanWork Then { get; init; }

        /// <summary>Depth first: one panel goes all the way before the next begins.</summary>
        public void Run(int start, int end, int worker)
        {
            for (int panel = start; panel < end; panel++) Over(panel, 1);
        }

        public void Over(int firstPanel, int panels)
        {
            PlanMemory memory = plan._memory;
            for (int i = firstLayer; i < endLayer; i++)
                memory.Layers[i].Layer.Forward(memory.Pass(i, plan.Columns, firstPanel, panels, plan._workers));
            if (Then != PlanWork.Nothing) plan.RunLoss(firstPanel, panels, Then == PlanWork.LossAndBackward);
            if (Then == PlanWork.LossAndBackward) plan.BackwardInputs(firstPanel, panels);
        }
    }
}
