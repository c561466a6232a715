namespace Hourglass.Numerics;

/// <summary>The products of a dense layer on batches in panels.</summary>
/// <remarks><b>Determinism</b> Same bits for any number of workers: each output element is one ordered sum.</remarks>
public static class DenseKernel
{
    private const int MaxGroup = 4;

    /// <summary>Computes <c>Y = f(W X + b)</c>.</summary>
    /// <param name="geometry">The sizes.</param>
    /// <param name="x">Inputs x columns.</param>
    /// <param name="weight">The stored weight, see <see cref="DenseGeometry"/>.</param>
    /// <param name="bias">One number per output, or an empty range.</param>
    /// <param name="activation">f, elementwise.</param>
    /// <param name="y">Outputs x columns; overwritten.</param>
    /// <param name="workers">The team.</param>
    public static unsafe void Forward(
        DenseGeometry geometry, Tensor x, BufferRange weight, BufferRange bias, ActivationKind activation, Tensor y, Workers workers)
    {
        CheckSizes(geometry, x, y, weight);
        if (bias.Length != 0) CheckLength(bias, geometry.Outputs, nameof(bias));
        int group = GroupSize(geometry.OutputPanels, x.Panels, workers);
        DenseForwardJob job = new()
        {
            Geometry = geometry,
            X = x.Pointer,
            Weight = weight.Pointer,
            Bias = bias.Pointer,
            Activation = activation,
            Y = y.Pointer,
            Group = group,
            Panels = x.Panels,
        };
        workers.ForVectors(CeilingDivide(geometry.OutputPanels, group) * x.Panels, 1, job);
        KeepAlive(x, y, weight, bias);
    }

    /// <summary>Turns the gradient of the output into that of the sums before the activation, and transposes it.</summary>
    /// <remarks><b>Computes</b> <c>dZ = dY * f'</c> in place, its transpose, and its sums over the samples of each panel.</remarks>
    /// <param name="geometry">The sizes.</param>
    /// <param name="activation">f, or linear where <paramref name="dy"/> is dZ already.</param>
    /// <param name="y">The output.</param>
    /// <param name="dy">The gradient of the output; becomes dZ.</param>
    /// <param name="deltas">Receives transpose and sums: <see cref="DenseGeometry.DeltaLength"/> floats per panel of samples.</param>
    /// <param name="workers">The team.</param>
    public static unsafe void OutputGradient(
        DenseGeometry geometry, ActivationKind activation, Tensor y, Tensor dy, BufferRange deltas, Workers workers)
    {
        if (dy.Rows != geometry.Outputs || y.Rows != dy.Rows || y.Columns != dy.Columns)
            Throw.Argument(nameof(dy), $"Received {dy.Rows} x {dy.Columns} for an output of {y.Rows} x {y.Columns}, expected {geometry.Outputs} rows and equal columns.");
        CheckLength(deltas, geometry.DeltaLength * dy.Panels, nameof(deltas));
        DenseOutputGradientJob job = new()
        {
            Geometry = geometry,
            Activation = activation,
            Y = y.Pointer,
            Dy = dy.Pointer,
            Deltas = deltas.Pointer,
        };
        workers.ForVectors(geometry.OutputPanels * dy.Panels, 4, job);
        KeepAlive(y, dy, deltas, deltas);
    }

    /// <summary>Computes <c>dX = W' dZ</c>.</summary>
    /// <param name="geometry">The sizes.</param>
    /// <param name="dz">Outputs x columns.</param>
    /// <param name="weight">The stored weight.</param>
    /// <param name="dx">Inputs x columns; overwritten.</param>
    /// <param name="workers">The team.</param>
    public static unsafe void InputGradient(DenseGeometry geometry, Tensor dz, BufferRange weight, Tensor dx, Workers workers)
    {
        CheckSizes(geometry, dx, dz, weight);
        int blocks = CeilingDivide(geometry.Inputs, DenseGeometry.OutputPanel);
        int group = GroupSize(blocks, dx.Panels, workers);
        DenseInputGradientJob job = new()
        {
            Geometry = geometry,
            Dz = dz.Pointer,
            Weight = weight.Pointer,
            Dx = dx.Pointer,
            GroupRows = group * DenseGeometry.OutputPanel,
            Panels = dx.Panels,
        };
        workers.ForVectors(CeilingDivide(blocks, group) * dx.Panels, 1, job);
        KeepAlive(dz, dx, weight, weight);
    }

    /// <summary>Computes <c>dW = dZ X'</c> over the whole batch.</summary>
    /// <param name="geometry">The sizes.</param>
    /// <param name="x">Inputs x columns.</param>
    /// <param name="deltas">The transposed dZ of all panels, from <see cref="OutputGradient"/>.</param>
    /// <param name="gradient">Receives the gradient in the layout of the weight; its offset is the weight's place in the arena.</param>
    /// <param name="accumulate">Whether to add to the gradient instead of overwriting it.</param>
    /// <param name="workers">The team.</param>
    public static void WeightGradient(
        DenseGeometry geometry, Tensor x, BufferRange deltas, BufferRange gradient, bool accumulate, Workers workers) =>
        RunWeightGradient(geometry, x, deltas, gradient, gradient.Offset, accumulate, null, workers);

