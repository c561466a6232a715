using Hourglass.Testing;

namespace Hourglass.Numerics.Tests;

/// <summary>One size of a convolution: its numbers, its sums in double precision, and a run of all kernels in guarded memory.</summary>
internal sealed class ConvCase
{
    private readonly ConvGeometry _geometry;
    private readonly int _columns;
    private readonly float[] _x;
    private readonly float[] _y;
    private readonly float[] _weight;
    private readonly float[] _outputBias;
    private readonly float[] _inputBias;

    public ConvCase(ConvGeometry geometry, int columns)
    {
        _geometry = geometry;
        _columns = columns;
        _x = Draw.Normal(1, geometry.Input.Size * columns);
        _y = Draw.Normal(2, geometry.Output.Size * columns);
        _weight = Draw.Normal(3, geometry.Output.Channels * geometry.Taps * geometry.Input.Channels, 1 / Math.Sqrt(geometry.Taps * geometry.Input.Channels));
        _outputBias = Draw.Normal(4, geometry.Output.Channels);
        _inputBias = Draw.Normal(5, geometry.Input.Channels);
    }

    /// <summary>Runs all kernels and compares them with the oracle.</summary>
    public float[][] Verify(Workers workers)
    {
        float[][] actual = Run(workers);
        (double[] y, double[] x, double[] dw) = Expected();

        // n roundings of partial sums that grow with sqrt(n), each half an ulp (6e-8), add up to some n * 6e-8.
        double outputs = 2e-6 + (6e-8 * _geometry.Taps * _geometry.Input.Channels), inputs = 2e-6 + (6e-8 * _geometry.Taps * _geometry.Output.Channels);
        double places = 2e-6 + (6e-8 * _columns * _geometry.Output.Height * _geometry.Output.Width);
        Close.Equal(y, actual[0], outputs, 2e-6, $"{this}: convolution");
        Close.Equal(x, actual[1], inputs, 2e-6, $"{this}: transposed convolution");
        Close.Equal(dw, actual[2], places, 2e-6, $"{this}: weight gradient");
        return actual;
    }

    /// <summary>Runs all kernels; padding columns of what is read hold garbage, which must not leak.</summary>
    public float[][] Run(Workers workers)
    {
        int panels = Tensor.PanelsFor(_columns), memoryOfPanel = _geometry.GradientLength + 16;
        Shape input = _geometry.Input, output = _geometry.Output;
        GuardedMemory memory = new(
            (3 * Tensor.LengthOf(input, _columns)) + (3 * Tensor.LengthOf(output, _columns)) + (2 * _geometry.WeightLength) + _geometry.TransposedLength
            + (panels * memoryOfPanel) + input.Channels + output.Channels);
        Tensor x = memory.Tensor(input, _columns, _x, padding: 1000), y = memory.Tensor(output, _columns, _y, padding: -1000);
        BufferRange weight = memory.Range(_geometry.WeightLength), transposed = memory.Range(_geometry.TransposedLength);
        weight.Span.Clear();
        for (int i = 0; i < _weight.Length; i++) weight.Span[PlaceOf(i)] = _weight[i];
        BufferRange outputBias = memory.Range(_outputBias), inputBias = memory.Range(_inputBias);
        Tensor convolved = memory.Tensor(output, _columns), spread = memory.Tensor(input, _columns);

        ConvKernel.TransposeWeight(_geometry, weight, transposed);
        ConvKernel.Convolve(_geometry, x, weight, outputBias, ActivationKind.Tanh, convolved, workers);
        ConvKernel.ConvolveTransposed(_geometry, y, transposed, inputBias, ActivationKind.Linear, spread, workers);
        float[] gradient = WeightGradient(memory, x, memory.Tensor(output, _columns, _y), memoryOfPanel, workers);
        memory.Verify($"{this}");
        return [convolved.Samples(), spread.Samples(), gradient];
    }

    public override string ToString() => $"{_geometry}, {_columns} columns";

    private float[] WeightGradient(GuardedMemory memory, Tensor x, Tensor dz, int memoryOfPanel, Workers workers)
    {
        PanelParts parts = new(memory.Range(x.Panels * memoryOfPanel), 16, memoryOfPanel);
        BufferRange gradient = memory.Range(_geometry.WeightLength);
        ConvKernel.WeightGradients(_geometry, x, dz, parts, workers);
        parts.SumTo(_geometry.WeightLength, gradient, accumulate: false, workers);
        Assert.Equal(gradient.Length - _weight.Length, gradient.Span.Count(0f));
        return [.. Enumerable.Range(0, _weight.Length).Select(i => gradient.Span[PlaceOf(i)])];
    }

    /// <summary>Weights are <c>[output][tap][input]</c> here.</summary>
    private int PlaceOf(int weight)
    {
        int inputs = _geometry.Input.Channels;
        return _geometry.IndexOf(weight / inputs / _geometry.Taps, weight / inputs % _geometry.Taps, weight % inputs);
    }

    private (double[] Y, double[] X, double[] Dw) Expected()
    {
        (Shape input, Shape output) = (_geometry.Input, _geometry.Output);
        double[] y = [.. Enumerable.Range(0, _y.Length).Select(i => (double)_outputBias[i % output.Channels])];
        double[] x = [.. Enumerable.Range(0, _x.Length).Select(i => (double)_inputBias[i % input.Channels])], dw = new double[_weight.Length];
        foreach ((int at, int from, int weight) in Products())
        {
            for (int sample = 0; sample < _columns; sample++)
            {
                int i = (sample * output.Size) + at, j = (sample * input.Size) + from;
                y[i] += (double)_weight[weight] * _x[j];
                x[j] += (double)_weight[weight] * _y[i];
                dw[weight] += (double)_y[i] * _x[j];
            }
        }

        return ([.. y.Select(Math.Tanh)], x, dw);
    }

    /// <summary>Lists every product of a sample: the output, the input and the weight.</summary>
    private IEnumerable<(int Output, int Input, int Weight)> Products()
    {
        (Shape input, Shape output) = (_geometry.Input, _geometry.Output);
        for (int place = 0; place < output.Height * output.Width; place++)
        {
            for (int tap = 0; tap < _geometry.Taps; tap++)
            {
                int row = (place / output.Width * _geometry.Stride) + (tap / _geometry.KernelWidth * _geometry.Dilation) - _geometry.PadTop;
                int column = (place % output.Width * _geometry.Stride) + (tap % _geometry.KernelWidth * _geometry.Dilation) - _geometry.PadLeft;
                if (row < 0 || row >= input.Height || column < 0 || column >= input.Width) continue;
                for (int o = 0; o < output.Channels; o++)
                {
                    for (int i = 0; i < input.Channels; i++)
                    {
                        yield return ((place * output.Channels) + o, (((row * input.Width) + column) * input.Channels) + i,
                            (((o * _geometry.Taps) + tap) * input.Channels) + i);
                    }
                }
            }
        }
    }
}
