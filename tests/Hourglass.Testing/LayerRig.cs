using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Testing;

/// <summary>One layer with all the memory of a pass, guarded, and with random numbers that depend on the seed alone.</summary>
/// <remarks>A composite layer runs as a plan runs it: its parts one after the other.</remarks>
internal sealed class LayerRig
{
    private readonly GuardedMemory _memory;
    private readonly Layer[] _stages;
    private readonly LayerPass[] _passes;
    private readonly (int Stage, int Index, ParameterInfo Info)[] _parameters;
    private readonly float[] _upstream;
    private readonly Recorder _recorder;

    public LayerRig(LayerSpec spec, Shape input, int columns, Workers workers, ulong seed, bool needsDx = true)
    {
        Layer = spec.Build(input);
        _stages = [.. Apart(Layer).Where(static part => !part.IsView)];
        _parameters = [.. _stages.SelectMany(static (stage, i) => stage.Parameters.Select((info, index) => (i, index, info)))];
        int sink = workers.Count * DenseKernel.WeightScratchLength;
        int outside = sink + (2 * Tensor.LengthOf(input, columns));
        _memory = new GuardedMemory(outside + _stages.Sum(stage => Capacity(stage, columns)), ranges: 16 * (1 + _stages.Length));
        Samples = Draw.Normal(seed, input.Size * columns);
        _upstream = Draw.Normal(seed + 1, Layer.Output.Size * columns);
        Values = [.. _parameters.Select((p, i) => Start(seed + 2 + (ulong)i, p.Info))];
        StepKey = new RandomKey(seed);

        BufferRange sinkScratch = _memory.Range(sink);
        Tensor x = _memory.Tensor(input, columns, Samples, padding: 100), dx = needsDx ? _memory.Tensor(input, columns) : default;
        _passes = new LayerPass[_stages.Length];
        for (int i = 0; i < _passes.Length; i++)
        {
            _passes[i] = Pass(_stages[i], x.Reshape(_stages[i].Input), dx, columns) with { Place = i, Workers = workers, SinkScratch = sinkScratch };
            if (Array.IndexOf(_stages, _stages[i].SkipFrom) is >= 0 and int from) _passes[i] = _passes[i] with { Skip = _passes[from].X.Reshape(_stages[i].Input) };
            (x, dx) = (_passes[i].Y, _passes[i].Dy);
        }

        for (int i = 0; i < Values.Length; i++) Owner(i).Import(_parameters[i].Index, Values[i], Stored(i).Span);
        _recorder = new Recorder(_passes.SelectMany(static pass => pass.Gradients).Select(static g => g.Offset + g.Length).DefaultIfEmpty().Max());
    }

    public Layer Layer { get; }

    public RandomKey StepKey { get; }

    /// <summary>Gets whether a pass must see all samples at once.</summary>
    public bool NeedsWholeBatch => _stages.Any(static stage => stage.NeedsWholeBatch);

    /// <summary>Gets the input, sample after sample.</summary>
    public float[] Samples { get; }

    /// <summary>Gets the parameters in the order of files.</summary>
    public float[][] Values { get; }

    /// <summary>Gets what each of <see cref="Values"/> is.</summary>
    public IReadOnlyList<ParameterInfo> Infos => [.. _parameters.Select(static p => p.Info)];

    /// <summary>Gets the upstream gradient, sample after sample.</summary>
    public ReadOnlySpan<float> Upstream => _upstream;

    public float[] Y => _passes[^1].Y.Samples();

    public float[] Dx => _passes[0].Dx.Samples();

    /// <summary>Gets the layer's share of the loss in the last forward pass.</summary>
    public double Penalty => _passes.Sum(static pass => pass.Penalties.ToArray().Sum());

    /// <summary>Gets the gradient of each parameter; empty for state, which has none.</summary>
    public float[][] Gradients => [.. _parameters.Select((p, i) => p.Info.Kind == ParameterKind.State ? [] : Exported(i, Gradient(i).Span))];

