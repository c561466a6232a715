namespace Hourglass.Numerics;

/// <summary>Items are (group of output panels, panel of samples), the samples innermost.</summary>
internal unsafe struct DenseForwardJob : IVectorJob
{
    /// <summary>Inputs per pass: 256 x 32 samples fill 32 KiB of the first-level cache.</summary>
    private const int MaxDepth = 256;

    public DenseGeometry Geometry;
    public float* X;
    public float* Weight;
    public float* Bias;
    public ActivationKind Activation;
    public float* Y;
    public int Group;
    public int Panels;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        for (int item = start; item < end; item++)
        {
            int first = item / Panels * Group;
            int last = Math.Min(first + Group, Geometry.OutputPanels);
            RunItem<TWidth, TVec>(first, last, item % Panels);
        }
    }

    private readonly void RunItem<TWidth, TVec>(int firstPanel, int lastPanel, int samples)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        int inputs = Geometry.Inputs;
        float* x = X + ((nint)samples * inputs * Tensor.PanelWidth);
        float* y = Y + ((nint)samples * Geometry.Outputs * Tensor.PanelWidth);
        int passes = DenseKernel.CeilingDivide(inputs, MaxDepth);
        int depth = DenseKernel.CeilingDivide(inputs, passes);
        for (int k = 0; k < inputs; k += depth)
        {
            TileOperands t = new()
            {
                B = x + (k * Tensor.PanelWidth),
                BStep = Tensor.PanelWidth,
                BVector = TWidth.Count,
                Runs = 1,
                LastRunLength = Math.Min(depth, inputs - k),
                CRow = Tensor.PanelWidth,
                CVector = TWidth.Count,
                Accumulate = k > 0,
            };
            for (int panel = firstPanel; panel < lastPanel; panel++)
            {
                t.A = Weight + ((((nint)panel * inputs) + k) * DenseGeometry.OutputPanel);
                t.C = y + (panel * DenseGeometry.OutputPanel * Tensor.PanelWidth);
                t.Bias = Bias == null ? null : Bias + (panel * DenseGeometry.OutputPanel);
                Columns.Run<TWidth, TVec, WeightOutputs>(t, RowsOf(panel));
            }
        }

        int firstRow = firstPanel * DenseGeometry.OutputPanel;
        int rows = Math.Min(lastPanel * DenseGeometry.OutputPanel, Geometry.Outputs) - firstRow;
        Activations.Apply<TWidth, TVec>(Activation, y + (firstRow * Tensor.PanelWidth), rows * Tensor.PanelWidth);
    }

    private readonly int RowsOf(int panel) =>
        Math.Min(DenseGeometry.OutputPanel, Geometry.Outputs - (panel * DenseGeometry.OutputPanel));
}

