using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>One computing layer of a plan with its place in memory; views have none.</summary>
internal sealed class PlanLayer
{
    public required Layer Layer { get; init; }

    public required Tensor X { get; init; }

    public required Tensor Y { get; init; }

    /// <summary>The gradient of Y; empty in inference.</summary>
    public Tensor Dy { get; init; }

    /// <summary>The gradient of X; empty where nobody needs it.</summary>
    public Tensor Dx { get; init; }

    public BufferRange Scratch { get; init; }

    public required BufferRange[] Parameters { get; init; }

    public required BufferRange[] Gradients { get; init; }
}

/// <summary>Lays out the arena of a plan and cuts it for its layers.</summary>
internal sealed class PlanMemory
{
    private readonly Network _network;
    private readonly int _batch;
    private readonly bool _training;
    private readonly ArenaLayout _layout = new();
    private readonly FloatBuffer _arena;

    public PlanMemory(Network network, int batch, bool training, bool ownTarget, int workers)
    {
        _network = network;
        _batch = batch;
        _training = training;

        Layer[] computing = [.. network.Encoder.Concat(network.Decoder).Where(static layer => !layer.IsView)];
        if (computing.Length == 0)
            throw new ArgumentException($"Model '{network.Spec.Name}' only reshapes its input; add a layer that computes.", nameof(network));
        Shape input = network.Spec.Input, output = computing[^1].Output;
        int inputAt = Reserve(input), targetAt = ownTarget ? Reserve(output) : inputAt;
        int[] outputsAt = [.. computing.Select(layer => Reserve(layer.Output))];
        int[] gradientsAt = training ? [.. computing.Select(layer => Reserve(layer.Output))] : [];
        int[] scratchAt = training ? [.. computing.Select(layer => _layout.Reserve(layer.ScratchPerPanel * Tensor.PanelsFor(batch)))] : [];
        int sinkAt = training ? _layout.Reserve(workers * DenseKernel.WeightScratchLength) : 0;

        _arena = new FloatBuffer(_layout.Length);
        Gradient = new FloatBuffer(training ? network.Parameters.Values.Length : 0);
        Input = At(inputAt, input);
        Target = At(targetAt, output);
        EncoderLayers = network.Encoder.Count(static layer => !layer.IsView);
        Layers = new PlanLayer[computing.Length];
        for (int i = 0; i < Layers.Length; i++)
        {
            Layer layer = computing[i];
            Layers[i] = new PlanLayer
            {
                Layer = layer,
                X = i == 0 ? Input.Reshape(layer.Input) : At(outputsAt[i - 1], layer.Input),
                Y = At(outputsAt[i], layer.Output),
                Dy = training ? At(gradientsAt[i], layer.Output) : default,
                Dx = training && i > 0 ? At(gradientsAt[i - 1], layer.Input) : default,
                Scratch = training ? new(_arena, scratchAt[i], layer.ScratchPerPanel * Tensor.PanelsFor(batch)) : default,
                Parameters = Ranges(layer, network.Parameters.Values),
                Gradients = training ? Ranges(layer, Gradient) : [],
            };
        }

        Partials = new double[training ? LossKernel.PartialCount(output.Size, batch) : 0];
        SinkScratch = training ? new(_arena, sinkAt, workers * DenseKernel.WeightScratchLength) : default;
    }

    public PlanLayer[] Layers { get; }

    /// <summary>How many of <see cref="Layers"/> belong to the encoder.</summary>
    public int EncoderLayers { get; }

    public Tensor Input { get; }

    public Tensor Target { get; }

    public FloatBuffer Gradient { get; }

    public BufferRange SinkScratch { get; }

    public double[] Partials { get; }

    public long Bytes => ((long)sizeof(float) * (_arena.Length + Gradient.Length)) + ((long)sizeof(double) * Partials.Length);

    /// <summary>Cuts the memory of a layer to a range of panels of the first <paramref name="columns"/> samples.</summary>
    public LayerPass Pass(int index, int columns, int firstPanel, int panels, Workers workers)
    {
        PlanLayer layer = Layers[index];
        int scratch = layer.Layer.ScratchPerPanel;
        return new LayerPass
        {
            X = layer.X.WithColumns(columns).SlicePanels(firstPanel, panels),
            Y = layer.Y.WithColumns(columns).SlicePanels(firstPanel, panels),
            Dy = _training ? layer.Dy.WithColumns(columns).SlicePanels(firstPanel, panels) : default,
            Dx = layer.Dx.Buffer is null ? default : layer.Dx.WithColumns(columns).SlicePanels(firstPanel, panels),
            Scratch = _training ? layer.Scratch.Slice(firstPanel * scratch, panels * scratch) : default,
            Parameters = layer.Parameters,
            Gradients = layer.Gradients,
            Workers = workers,
        };
    }

    private int Reserve(Shape shape) => _layout.Reserve(Tensor.LengthOf(shape, _batch));

    private Tensor At(int offset, Shape shape) => new(_arena, offset, shape, _batch);

    private BufferRange[] Ranges(Layer layer, FloatBuffer buffer) =>
        [.. _network.Parameters.All.Where(p => ReferenceEquals(p.Layer, layer)).OrderBy(static p => p.Index).Select(p => p.In(buffer))];
}