    /// <summary>Gets what the last pass has left in the parameters that are state.</summary>
    public float[][] States => [.. _parameters.Select((p, i) => p.Info.Kind == ParameterKind.State ? Exported(i, Stored(i).Span) : [])];

    /// <summary>Gets everything a pass computes.</summary>
    public float[] Everything =>
        [.. Y, (float)Penalty, .. Dx, .. Gradients.SelectMany(static gradient => gradient), .. States.SelectMany(static state => state)];

    /// <summary>Takes a layer apart into those that a plan runs.</summary>
    public static IEnumerable<Layer> Apart(Layer layer) =>
        layer.Parts.Count == 0 ? [layer] : layer.Parts.SelectMany(static part => Apart(part.Layer));

    /// <summary>Computes the output alone: in inference without the memory of a backward pass.</summary>
    public float[] Infer(PassMode mode = PassMode.Inference)
    {
        bool bare = mode == PassMode.Inference;
        Prepare();
        for (int i = 0; i < _stages.Length; i++)
        {
            LayerPass pass = _passes[i] with { Mode = mode, Step = long.MaxValue, Dy = default, Dx = default, Scratch = default, Gradients = [] };
            _stages[i].Forward(bare ? pass with { Saved = default, Penalties = default } : pass);
        }

        return Y;
    }

    /// <summary>Runs forward and backward.</summary>
    public void Run(bool add = false)
    {
        Prepare();
        for (int i = 0; i < _stages.Length; i++) _stages[i].Forward(_passes[i]);
        SetUpstream();
        BackwardInputs(_passes);
        for (int i = _stages.Length - 1; i >= 0; i--) _stages[i].BackwardParameters(Whole(i) with { AddGradients = add });
    }

    /// <summary>Runs forward and input gradient panel by panel, then the parameter gradients over the whole batch.</summary>
    public void RunPanelByPanel()
    {
        Prepare();
        SetUpstream();
        for (int panel = 0; panel < _passes[0].X.Panels; panel++)
        {
            LayerPass[] passes = [.. Enumerable.Range(0, _stages.Length).Select(stage => Cut(stage, panel))];
            for (int i = 0; i < _stages.Length; i++) _stages[i].Forward(passes[i]);
            BackwardInputs(passes);
        }

        for (int i = _stages.Length - 1; i >= 0; i--) _stages[i].BackwardParameters(Whole(i));
    }

    /// <summary>Hands the parameter gradients over instead of storing them.</summary>
    /// <returns>What came, parameter by parameter in the order of files, and how often each float of a trained parameter came.</returns>
    public (float[][] Gradients, int[] Times) HandOver()
    {
        for (int i = _stages.Length - 1; i >= 0; i--) _stages[i].BackwardParameters(Whole(i) with { Sink = _recorder });
        int[] trained = [.. Enumerable.Range(0, _parameters.Length).Where(i => _parameters[i].Info.Kind != ParameterKind.State)];
        float[][] gradients = [.. _parameters.Select((p, i) => p.Info.Kind == ParameterKind.State
            ? []
            : Exported(i, _recorder.Values.AsSpan(Gradient(i).Offset, Gradient(i).Length)))];
        return (gradients, [.. trained.SelectMany(i => _recorder.Times.Skip(Gradient(i).Offset).Take(Gradient(i).Length))]);
    }

    /// <summary>Demands that nothing outside the memory of the pass was written, and neither input nor trained parameters.</summary>
    public void VerifyMemory(string what)
    {
        _memory.Verify(what);
        Close.Identical(Samples, _passes[0].X.Samples(), $"{what}: input");
        for (int i = 0; i < Values.Length; i++)
            if (_parameters[i].Info.Kind != ParameterKind.State) Close.Identical(Values[i], Exported(i, Stored(i).Span), $"{what}: parameter {i}");
    }

    private static int Capacity(Layer layer, int columns)
    {
        int panels = Tensor.PanelsFor(columns), stored = layer.Parameters.Sum(static p => p.StoredLength);
        int samples = Tensor.LengthOf(layer.Input, columns) + Tensor.LengthOf(layer.Output, columns);
        return (2 * samples) + (2 * stored) + ((layer.ScratchPerPanel + layer.SavedPerPanel) * panels) + layer.PreparedLength;
    }

