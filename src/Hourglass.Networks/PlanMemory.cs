using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>One computing layer of a plan with its place in memory; views have none.</summary>
internal sealed class PlanLayer
{
    public required string Name { get; init; }

    public required Layer Layer { get; init; }

    public required Tensor X { get; init; }

    public required Tensor Y { get; init; }

    /// <summary>The second input; empty where there is none.</summary>
    public Tensor Skip { get; init; }

    /// <summary>The places of the layers whose second input is <see cref="X"/>.</summary>
    public required int[] SkipsTo { get; init; }

    /// <summary>Where the gradient of Y begins in the arena.</summary>
    public int DyAt { get; init; }

    public BufferRange Saved { get; init; }

    public BufferRange Scratch { get; init; }

    public BufferRange Prepared { get; init; }

    /// <summary>One number for each panel where the layer has a penalty; empty elsewhere.</summary>
    public required double[] Penalties { get; init; }

    public required BufferRange[] Parameters { get; init; }

    public required BufferRange[] Gradients { get; init; }
}

/// <summary>A range of panels that one worker walks over.</summary>
internal readonly record struct PanelRange(int First, int Count, int Worker)
{
    public int FirstSample => First * Tensor.PanelWidth;

    public Tensor Cut(Tensor tensor) => tensor.SlicePanels(First, Count);
}

/// <summary>Lays out the arena of a plan and cuts it for its layers.</summary>
internal sealed class PlanMemory
{
    private readonly Network _network;
    private readonly int _batch;
    private readonly bool _training;
    private readonly bool _perWorker;
    private readonly ArenaLayout _layout = new();
    private readonly FloatBuffer _arena;

