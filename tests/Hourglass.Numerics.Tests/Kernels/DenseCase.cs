using Hourglass.Testing;

namespace Hourglass.Numerics.Tests;

/// <summary>One size of a dense layer: its numbers, its products in double precision, and a run of all kernels in guarded memory.</summary>
internal sealed class DenseCase
{
    private readonly DenseGeometry _geometry;
    private readonly int _columns;
    private readonly ActivationKind _activation;
    private readonly float[] _x;
    private readonly float[] _weight;
    private readonly float[] _bias;
    private readonly float[] _dy;
    private double[]? _sums;
    private (float[] Dz, double[] Dx, double[] Dw, double[] Db)? _gradients;

    public DenseCase(int inputs, int outputs, int columns, ActivationKind activation = ActivationKind.Tanh)
    {
        _geometry = new DenseGeometry(inputs, outputs);
        _columns = columns;
        _activation = activation;
        _x = Draw.Normal(1, inputs * columns);
        _weight = Draw.Normal(2, outputs * inputs, 1 / Math.Sqrt(inputs));
        _bias = Draw.Normal(3, outputs);
        _dy = Draw.Normal(4, outputs * columns);
    }

    /// <summary>Runs all kernels and compares them with the oracle.</summary>
    public float[][] Verify(Workers workers)
    {
        float[][] actual = Run(workers);
        int outputs = _geometry.Outputs;
        string what = $"{_geometry.Inputs} to {outputs}, {_columns} columns, {_activation}";
        _sums ??= Sums();

        // A sum of n terms errs by some halves of an ulp (6e-8) of its partial sums, which grow with sqrt(n); the activations by 3e-7.
        Close.Equal([.. _sums.Select(z => ActivationOracle.Apply(_activation, z))], actual[0], 3e-6, 2e-6, $"{what}: forward");
        Close.Equal([.. _sums.Select((z, i) => _dy[i] * Slope(z))], actual[1], 5e-6, 2e-6, $"{what}: output gradient");

        (double[] dx, double[] dw, double[] db) = Gradients(actual[1]);
        double gradient = 2e-6 + (1e-7 * _columns);
        Close.Equal(dx, actual[2], 1e-6 + (1e-7 * outputs), 1e-6, $"{what}: input gradient");
        Close.Equal(dw, actual[3], gradient, 1e-6, $"{what}: weight gradient");
        Close.Equal([.. dw.Select(static g => g + 0.5)], actual[4], gradient, 1e-6, $"{what}: weight gradient added");
        Close.Equal(db, actual[5], gradient, 1e-6, $"{what}: bias gradient");
        Close.Equal([.. db.Select(static g => g + 0.5)], actual[6], gradient, 1e-6, $"{what}: bias gradient added");
        return actual;
    }

    /// <summary>Runs all kernels; padding columns of the input hold garbage, which must not leak.</summary>
    public float[][] Run(Workers workers)
    {
        (int inputs, int outputs) = (_geometry.Inputs, _geometry.Outputs);
        Shape input = new(inputs), output = new(outputs);
        int panels = Tensor.PanelsFor(_columns);
        int scratch = workers.Count * DenseKernel.WeightScratchLength;
        GuardedMemory memory = new(
            (2 * Tensor.LengthOf(input, _columns)) + (2 * Tensor.LengthOf(output, _columns)) + (3 * _geometry.WeightLength)
            + (3 * _geometry.BiasLength) + (_geometry.DeltaLength * panels) + scratch);
        Tensor x = memory.Tensor(input, _columns, _x, padding: 1000), y = memory.Tensor(output, _columns), dx = memory.Tensor(input, _columns);
        Tensor dy = memory.Tensor(output, _columns, _dy, padding: 0);
        BufferRange weight = memory.Range(_geometry.WeightLength), bias = memory.Range(_geometry.BiasLength);
        _geometry.FromMatrix(_weight, weight.Span);
        bias.Span.Clear();
        _bias.CopyTo(bias.Span);
        BufferRange deltas = memory.Range(_geometry.DeltaLength * panels);

        DenseKernel.Forward(_geometry, x, weight, bias, _activation, y, workers);
        float[] forward = y.Samples();
        DenseKernel.OutputGradient(_geometry, _activation, y, dy, deltas, workers);
        DenseKernel.InputGradient(_geometry, dy, weight, dx, workers);

        BufferRange dw = memory.Range(_geometry.WeightLength), db = memory.Range(_geometry.BiasLength);
        float[] stored = WeightGradient(x, deltas, dw, accumulate: false, workers);
        DenseKernel.BiasGradient(_geometry, deltas, db.Span, accumulate: false);
        float[] biases = db.Span[..outputs].ToArray();
        Assert.Equal(-1, db.Span[outputs..].IndexOfAnyExcept(0f));
        CheckHandedOver(x, deltas, memory.Range(scratch), dw, workers);

        dw.Span.Fill(0.5f);
        db.Span.Fill(0.5f);
        float[] added = WeightGradient(x, deltas, dw, accumulate: true, workers);
        DenseKernel.BiasGradient(_geometry, deltas, db.Span, accumulate: true);
        memory.Verify($"{inputs} to {outputs}, {_columns} columns");
        return [forward, dy.Samples(), dx.Samples(), stored, added, biases, db.Span[..outputs].ToArray()];
    }