    /// <summary>Running variances are positive; weights and biases may be anything.</summary>
    private static float[] Start(ulong seed, ParameterInfo info)
    {
        float[] values = Draw.Normal(seed, info.Count, 0.5);
        return info.Kind == ParameterKind.State ? [.. values.Select(static value => 0.5f + Math.Abs(value))] : values;
    }

    private LayerPass Pass(Layer layer, Tensor x, Tensor dx, int columns) => new()
    {
        Mode = PassMode.Training,
        StepKey = StepKey,
        Samples = columns,
        X = x,
        Y = _memory.Tensor(layer.Output, columns),
        Dy = _memory.Tensor(layer.Output, columns),
        Dx = dx.Buffer is null ? default : dx.Reshape(layer.Input),
        Penalties = new double[layer.HasPenalty ? x.Panels : 0],
        Saved = _memory.Range(layer.SavedPerPanel * x.Panels),
        Scratch = _memory.Range(layer.ScratchPerPanel * x.Panels),
        Prepared = _memory.Range(layer.PreparedLength),
        Parameters = [.. layer.Parameters.Select(p => _memory.Range(p.StoredLength))],
        Gradients = [.. layer.Parameters.Select(p => _memory.Range(new float[p.StoredLength]))],
        Workers = Workers.Single,
    };

    private LayerPass Cut(int stage, int panel)
    {
        LayerPass pass = _passes[stage];
        int scratch = _stages[stage].ScratchPerPanel, saved = _stages[stage].SavedPerPanel;
        return pass with
        {
            X = pass.X.SlicePanels(panel, 1),
            Y = pass.Y.SlicePanels(panel, 1),
            Skip = pass.Skip.Buffer is null ? default : pass.Skip.SlicePanels(panel, 1),
            Dy = pass.Dy.SlicePanels(panel, 1),
            Dx = pass.NeedsDx ? pass.Dx.SlicePanels(panel, 1) : default,
            FirstSample = panel * Tensor.PanelWidth,
            Penalties = pass.Penalties.IsEmpty ? default : pass.Penalties.Slice(panel, 1),
            Saved = pass.Saved.Slice(panel * saved, saved),
            Scratch = pass.Scratch.Slice(panel * scratch, scratch),
        };
    }

    /// <summary>What the parameter gradients have: all samples, but no gradient of outputs.</summary>
    private LayerPass Whole(int stage) => _passes[stage] with { Dy = default, Dx = default };

    /// <summary>Runs backward as a plan does: the gradient of a sum reaches its second input after the layers in between.</summary>
    private void BackwardInputs(LayerPass[] passes)
    {
        for (int i = _stages.Length - 1; i >= 0; i--)
        {
            _stages[i].BackwardInput(passes[i]);
            for (int sum = i; sum < _stages.Length; sum++)
            {
                if (passes[i].NeedsDx && ReferenceEquals(_stages[sum].SkipFrom, _stages[i]))
                    SumKernel.Add(passes[i].Dx, passes[sum].Dy, passes[i].Dx, passes[i].Workers);
            }
        }
    }

    private void Prepare()
    {
        for (int i = 0; i < _stages.Length; i++)
            if (_stages[i].PreparedLength > 0) _stages[i].Prepare(_passes[i] with { X = default, Y = default, Dy = default, Dx = default });
    }

    private Layer Owner(int parameter) => _stages[_parameters[parameter].Stage];

    private BufferRange Stored(int parameter) => _passes[_parameters[parameter].Stage].Parameters[_parameters[parameter].Index];

    private BufferRange Gradient(int parameter) => _passes[_parameters[parameter].Stage].Gradients[_parameters[parameter].Index];

    private float[] Exported(int parameter, ReadOnlySpan<float> stored)
    {
        float[] values = new float[_parameters[parameter].Info.Count];
        Owner(parameter).Export(_parameters[parameter].Index, stored, values);
        return values;
    }

    private void SetUpstream() => Draw.Set(_passes[^1].Dy, _upstream);
}