/// <summary>Items are (panel of samples, output panel).</summary>
internal unsafe struct DenseOutputGradientJob : IVectorJob
{
    public DenseGeometry Geometry;
    public ActivationKind Activation;
    public float* Y;
    public float* Dy;
    public float* Deltas;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        float* padded = stackalloc float[DenseGeometry.OutputPanel * Tensor.PanelWidth];
        for (int item = start; item < end; item++)
        {
            int samples = item / Geometry.OutputPanels, panel = item % Geometry.OutputPanels;
            int firstRow = panel * DenseGeometry.OutputPanel;
            int rows = Math.Min(DenseGeometry.OutputPanel, Geometry.Outputs - firstRow);
            nint place = (((nint)samples * Geometry.Outputs) + firstRow) * Tensor.PanelWidth;
            int length = rows * Tensor.PanelWidth;
            Activations.MultiplySlope<TWidth, TVec>(Activation, Y + place, Dy + place, length);

            float* source = Dy + place;
            if (rows < DenseGeometry.OutputPanel)
            {
                new Span<float>(source, length).CopyTo(new Span<float>(padded, length));
                new Span<float>(padded + length, (DenseGeometry.OutputPanel * Tensor.PanelWidth) - length).Clear();
                source = padded;
            }

            float* deltas = Deltas + ((nint)item * DenseGeometry.DeltaPanel);
            Transpose.Block(source, Tensor.PanelWidth, deltas, DenseGeometry.OutputPanel);
            Transpose.Block(
                source + Transpose.Side,
                Tensor.PanelWidth,
                deltas + (Transpose.Side * DenseGeometry.OutputPanel),
                DenseGeometry.OutputPanel);
            SumSamples<TWidth, TVec>(deltas, deltas + (Tensor.PanelWidth * DenseGeometry.OutputPanel));
        }
    }

    private static void SumSamples<TWidth, TVec>(float* deltas, float* sums)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        for (int lane = 0; lane < DenseGeometry.OutputPanel; lane += TWidth.Count)
        {
            TVec sum = TWidth.Load(deltas + lane);
            for (int column = 1; column < Tensor.PanelWidth; column++)
                sum = TWidth.Add(sum, TWidth.Load(deltas + (column * DenseGeometry.OutputPanel) + lane));
            TWidth.Store(sums + lane, sum);
        }
    }
}

/// <summary>Items are (group of input rows, panel of samples), the samples innermost.</summary>
internal unsafe struct DenseInputGradientJob : IVectorJob
{
    /// <summary>Output panels per pass: 16 x 16 outputs x 32 samples fill 32 KiB of the first-level cache.</summary>
    private const int MaxRuns = 16;

    public DenseGeometry Geometry;
    public float* Dz;
    public float* Weight;
    public float* Dx;
    public int GroupRows;
    public int Panels;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        for (int item = start; item < end; item++)
        {
            int first = item / Panels * GroupRows;
            RunItem<TWidth, TVec>(first, Math.Min(GroupRows, Geometry.Inputs - first), item % Panels);
        }
    }

    private readonly void RunItem<TWidth, TVec>(int firstRow, int rows, int samples)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        int inputs = Geometry.Inputs, panels = Geometry.OutputPanels;
        float* dz = Dz + ((nint)samples * Geometry.Outputs * Tensor.PanelWidth);
        float* dx = Dx + ((((nint)samples * inputs) + firstRow) * Tensor.PanelWidth);
        int passes = DenseKernel.CeilingDivide(panels, MaxRuns);
        int runs = DenseKernel.CeilingDivide(panels, passes);
        for (int panel = 0; panel < panels; panel += runs)
        {
            int last = Math.Min(panel + runs, panels);
            TileOperands t = new()
            {
                A = Weight + ((((nint)panel * inputs) + firstRow) * DenseGeometry.OutputPanel),
                ARun = (nint)inputs * DenseGeometry.OutputPanel,
                B = dz + (panel * DenseGeometry.OutputPanel * Tensor.PanelWidth),
                BStep = Tensor.PanelWidth,
                BVector = TWidth.Count,
                BRun = DenseGeometry.OutputPanel * Tensor.PanelWidth,
                Runs = last - panel,
                RunLength = DenseGeometry.OutputPanel,
                LastRunLength = Math.Min(DenseGeometry.OutputPanel, Geometry.Outputs - ((last - 1) * DenseGeometry.OutputPanel)),
                C = dx,
                CRow = Tensor.PanelWidth,
                CVector = TWidth.Count,
                Accumulate = panel > 0,
            };
            Columns.Run<TWidth, TVec, WeightInputs>(t, rows);
        }
    }
}

/// <summary>Items are (pair of output panels, block of input rows), the rows innermost.</summary>
internal unsafe struct DenseWeightGradientJob : IVectorJob
{
    private const int BlockRows = 64;
    private const int PanelsPerItem = 2;

    public DenseGeometry Geometry;
    public float* X;
    public float* Deltas;

