using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Testing;

/// <summary>One layer with all the memory of a pass, guarded, and with random numbers that depend on the seed alone.</summary>
internal sealed class LayerRig
{
    private readonly GuardedMemory _memory;
    private readonly LayerPass _pass;
    private readonly float[] _upstream;
    private readonly Recorder _recorder;

    public LayerRig(LayerSpec spec, Shape input, int columns, Workers workers, ulong seed, bool needsDx = true)
    {
        Layer = spec.Build(input);
        int panels = Tensor.PanelsFor(columns), sink = workers.Count * DenseKernel.WeightScratchLength;
        int x = Tensor.LengthOf(input, columns), y = Tensor.LengthOf(Layer.Output, columns);
        int stored = Layer.Parameters.Sum(static p => p.StoredLength);
        int capacity = (2 * x) + (2 * y) + (2 * stored) + (Layer.ScratchPerPanel * panels) + sink;
        _memory = new GuardedMemory(capacity);
        Samples = Draw.Normal(seed, input.Size * columns);
        _upstream = Draw.Normal(seed + 1, Layer.Output.Size * columns);
        Values = [.. Layer.Parameters.Select((p, i) => Draw.Normal(seed + 2 + (ulong)i, p.Count, 0.5))];
        _pass = new LayerPass
        {
            X = _memory.Tensor(input, columns, Samples, padding: 100),
            Y = _memory.Tensor(Layer.Output, columns),
            Dy = _memory.Tensor(Layer.Output, columns),
            Dx = needsDx ? _memory.Tensor(input, columns) : default,
            Scratch = _memory.Range(Layer.ScratchPerPanel * panels),
            SinkScratch = _memory.Range(sink),
            Parameters = [.. Layer.Parameters.Select(p => _memory.Range(p.StoredLength))],
            Gradients = [.. Layer.Parameters.Select(p => _memory.Range(new float[p.StoredLength]))],
            Workers = workers,
        };
        for (int i = 0; i < Values.Length; i++) Layer.Import(i, Values[i], _pass.Parameters[i].Span);
        int end = _pass.Gradients.Count == 0 ? 0 : _pass.Gradients.Max(static g => g.Offset + g.Length);
        _recorder = new Recorder(end);
    }

    public Layer Layer { get; }

    /// <summary>Gets the input, sample after sample.</summary>
    public float[] Samples { get; }

    /// <summary>Gets the parameters in the order of files.</summary>
    public float[][] Values { get; }

    /// <summary>Gets the upstream gradient, sample after sample.</summary>
    public ReadOnlySpan<float> Upstream => _upstream;

    public float[] Y => _pass.Y.Samples();

    public float[] Dx => _pass.Dx.Samples();

    public float[][] Gradients => [.. _pass.Gradients.Select((gradient, i) =>
    {
        float[] values = new float[Layer.Parameters[i].Count];
        Layer.Export(i, gradient.Span, values);
        return values;
    })];

    /// <summary>Gets everything a pass computes.</summary>
    public float[] Everything => [.. Y, .. Dx, .. Gradients.SelectMany(static gradient => gradient)];

    /// <summary>Computes the output alone, as inference does: without the memory of a backward pass.</summary>
    public float[] Infer()
    {
        Layer.Forward(_pass with { Dy = default, Dx = default, Scratch = default, Gradients = [] });
        return Y;
    }

    /// <summary>Runs forward and backward.</summary>
    public void Run(bool add = false)
    {
        Layer.Forward(_pass);
        SetUpstream();
        Layer.BackwardInput(_pass);
        Layer.BackwardParameters(_pass with { AddGradients = add });
    }

    /// <summary>Runs forward and input gradient panel by panel, then the parameter gradients over the whole batch.</summary>
    public void RunPanelByPanel()
    {
        SetUpstream();
        int scratch = Layer.ScratchPerPanel;
        for (int panel = 0; panel < _pass.X.Panels; panel++)
        {
            LayerPass part = _pass with
            {
                X = _pass.X.SlicePanels(panel, 1),
                Y = _pass.Y.SlicePanels(panel, 1),
                Dy = _pass.Dy.SlicePanels(panel, 1),
                Dx = _pass.Dx.SlicePanels(panel, 1),
                Scratch = _pass.Scratch.Slice(panel * scratch, scratch),
            };
            Layer.Forward(part);
            Layer.BackwardInput(part);
        }

        Layer.BackwardParameters(_pass);
    }

    /// <summary>Hands the parameter gradients over instead of storing them.</summary>
    /// <returns>What came, parameter by parameter in the order of files, and how often each float came.</returns>
    public (float[][] Gradients, int[] Times) HandOver()
    {
        Layer.BackwardParameters(_pass with { Sink = _recorder });
        float[][] gradients = [.. _pass.Gradients.Select((gradient, i) =>
        {
            float[] values = new float[Layer.Parameters[i].Count];
            Layer.Export(i, _recorder.Values.AsSpan(gradient.Offset, gradient.Length), values);
            return values;
        })];
        return (gradients, [.. _pass.Gradients.SelectMany(g => _recorder.Times.Skip(g.Offset).Take(g.Length))]);
    }

    /// <summary>Demands that nothing outside the memory of the pass was written, and neither input nor parameters.</summary>
    public void VerifyMemory(string what)
    {
        _memory.Verify(what);
        Close.Identical(Samples, _pass.X.Samples(), $"{what}: input");
        for (int i = 0; i < Values.Length; i++)
        {
            float[] values = new float[Layer.Parameters[i].Count];
            Layer.Export(i, _pass.Parameters[i].Span, values);
            Close.Identical(Values[i], values, $"{what}: parameter {i}");
        }
    }

    private void SetUpstream() => Draw.Set(_pass.Dy, _upstream);
}