    private float[] WeightGradient(Tensor x, BufferRange deltas, BufferRange gradient, bool accumulate, Workers workers)
    {
        DenseKernel.WeightGradient(_geometry, x, deltas, gradient, accumulate, workers);
        float[] matrix = new float[_geometry.Outputs * _geometry.Inputs];
        _geometry.ToMatrix(gradient.Span, matrix);
        return matrix;
    }

    /// <summary>A handed-over gradient comes once, complete, with the bits of the stored one; padding is zero in both.</summary>
    private void CheckHandedOver(Tensor x, BufferRange deltas, BufferRange scratch, BufferRange stored, Workers workers)
    {
        const int Offset = 48;
        Recorder recorder = new(Offset + _geometry.WeightLength);

        DenseKernel.WeightGradient(_geometry, x, deltas, scratch, Offset, recorder, workers);

        Assert.True(recorder.WholeVectors);
        Assert.All(recorder.Times.Skip(Offset), static times => Assert.Equal(1, times));
        Close.Identical(stored.Span, recorder.Values.AsSpan(Offset), "handed over");
        int padding = (_geometry.OutputPanels * DenseGeometry.OutputPanel) - _geometry.Outputs;
        for (int i = 0; i < padding * _geometry.Inputs; i++)
            Assert.Equal(0, stored.Span[_geometry.IndexOf(_geometry.Outputs + (i % padding), i / padding)]);
    }

    private double[] Sums()
    {
        (int inputs, int outputs) = (_geometry.Inputs, _geometry.Outputs);
        double[] transposed = ProductOracle.Transpose(_weight.Doubles(), outputs, inputs);
        double[] z = ProductOracle.Multiply(_x.Doubles(), transposed, _columns, inputs, outputs);
        for (int i = 0; i < z.Length; i++) z[i] += _bias[i % outputs];
        return z;
    }

    /// <summary>The products are computed from the kernel's own dZ, so that the error of the activation does not hide theirs.</summary>
    private (double[] Dx, double[] Dw, double[] Db) Gradients(float[] kernelDz)
    {
        if (_gradients is { } known && known.Dz.AsSpan().SequenceEqual(kernelDz)) return (known.Dx, known.Dw, known.Db);
        (int inputs, int outputs) = (_geometry.Inputs, _geometry.Outputs);
        double[] dz = kernelDz.Doubles(), db = new double[outputs];
        double[] dx = ProductOracle.Multiply(dz, _weight.Doubles(), _columns, outputs, inputs);
        double[] dw = ProductOracle.Multiply(ProductOracle.Transpose(dz, _columns, outputs), _x.Doubles(), outputs, _columns, inputs);
        for (int i = 0; i < dz.Length; i++) db[i % outputs] += dz[i];
        _gradients = (kernelDz, dx, dw, db);
        return (dx, dw, db);
    }

    private double Slope(double z) =>
        (ActivationOracle.Apply(_activation, z + 1e-6) - ActivationOracle.Apply(_activation, z - 1e-6)) / 2e-6;
}