    /// <summary>The stored gradient, or scratch for <see cref="Sink"/>.</summary>
    public float* Gradient;
    public int Offset;
    public bool Accumulate;
    public IGradientSink? Sink;
    public int Panels;

    public static int ScratchLength => PanelsPerItem * BlockRows * DenseGeometry.OutputPanel;

    public static int Items(DenseGeometry geometry) =>
        DenseKernel.CeilingDivide(geometry.OutputPanels, PanelsPerItem) * DenseKernel.CeilingDivide(geometry.Inputs, BlockRows);

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        int blocks = DenseKernel.CeilingDivide(Geometry.Inputs, BlockRows);
        for (int item = start; item < end; item++)
        {
            int panel = item / blocks * PanelsPerItem, row = item % blocks * BlockRows;
            int panels = Math.Min(PanelsPerItem, Geometry.OutputPanels - panel);
            int rows = Math.Min(BlockRows, Geometry.Inputs - row);
            int place = PlaceOf(panel, row);
            if (Sink is null)
            {
                nint panelStride = (nint)Geometry.Inputs * DenseGeometry.OutputPanel;
                RunItem<TWidth, TVec>(panel, panels, row, rows, Gradient + place, panelStride);
                continue;
            }

            float* scratch = Gradient + ((nint)worker * ScratchLength);
            int length = rows * DenseGeometry.OutputPanel;
            RunItem<TWidth, TVec>(panel, panels, row, rows, scratch, length);
            for (int p = 0; p < panels; p++)
                Sink.Take(Offset + PlaceOf(panel + p, row), new Span<float>(scratch + (p * length), length));
        }
    }

    private readonly int PlaceOf(int panel, int row) => ((panel * Geometry.Inputs) + row) * DenseGeometry.OutputPanel;

    private readonly void RunItem<TWidth, TVec>(int panel, int panels, int row, int rows, float* destination, nint panelStride)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TileOperands t = new()
        {
            A = X + ((nint)row * Tensor.PanelWidth),
            ARun = (nint)Geometry.Inputs * Tensor.PanelWidth,
            BStep = DenseGeometry.OutputPanel,
            BRun = Geometry.DeltaLength,
            Runs = Panels,
            RunLength = Tensor.PanelWidth,
            LastRunLength = Tensor.PanelWidth,
            CRow = DenseGeometry.OutputPanel,
            Accumulate = Accumulate,
        };
        float* deltas = Deltas + (panel * DenseGeometry.DeltaPanel);
        if (TWidth.Count == DenseGeometry.OutputPanel)
        {
            // One vector is a whole output panel; a last odd panel is computed twice into the same place.
            bool pair = panels == PanelsPerItem;
            t.B = deltas;
            t.BVector = pair ? DenseGeometry.DeltaPanel : 0;
            t.C = destination;
            t.CVector = pair ? panelStride : 0;
            Tile.Rows<TWidth, TVec, BatchFeatures>(t, rows);
            return;
        }

        t.BVector = t.CVector = TWidth.Count;
        for (int p = 0; p < panels; p++)
        {
            for (int lane = 0; lane < DenseGeometry.OutputPanel; lane += 2 * TWidth.Count)
            {
                t.B = deltas + (p * DenseGeometry.DeltaPanel) + lane;
                t.C = destination + (p * panelStride) + lane;
                Tile.Rows<TWidth, TVec, BatchFeatures>(t, rows);
            }
        }
    }
}

/// <summary>Covers the 32 samples of a panel with blocks of two vectors.</summary>
internal static unsafe class Columns
{
    public static void Run<TWidth, TVec, TRows>(TileOperands t, int rows)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
        where TRows : struct, IRowLayout
    {
        for (int column = 0; column < Tensor.PanelWidth; column += 2 * TWidth.Count)
        {
            TileOperands part = t;
            part.B += column;
            part.C += column;
            Tile.Rows<TWidth, TVec, TRows>(part, rows);
        }
    }
}
