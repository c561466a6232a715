using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Trains a network: read a batch, take a step, tell the callbacks, validate after each epoch.</summary>
/// <remarks>
/// <para><b>Determinism</b> The weights after n steps are a function of the network's start, the data and the options: the same bits for
/// any number of workers, and for a training that was stopped anywhere and resumed.</para>
/// <para><b>Memory</b> A step allocates nothing.</para>
/// </remarks>
public sealed class Trainer
{
    /// <summary>Keeps the noise of layers apart from the order of batches.</summary>
    private const ulong NoiseIdentity = 0x4E4F_4953;

    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(100);

    private readonly IDataset _train;
    private readonly IDataset? _validation;
    private readonly TrainingCallback[] _callbacks;
    private readonly TimeProvider _time;
    private readonly Plan _plan;
    private readonly BatchOrder _order;
    private readonly DatasetSource _source = new();
    private readonly int[] _validationIndices;
    private readonly FloatBuffer _best;
    private readonly List<EpochRecord> _history = [];
    private double _lossSum;
    private double _penaltySum;
    private double _epochSeconds;
    private double _learningRate;
    private int _bestEpoch;
    private double? _bestLoss;
    private (TrainingOutcome Outcome, string Reason)? _stop;

    /// <summary>Prepares a training; all memory is taken here.</summary>
    /// <param name="network">The network; its weights are changed in place.</param>
    /// <param name="train">The training set; where it has targets, the network learns to answer with them.</param>
    /// <param name="validation">The validation set, with targets where the training set has them; null for none.</param>
    /// <param name="options">How to train.</param>
    /// <param name="workers">The team.</param>
    /// <param name="callbacks">Who is told; the options' own come first.</param>
    /// <param name="time">The clock; the system's by default.</param>
    /// <exception cref="SpecException">The options are not valid, or do not fit the data; all problems are listed.</exception>
    /// <exception cref="ArgumentException">Two callbacks that keep a state have the same name.</exception>
    public Trainer(
        Network network,
        IDataset train,
        IDataset? validation,
        TrainingOptions options,
        Workers workers,
        IEnumerable<TrainingCallback>? callbacks = null,
        TimeProvider? time = null)
    {
        TrainerChecks.EnsureValid(network.Spec, train, validation, options);
        Network = network;
        Options = options;
        Workers = workers;
        _train = train;
        _validation = validation;
        _time = time ?? TimeProvider.System;
        _plan = Plan.ForTraining(network, options.Batch, workers, ownTarget: train.Targets is not null);
        _plan.Key = NoiseKey(options.Seed);
        _order = new BatchOrder(train.Count, options.Batch, new RandomKey(options.Seed), options.Shuffle);
        _validationIndices = [.. Enumerable.Range(0, validation?.Count ?? 0)];
        _best = new FloatBuffer(network.Parameters.Values.Length);
        Optimizer = options.Optimizer.Build(network.Parameters);
        _callbacks = [.. OwnCallbacks(options), .. callbacks ?? []];
        TrainerChecks.EnsureDistinct(_callbacks);
    }

    /// <summary>Gets the network.</summary>
    public Network Network { get; }

    /// <summary>Gets the options.</summary>
    public TrainingOptions Options { get; }

    /// <summary>Gets the optimizer.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>Gets the memory of a training step in bytes, parameters and optimizer included.</summary>
    public long Bytes => _plan.Bytes + (sizeof(float) * (long)Network.Parameters.Values.Length * (2 + Optimizer.Slots.Count));

    internal Workers Workers { get; }

    internal IReadOnlyList<EpochRecord> History => _history;

    internal int BatchNumber { get; private set; }

    internal int StepsPerEpoch => _order.Batches;

    internal double LastLoss { get; private set; }

    internal double PlateauFactor { get; set; } = 1;

    internal double MeanLoss => _lossSum / Math.Max(1, SamplesDone);

    internal bool HasDiverged => _stop is (TrainingOutcome.Diverged, _);

    /// <summary>The samples of the running epoch that steps have seen; the last batch may be smaller.</summary>
    private long SamplesDone => Math.Min((long)BatchNumber * Options.Batch, _train.Count);

    /// <summary>Gets the source of random numbers that a trainer gives to its plan: corruption, dropout and sampled codes. A loop of one's own that
    /// sets <see cref="Plan.Key"/> to it draws the same numbers.</summary>
    /// <param name="seed">The seed of the training.</param>
    public static RandomKey NoiseKey(ulong seed) => new RandomKey(seed).Fold(NoiseIdentity);

