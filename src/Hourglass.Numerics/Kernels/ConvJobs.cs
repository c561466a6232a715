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
            XPlace = Geometry.Stride * place,
            XRow = Geometry.Dilation * line,
            XTap = Geometry.Dilation * place,
            Channels = Geometry.Input.Channels,
            Rows = vertical.Count,
            Bias = Bias,
            YPlace = Geometry.Output.Channels * Tensor.PanelWidth,
            Outputs = Geometry.Output.Channels,
        };
        window.Weight = Weight + (vertical.First * window.WeightRow);
        window.X = x + (rows.Start(row) * line) + (vertical.First * window.XRow);
        window.Y = y;
        (int first, int end) = columns.Interior;
        for (int column = 0; column < first; column++) RunPlaces<TWidth, TVec>(window, column, 1);
        if (first < end) RunPlaces<TWidth, TVec>(window, first, end - first);
        for (int column = end; column < columns.Output; column++) RunPlaces<TWidth, TVec>(window, column, 1);
    }

    private readonly void RunPlaces<TWidth, TVec>(TapWindow window, int column, int count)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        ConvAxis columns = Geometry.Columns;
        TapRange horizontal = columns.TapsOf(column);
        window.Taps = horizontal.Count;
        window.Weight += horizontal.First * (nint)Geometry.Input.Channels * DenseGeometry.OutputPanel;
        window.X += (columns.Start(column) * (nint)Geometry.Input.Channels * Tensor.PanelWidth) + (horizontal.First * window.XTap);
        window.Y += column * window.YPlace;
        window.Run<TWidth, TVec>(count);
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
            XPlace = place,
            XRow = phase.Step * line,
            Channels = Geometry.Output.Channels,
            Rows = vertical.Count,
            Bias = Bias,
            Y = y,
            YPlace = (nint)columns.Stride * Geometry.Input.Channels * Tensor.PanelWidth,
            Outputs = Geometry.Input.Channels,
        };
        float* weight = Weight + (before * columns.Kernel * tap);
        window.X = x + (from * line) + (vertical.First * window.XRow);
        for (remainder = 0; remainder < columns.Stride; remainder++)
        {
            ConvPhase across = columns.Phase(remainder);
            window.WeightRow = across.Taps * tap;
            window.XTap = across.Step * place;
            window.Weight = weight + (vertical.First * window.WeightRow);
            RunPhase<TWidth, TVec>(window, across);
            weight += phase.Taps * window.WeightRow;
        }
    }

    private readonly void RunPhase<TWidth, TVec>(TapWindow window, ConvPhase phase)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        ConvAxis columns = Geometry.Columns;
        int stride = columns.Stride, column = (phase.Remainder + stride - (columns.Pad % stride)) % stride;
        if (column >= columns.Input) return;
        int places = ((columns.Input - 1 - column) / stride) + 1, from = columns.PhaseStart(phase, column);
        int first = Math.Clamp(-from, 0, places), end = Math.Clamp(columns.Output - ((phase.Taps - 1) * phase.Step) - from, first, places);
        window.Y += (nint)column * Geometry.Input.Channels * Tensor.PanelWidth;
        for (int place = 0; place < first; place++) RunPlaces<TWidth, TVec>(window, phase, from, place, 1);
        if (first < end) RunPlaces<TWidth, TVec>(window, phase, from, first, end - first);
        for (int place = end; place < places; place++) RunPlaces<TWidth, TVec>(window, phase, from, place, 1);
    }

    private readonly void RunPlaces<TWidth, TVec>(TapWindow window, ConvPhase phase, int from, int place, int count)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TapRange horizontal = TapRange.Clip(from + place, phase.Step, phase.Taps, Geometry.Output.Width);
        window.Taps = horizontal.Count;
        window.Weight += horizontal.First * (nint)Geometry.Output.Channels * DenseGeometry.OutputPanel;
        window.X += ((from + place) * window.XPlace) + (horizontal.First * window.XTap);
        window.Y += place * window.YPlace;
        window.Run<TWidth, TVec>(count);
    }
}