    /// <param name="network">The network.</param>
    /// <param name="batch">The largest number of samples.</param>
    /// <param name="training">Whether there is a backward pass.</param>
    /// <param name="ownTarget">Whether the target has memory of its own.</param>
    /// <param name="order">Panel by panel, the gradients of activations live for one panel: one for each worker, which stay in its cache.</param>
    /// <param name="workers">The size of the team.</param>
    public PlanMemory(Network network, int batch, bool training, bool ownTarget, PlanOrder order, int workers)
    {
        _network = network;
        _batch = batch;
        _training = training;
        _perWorker = order == PlanOrder.PanelByPanel;

        NamedLayer[] named = [.. network.Layers.Where(static layer => !layer.Layer.IsView)];
        Layer[] computing = [.. named.Select(static layer => layer.Layer)];
        if (computing.Length == 0)
            throw new ArgumentException($"Model '{network.Spec.Name}' only reshapes its input; add a layer that computes.", nameof(network));
        Shape input = network.Spec.Input, output = computing[^1].Output;
        if (training && !ownTarget && output.Size != input.Size)
            throw new ArgumentException($"Model '{network.Spec.Name}' turns {input} into {output}; its plan needs a target of its own.", nameof(ownTarget));
        int inputAt = Reserve(input), targetAt = ownTarget ? Reserve(output) : inputAt;
        int[] outputsAt = [.. computing.Select(layer => Reserve(layer.Output))];
        int gradientColumns = _perWorker ? workers * Tensor.PanelWidth : batch;
        int[] gradientsAt = training
            ? [.. computing.Select(layer => _layout.Reserve(Tensor.LengthOf(layer.Output, gradientColumns)))]
            : [];
        int panels = Tensor.PanelsFor(batch);
        int[] scratchAt = training ? [.. computing.Select(layer => _layout.Reserve(layer.ScratchPerPanel * panels))] : [];
        int[] savedAt = training ? [.. computing.Select(layer => _layout.Reserve(layer.SavedPerPanel * panels))] : [];
        int[] preparedAt = [.. computing.Select(layer => _layout.Reserve(layer.PreparedLength))];
        int sinkAt = training ? _layout.Reserve(workers * DenseKernel.WeightScratchLength) : 0;

        _arena = new FloatBuffer(_layout.Length);
        Gradient = new FloatBuffer(training ? network.Parameters.Values.Length : 0);
        Input = At(inputAt, input);
        Target = ownTarget ? At(targetAt, output) : Input;
        EncoderLayers = network.Layers.Take(network.EncoderLayers).Count(static layer => !layer.Layer.IsView);
        FirstLearner = Array.FindIndex(computing, static layer => layer.HasPenalty || layer.Parameters.Count > 0);
        if (FirstLearner < 0) FirstLearner = computing.Length;
        Layers = new PlanLayer[computing.Length];
        for (int i = 0; i < Layers.Length; i++)
        {
            Layer layer = computing[i];
            Tensor x = i == 0 ? Input.Reshape(layer.Input) : At(outputsAt[i - 1], layer.Input);
            int skipsFrom = Array.IndexOf(computing, layer.SkipFrom);
            Layers[i] = new PlanLayer
            {
                Name = named[i].Name,
                Layer = layer,
                X = x,
                Y = At(outputsAt[i], layer.Output),
                Skip = skipsFrom < 0 ? default : (skipsFrom == i ? x : Layers[skipsFrom].X).Reshape(layer.Input),
                SkipsTo = [.. Enumerable.Range(0, computing.Length).Where(place => ReferenceEquals(computing[place].SkipFrom, layer))],
                DyAt = training ? gradientsAt[i] : 0,
                Scratch = training ? new(_arena, scratchAt[i], layer.ScratchPerPanel * panels) : default,
                Saved = training ? new(_arena, savedAt[i], layer.SavedPerPanel * panels) : default,
                Prepared = new(_arena, preparedAt[i], layer.PreparedLength),
                Penalties = new double[training && layer.HasPenalty ? panels : 0],
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

    /// <summary>The first layer that has something to learn or to add to the loss; nobody needs the gradient of its input.</summary>
    public int FirstLearner { get; }

    public Tensor Input { get; }

    public Tensor Target { get; }

    public FloatBuffer Gradient { get; }

    public BufferRange SinkScratch { get; }

    public double[] Partials { get; }

    public long Bytes => ((long)sizeof(float) * (_arena.Length + Gradient.Length)) + ((long)sizeof(double) * (Partials.Length + Layers.Sum(static layer => (long)layer.Penalties.Length)));

    /// <summary>Cuts the memory of a layer to a range of panels of the first <paramref name="columns"/> samples.</summary>
    public LayerPass Pass(int index, int columns, PanelRange range, Workers workers)
    {
        PlanLayer layer = Layers[index];
        int scratch = layer.Layer.ScratchPerPanel, saved = layer.Layer.SavedPerPanel;
        return new LayerPass
        {
            X = range.Cut(layer.X.WithColumns(columns)),
            Y = range.Cut(layer.Y.WithColumns(columns)),
            Skip = layer.Skip.Buffer is null ? default : range.Cut(layer.Skip.WithColumns(columns)),
            Dy = _training ? OutputGradient(index, layer.Layer.Output, columns, range) : default,
            Dx = _training && index > FirstLearner ? OutputGradient(index - 1, layer.Layer.Input, columns, range) : default,
            Place = index,
            FirstSample = range.FirstSample,
            Samples = columns,
            Penalties = layer.Penalties.Length == 0 ? default : layer.Penalties.AsMemory(range.First, range.Count),
            Saved = _training ? layer.Saved.Slice(range.First * saved, range.Count * saved) : default,
            Scratch = _training ? layer.Scratch.Slice(range.First * scratch, range.Count * scratch) : default,
            Prepared = layer.Prepared,
            Parameters = layer.Parameters,
            Gradients = layer.Gradients,
            Workers = workers,
        };
    }

    /// <summary>Cuts the gradient of a layer's output.</summary>
    private Tensor OutputGradient(int index, Shape shape, int columns, PanelRange range)
    {
        if (!_perWorker) return range.Cut(At(Layers[index].DyAt, shape).WithColumns(columns));
        Tensor panels = new(_arena, Layers[index].DyAt, shape, (range.Worker + 1) * Tensor.PanelWidth);
        int present = Math.Min(range.Count * Tensor.PanelWidth, columns - (range.First * Tensor.PanelWidth));
        return panels.SlicePanels(range.Worker, 1).WithColumns(Math.Min(present, Tensor.PanelWidth));
    }

    private int Reserve(Shape shape) => _layout.Reserve(Tensor.LengthOf(shape, _batch));

    private Tensor At(int offset, Shape shape) => new(_arena, offset, shape, _batch);

    private BufferRange[] Ranges(Layer layer, FloatBuffer buffer) =>
        [.. _network.Parameters.All.Where(p => ReferenceEquals(p.Layer, layer)).OrderBy(static p => p.Index).Select(p => p.In(buffer))];
}
