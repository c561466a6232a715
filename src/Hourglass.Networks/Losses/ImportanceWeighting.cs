using Hourglass.Numerics;

namespace Hourglass.Networks;

/// <summary>What a plan needs where several codes of each sample are weighed by importance: the samples once, their copies' log ratios,
/// losses and weights.</summary>
/// <remarks>docs/math/importance-weighting.md</remarks>
internal sealed class ImportanceWeighting
{
    private readonly Tensor _logRatios;
    private readonly Tensor _weights;
    private readonly float[] _losses;
    private readonly double[] _bounds;
    private readonly int _lossesPerPanel;

    private ImportanceWeighting(int copies, Network network, Shape output, int batch, bool ownTarget)
    {
        Copies = copies;
        Input = new Tensor(network.Spec.Input, batch);
        Target = ownTarget ? new Tensor(output, batch) : Input;
        int columns = checked(batch * copies);
        _logRatios = new Tensor(new Shape(1), columns);
        _weights = new Tensor(new Shape(1), columns);
        _lossesPerPanel = LossKernel.PartialCount(output.Size, 1) * Tensor.PanelWidth;
        _losses = new float[Tensor.PanelsFor(columns) * _lossesPerPanel];
        _bounds = new double[Tensor.PanelsFor(columns)];
    }

    /// <summary>Gets the number of codes of each sample.</summary>
    public int Copies { get; }

    /// <summary>Gets the samples.</summary>
    public Tensor Input { get; }

    /// <summary>Gets the targets of the samples.</summary>
    public Tensor Target { get; }

    public long Bytes => (sizeof(float) * ((long)Input.Length + (Target.Buffer == Input.Buffer ? 0 : Target.Length) + (2L * _weights.Length) + _losses.Length))
        + (sizeof(double) * (long)_bounds.Length);

    /// <summary>Finds how many codes a network draws of each sample.</summary>
    /// <returns>The memory; null where no layer weighs codes.</returns>
    public static ImportanceWeighting? Of(Network network, int batch, bool ownTarget)
    {
        int copies = network.Layers.Max(static layer => layer.Layer.ImportanceSamples);
        return copies == 0 ? null : new ImportanceWeighting(copies, network, network.Decoder[^1].Output, batch, ownTarget);
    }

    /// <summary>Gives a pass of a layer the columns of its range.</summary>
    public LayerPass Into(in LayerPass pass, int columns, PanelRange range) => pass with
    {
        LogRatios = range.Cut(_logRatios.WithColumns(columns)),
        ColumnWeights = range.Cut(_weights.WithColumns(columns)),
    };

    /// <summary>Copies samples into the columns of their codes.</summary>
    public void Repeat(Tensor samples, Tensor repeated, PanelRange range, Workers workers) =>
        ImportanceKernel.Repeat(samples, Copies, repeated, range.First, range.Count, workers);

    /// <summary>Measures the codes of a range, weighs them and writes the gradient where it is wanted.</summary>
    public void Run(Loss loss, Tensor output, Tensor target, Tensor? gradient, Memory<double> partials, PanelRange range, Workers workers)
    {
        Memory<float> losses = _losses.AsMemory(range.First * _lossesPerPanel, range.Count * _lossesPerPanel);
        loss.Run(range.Cut(output), range.Cut(target), gradient, 1, partials, workers, losses.Span);
        Tensor weights = range.Cut(_weights.WithColumns(output.Columns));
        ImportanceKernel.Weigh(
            Copies,
            range.Cut(_logRatios.WithColumns(output.Columns)),
            losses.Span,
            (double)Copies / output.Columns,
            weights,
            _bounds.AsSpan(range.First, range.Count),
            workers);
        if (gradient is { } scaled) ImportanceKernel.Scale(scaled, weights, workers);
    }

    /// <summary>Computes the mean of the bounds of all samples.</summary>
    public double Mean(int samples)
    {
        double sum = 0;
        for (int i = 0; i < Tensor.PanelsFor(samples * Copies); i++) sum += _bounds[i];
        return sum / samples;
    }
}