    /// <summary>Trains until the end, a stop or a cancellation.</summary>
    /// <param name="progress">Is told several times a second how far training is.</param>
    /// <param name="cancellation">Ends training after the current step; the result can be resumed.</param>
    public TrainingResult Run(IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        TrainingContext context = new(this);
        _stop = null;
        foreach (TrainingCallback callback in _callbacks) callback.OnBegin(context);
        while (_stop is null && _history.Count < Options.Epochs) RunEpoch(context, progress, cancellation);

        (TrainingOutcome outcome, string reason) = _stop
            ?? (TrainingOutcome.Completed, Phrase.Of($"All {Options.Epochs} epochs are done."));
        TrainingResult result = new(outcome, reason, State(), _history.Sum(static epoch => epoch.Seconds) + _epochSeconds);
        foreach (TrainingCallback callback in _callbacks) callback.OnEnd(context, result);
        if (outcome != TrainingOutcome.Cancelled && Options.TakesBest && _bestEpoch > 0) _best.Span.CopyTo(Network.Parameters.Values.Span);
        return result;
    }

    /// <summary>Goes back to where a checkpoint stood; whoever calls this fills the weights and the slots.</summary>
    /// <remarks>Where it fails, the training stands where it stood.</remarks>
    /// <param name="state">The state.</param>
    /// <param name="best">The weights of the best epoch; null before the first.</param>
    /// <exception cref="ArgumentException">The state contradicts itself, or is that of other data or another batch size.</exception>
    /// <exception cref="FormatException">A callback does not understand what was kept for it.</exception>
    public void Restore(TrainingState state, FloatBuffer? best)
    {
        ArgumentNullException.ThrowIfNull(state);
        TrainerChecks.EnsureFits(state, _order.Batches);
        RestoreCallbacks(state.Callbacks);
        _history.Clear();
        _history.AddRange(state.History);
        BatchNumber = state.Batch;
        _lossSum = state.LossSum;
        _penaltySum = state.PenaltySum;
        _epochSeconds = state.EpochSeconds;
        _learningRate = state.LearningRate;
        PlateauFactor = state.PlateauFactor;
        _bestEpoch = state.BestEpoch;
        _bestLoss = state.BestLoss;
        Optimizer.Steps = state.Steps;
        best?.Span.CopyTo(_best.Span);
    }

    internal void RequestStop(TrainingOutcome outcome, string reason) => _stop ??= (outcome, reason);

    internal TrainingSnapshot Snapshot() => new(Network, Optimizer, _bestEpoch > 0 ? _best : null, State());

    private static IEnumerable<TrainingCallback> OwnCallbacks(TrainingOptions options)
    {
        if (options.Schedule.Plateau is { } plateau) yield return new ReduceOnPlateau(plateau);
        if (options.Patience is { } patience) yield return new EarlyStopping(patience);
    }

    private void RestoreCallbacks(IReadOnlyDictionary<string, string> states)
    {
        Dictionary<string, string> before = CallbackStates();
        try
        {
            Hand(states);
        }
        catch
        {
            Hand(before);
            throw;
        }

        void Hand(IReadOnlyDictionary<string, string> saved)
        {
            foreach (TrainingCallback callback in _callbacks)
                if (saved.TryGetValue(callback.Name, out string? state)) callback.RestoreState(state);
        }
    }

    private void RunEpoch(TrainingContext context, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        _order.Deal(_history.Count);
        double before = _epochSeconds;
        long started = _time.GetTimestamp(), reported = started;
        while (BatchNumber < _order.Batches)
        {
            if (cancellation.IsCancellationRequested) RequestStop(TrainingOutcome.Cancelled, Phrase.Of("Stopped by the user; resume to go on."));
            if (_stop is not null) return;
            TakeStep();
            if (_stop is not null) return;
            foreach (TrainingCallback callback in _callbacks) callback.OnStep(context);
            _epochSeconds = before + _time.GetElapsedTime(started).TotalSeconds;
            if (progress is null || _time.GetElapsedTime(reported) < ProgressInterval) continue;
            reported = _time.GetTimestamp();
            progress.Report(Progress());
        }

        double trainingSeconds = _epochSeconds;
        double? validationLoss = Validate();
        _epochSeconds = before + _time.GetElapsedTime(started).TotalSeconds;
        double speed = _train.Count / Math.Max(trainingSeconds, 1e-9), penalty = _penaltySum / _train.Count;
        EpochRecord epoch = new(_history.Count + 1, MeanLoss, validationLoss, _learningRate, _epochSeconds, speed, penalty);
        FinishEpoch(context, epoch);
    }