    /// <summary>Computes <c>dW = dZ X'</c> piece by piece and hands each piece over at once.</summary>
    /// <remarks><b>Memory</b> The gradient is never stored as a whole: each worker needs <see cref="WeightScratchLength"/> floats.</remarks>
    /// <param name="geometry">The sizes.</param>
    /// <param name="x">Inputs x columns.</param>
    /// <param name="deltas">The transposed dZ of all panels.</param>
    /// <param name="scratch"><see cref="WeightScratchLength"/> floats per worker.</param>
    /// <param name="offset">The weight's place in the parameter arena.</param>
    /// <param name="sink">Takes the pieces.</param>
    /// <param name="workers">The team.</param>
    public static void WeightGradient(
        DenseGeometry geometry, Tensor x, BufferRange deltas, BufferRange scratch, int offset, IGradientSink sink, Workers workers) =>
        RunWeightGradient(geometry, x, deltas, scratch, offset, false, sink, workers);

    /// <summary>Gets the floats of scratch that one worker needs for a handed-over weight gradient.</summary>
    public static int WeightScratchLength => DenseWeightGradientJob.ScratchLength;

    /// <summary>Computes <c>db = sum over samples of dZ</c>, panel after panel.</summary>
    /// <param name="geometry">The sizes.</param>
    /// <param name="deltas">From <see cref="OutputGradient"/>, of all panels.</param>
    /// <param name="gradient"><see cref="DenseGeometry.BiasLength"/> numbers: one per output, and zero for padding.</param>
    /// <param name="accumulate">Whether to add to the gradient instead of overwriting it.</param>
    public static void BiasGradient(DenseGeometry geometry, BufferRange deltas, Span<float> gradient, bool accumulate)
    {
        ReadOnlySpan<float> all = deltas.Span;
        int panels = deltas.Length / geometry.DeltaLength;
        if (!accumulate) gradient.Clear();
        for (int panel = 0; panel < panels; panel++)
        {
            for (int output = 0; output < geometry.Outputs; output += DenseGeometry.OutputPanel)
            {
                int place = (panel * geometry.DeltaLength) + (output / DenseGeometry.OutputPanel * DenseGeometry.DeltaPanel);
                ReadOnlySpan<float> sums = all.Slice(place + (Tensor.PanelWidth * DenseGeometry.OutputPanel), DenseGeometry.OutputPanel);
                Span<float> part = gradient.Slice(output, DenseGeometry.OutputPanel);
                for (int i = 0; i < sums.Length; i++) part[i] += sums[i];
            }
        }
    }

    internal static int CeilingDivide(int x, int y) => (x + y - 1) / y;

    private static unsafe void RunWeightGradient(
        DenseGeometry geometry,
        Tensor x,
        BufferRange deltas,
        BufferRange gradient,
        int offset,
        bool accumulate,
        IGradientSink? sink,
        Workers workers)
    {
        if (x.Rows != geometry.Inputs) Throw.Argument(nameof(x), $"Received {x.Rows} rows, expected {geometry.Inputs}.");
        CheckLength(deltas, geometry.DeltaLength * x.Panels, nameof(deltas));
        CheckLength(gradient, sink is null ? geometry.WeightLength : workers.Count * WeightScratchLength, nameof(gradient));
        DenseWeightGradientJob job = new()
        {
            Geometry = geometry,
            X = x.Pointer,
            Deltas = deltas.Pointer,
            Gradient = gradient.Pointer,
            Offset = offset,
            Accumulate = accumulate,
            Sink = sink,
            Panels = x.Panels,
        };
        workers.ForVectors(DenseWeightGradientJob.Items(geometry), 1, job);
        KeepAlive(x, x, deltas, gradient);
    }

    /// <summary>Chooses how many blocks of 16 rows one item has: enough to reuse a panel from the cache, few enough to share.</summary>
    private static int GroupSize(int blocks, int panels, Workers workers) =>
        workers.Available == 1 ? MaxGroup : Math.Clamp(blocks * panels / (4 * workers.Count), 1, MaxGroup);

    private static void CheckSizes(DenseGeometry geometry, Tensor x, Tensor y, BufferRange weight)
    {
        if (x.Rows != geometry.Inputs || y.Rows != geometry.Outputs || x.Columns != y.Columns)
            Throw.Argument(nameof(x), $"Received {x.Rows} x {x.Columns} and {y.Rows} x {y.Columns}, expected {geometry.Inputs} and {geometry.Outputs} rows and equal columns.");
        if (weight.Length != geometry.WeightLength)
            Throw.Argument(nameof(weight), $"Received {weight.Length} floats, expected {geometry.WeightLength}.");
    }

    private static void CheckLength(BufferRange range, int least, string parameter)
    {
        if (range.Length < least) Throw.Argument(parameter, $"Received {range.Length} floats, expected {least} or more.");
    }

    private static void KeepAlive(Tensor a, Tensor b, BufferRange c, BufferRange d)
    {
        GC.KeepAlive(a.Buffer);
        GC.KeepAlive(b.Buffer);
        GC.KeepAlive(c.Buffer);
        GC.KeepAlive(d.Buffer);
    }
}
