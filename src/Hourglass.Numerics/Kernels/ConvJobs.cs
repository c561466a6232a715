namespace Hourglass.Numerics;

/// <summary>Items are (panel of samples, row of the output).</summary>
internal unsafe struct ConvolveJob : IVectorJob
{
    public ConvGeometry Geometry;
    public float* X;
    public float* Weight;
    public float* Bias;
    public ActivationKind Activation;
    public float* Y;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        int height = Geometry.Output.Height;
        int length = Geometry.Output.Width * Geometry.Output.Channels * Tensor.PanelWidth;
        for (int item = start; item < end; item++)
        {
            float* x = X + ((nint)(item / height) * Geometry.Input.Size * Tensor.PanelWidth), y = Y + ((nint)item * length);
            RunRow<TWidth, TVec>(x, item % height, y);
            Activations.Apply<TWidth, TVec>(Activation, y, length);
        }
    }

    private readonly void RunRow<TWidth, TVec>(float* x, int row, float* y)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        ConvAxis rows = Geometry.Rows, columns = Geometry.Columns;
        TapRange vertical = rows.TapsOf(row);
        nint place = (nint)Geometry.Input.Channels * Tensor.PanelWidth, line = Geometry.Input.Width * place;
        nint tap = (nint)Geometry.Input.Channels * DenseGeometry.OutputPanel;
        TapWindow window = new()
        {
            WeightPanel = Geometry.Taps * tap,
            WeightRow = Geometry.KernelWidth * tap,
            XRow = Geometry.Dilation * line,
            XTap = Geometry.Dilation * place,
            Channels = Geometry.Input.Channels,
            Rows = vertical.Count,
        };
        float* weight = Weight + (vertical.First * window.WeightRow);
        x += (rows.Start(row) * line) + (vertical.First * window.XRow);
        for (int column = 0; column < Geometry.Output.Width; column++)
        {
            TapRange horizontal = columns.TapsOf(column);
            window.Taps = horizontal.Count;
            window.Weight = weight + (horizontal.First * tap);
            window.X = x + (columns.Start(column) * place) + (horizontal.First * window.XTap);
            window.Run<TWidth, TVec>(Bias, y, Geometry.Output.Channels);
            y += Geometry.Output.Channels * Tensor.PanelWidth;
        }
    }
}

/// <summary>Items are (panel of samples, row of the convolution's input, which is what this job writes).</summary>
/// <remarks>With stride s the places of the input fall into s phases along each axis. All places of a phase see the same taps, which makes
/// each phase a small convolution of its own with stride 1.</remarks>
internal unsafe struct ConvolveTransposedJob : IVectorJob
{
    public ConvGeometry Geometry;
    public float* X;

    /// <summary>The copy made by <see cref="ConvTransposition"/>.</summary>
    public float* Weight;
    public float* Bias;
    public ActivationKind Activation;
    public float* Y;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        int height = Geometry.Input.Height;
        int length = Geometry.Input.Width * Geometry.Input.Channels * Tensor.PanelWidth;
        for (int item = start; item < end; item++)
        {
            float* x = X + ((nint)(item / height) * Geometry.Output.Size * Tensor.PanelWidth), y = Y + ((nint)item * length);
            RunRow<TWidth, TVec>(x, item % height, y);
            Activations.Apply<TWidth, TVec>(Activation, y, length);
        }
    }

    private readonly void RunRow<TWidth, TVec>(float* x, int row, float* y)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        ConvAxis rows = Geometry.Rows, columns = Geometry.Columns;
        int before = 0, remainder = (row + rows.Pad) % rows.Stride;
        for (int r = 0; r < remainder; r++) before += rows.Phase(r).Taps;
        ConvPhase phase = rows.Phase(remainder);
        int from = rows.PhaseStart(phase, row);
        TapRange vertical = TapRange.Clip(from, phase.Step, phase.Taps, rows.Output);
        nint tap = (nint)Geometry.Output.Channels * DenseGeometry.OutputPanel;
        nint place = (nint)Geometry.Output.Channels * Tensor.PanelWidth, line = Geometry.Output.Width * place;
        TapWindow window = new()
        {
            WeightPanel = Geometry.Taps * tap,
            XRow = phase.Step * line,
            Channels = Geometry.Output.Channels,
            Rows = vertical.Count,
        };
        float* weight = Weight + (before * columns.Kernel * tap);
        x += (from * line) + (vertical.First * window.XRow);
        for (remainder = 0; remainder < columns.Stride; remainder++)
        {
            ConvPhase across = columns.Phase(remainder);
            window.WeightRow = across.Taps * tap;
            window.XTap = across.Step * place;
            window.Weight = weight + (vertical.First * window.WeightRow);
            window.X = x;
            RunPhase<TWidth, TVec>(window, across, y);
            weight += phase.Taps * window.WeightRow;
        }
    }

    private readonly void RunPhase<TWidth, TVec>(TapWindow window, ConvPhase phase, float* y)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        ConvAxis columns = Geometry.Columns;
        nint tap = (nint)Geometry.Output.Channels * DenseGeometry.OutputPanel;
        nint place = (nint)Geometry.Output.Channels * Tensor.PanelWidth;
        int stride = columns.Stride, first = (phase.Remainder + stride - (columns.Pad % stride)) % stride;
        int from = columns.PhaseStart(phase, first);
        float* weight = window.Weight, x = window.X;
        for (int column = first; column < columns.Input; column += stride, from++)
        {
            TapRange horizontal = TapRange.Clip(from, phase.Step, phase.Taps, columns.Output);
            window.Taps = horizontal.Count;
            window.Weight = weight + (horizontal.First * tap);
            window.X = x + (from * place) + (horizontal.First * window.XTap);
            window.Run<TWidth, TVec>(Bias, y + ((nint)column * Geometry.Input.Channels * Tensor.PanelWidth), Geometry.Input.Channels);
        }
    }
}