    private void TakeStep()
    {
        ReadOnlyMemory<int> indices = _order.Batch(BatchNumber);
        _plan.Columns = indices.Length;
        _source.Set(_train, indices);
        long steps = (long)Options.Epochs * _order.Batches;
        _learningRate = Options.Optimizer.LearningRate * PlateauFactor
            * Options.Schedule.FactorAt(Optimizer.Steps, steps, _order.Batches);
        LastLoss = _plan.Step(Optimizer, _learningRate, _source);
        if (!double.IsFinite(LastLoss))
        {
            int step = BatchNumber + 1;
            RequestDivergence(Phrase.Of($"The loss is not finite at epoch {_history.Count + 1}, step {step}"), FirstNonFiniteOutput());
            return;
        }

        _lossSum += LastLoss * indices.Length;
        _penaltySum += _plan.PenaltyLoss * indices.Length;
        BatchNumber++;
    }

    private double? Validate()
    {
        if (_validation is null) return null;
        double sum = 0;
        for (int start = 0; start < _validation.Count; start += Options.Batch)
        {
            ReadOnlyMemory<int> indices = _validationIndices.AsMemory(start, Math.Min(Options.Batch, _validation.Count - start));
            _plan.Columns = indices.Length;
            _source.Set(_validation, indices);
            sum += _plan.Evaluate(_source, start / Options.Batch) * indices.Length;

            // The plan still holds the batch that shows which layer is to blame.
            if (!double.IsFinite(sum)) return sum;
        }

        return sum / _validation.Count;
    }

    private void FinishEpoch(TrainingContext context, EpochRecord epoch)
    {
        CheckFinite(epoch);
        _history.Add(epoch);
        if (!HasDiverged && (_bestLoss is not { } best || epoch.MonitoredLoss < best))
        {
            _bestLoss = epoch.MonitoredLoss;
            _bestEpoch = epoch.Epoch;
            Network.Parameters.Values.Span.CopyTo(_best.Span);
        }

        BatchNumber = 0;
        _lossSum = 0;
        _penaltySum = 0;
        _epochSeconds = 0;
        foreach (TrainingCallback callback in _callbacks) callback.OnEpoch(context, epoch);
    }

    private TrainingState State() => new()
    {
        History = [.. _history],
        Batch = BatchNumber,
        LossSum = _lossSum,
        PenaltySum = _penaltySum,
        EpochSeconds = _epochSeconds,
        Steps = Optimizer.Steps,
        PlateauFactor = PlateauFactor,
        BestEpoch = _bestEpoch,
        BestLoss = _bestLoss,
        LearningRate = _learningRate,
        Callbacks = CallbackStates(),
    };

    private Dictionary<string, string> CallbackStates()
    {
        Dictionary<string, string> states = [];
        foreach (TrainingCallback callback in _callbacks)
            if (callback.SaveState() is { } state) states.Add(callback.Name, state);
        return states;
    }

    private TrainingProgress Progress()
    {
        double done = (double)SamplesDone / _train.Count;
        double average = _history.Count == 0 ? 0 : _history.Average(static epoch => epoch.Seconds);
        double epochSeconds = _history.Count == 0 ? _epochSeconds / Math.Max(done, 1e-9) : average;
        double remaining = Math.Max(0, (epochSeconds * (Options.Epochs - _history.Count)) - _epochSeconds);
        return new TrainingProgress(
            _history.Count + 1,
            Options.Epochs,
            BatchNumber,
            _order.Batches,
            MeanLoss,
            _history.Count == 0 ? null : _history[^1].ValidationLoss,
            SamplesDone / Math.Max(_epochSeconds, 1e-9),
            TimeSpan.FromSeconds(Math.Min(remaining, 1e8)));
    }

    /// <summary>Looks at an epoch's figures and at the weights that its last step has left, which no loss has seen without validation.</summary>
    private void CheckFinite(EpochRecord epoch)
    {
        if (!double.IsFinite(epoch.MonitoredLoss))
            RequestDivergence(Phrase.Of($"The validation loss is not finite at epoch {_history.Count + 1}, step {BatchNumber}"), FirstNonFiniteOutput());
        else if (Network.Parameters.All.FirstOrDefault(p => Reductions.IndexOfNonFinite(p.In(Network.Parameters.Values).Span) >= 0) is { } broken)
        {
            RequestDivergence(
                Phrase.Of($"The weights are not finite at epoch {_history.Count + 1}, step {BatchNumber}"),
                Phrase.Of($"the first values that are not finite are those of {broken.Name}"));
        }
    }

    private string FirstNonFiniteOutput() => _plan.FirstNonFiniteLayer() is { } layer
        ? Phrase.Of($"the first values that are not finite come out of {layer}")
        : Phrase.Of("the first values that are not finite come out of the loss itself");

    private void RequestDivergence(string what, string where) => RequestStop(TrainingOutcome.Diverged, Phrase.Of(
        $"{what}; {where}. Lower the learning rate (it was {_learningRate}) or set a gradient clip."));
}
