namespace Hourglass.Numerics;

/// <summary>Items are panels of samples: each has a weight gradient of its own.</summary>
/// <remarks>Row by row of the output: the row is transposed, so that its channels are innermost, and multiplied with the rows of the
/// input that its taps fall on, all while they are in the first-level cache.</remarks>
internal unsafe struct ConvWeightGradientJob : IVectorJob
{
    public ConvGeometry Geometry;

    /// <summary>What the convolution reads, or its gradient in a transposed convolution.</summary>
    public float* Input;

    /// <summary>The gradient of what the convolution writes, or what a transposed convolution reads.</summary>
    public float* Output;

    /// <summary>A gradient and a transposed row for each panel of samples.</summary>
    public float* Gradients;
    public nint GradientsPanel;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        for (int panel = start; panel < end; panel++)
        {
            float* gradient = Gradients + (panel * GradientsPanel), deltas = gradient + Geometry.WeightLength;
            float* input = Input + ((nint)panel * Geometry.Input.Size * Tensor.PanelWidth);
            float* output = Output + ((nint)panel * Geometry.Output.Size * Tensor.PanelWidth);
            new Span<float>(gradient, Geometry.WeightLength).Clear();
            for (int row = 0; row < Geometry.Output.Height; row++)
            {
                if (Geometry.HasFewOutputs) new Span<float>(deltas, Tensor.PanelWidth).Clear();
                else TransposeRow(output, deltas);
                RunRow<TWidth, TVec>(input, output, row, deltas, gradient);
                output += Geometry.Output.Width * Geometry.Output.Channels * Tensor.PanelWidth;
            }
        }
    }

    private readonly void TransposeRow(float* row, float* deltas)
    {
        const int Block = DenseGeometry.OutputPanel * Tensor.PanelWidth;
        float* padded = stackalloc float[Block];
        int channels = Geometry.Output.Channels;
        for (int column = 0; column < Geometry.Output.Width; column++)
        {
            for (int channel = 0; channel < channels; channel += DenseGeometry.OutputPanel)
            {
                int present = Math.Min(DenseGeometry.OutputPanel, channels - channel), length = present * Tensor.PanelWidth;
                float* source = row;
                if (present < DenseGeometry.OutputPanel)
                {
                    new Span<float>(row, length).CopyTo(new Span<float>(padded, length));
                    new Span<float>(padded + length, Block - length).Clear();
                    source = padded;
                }

                Transpose.Block(source, Tensor.PanelWidth, deltas, DenseGeometry.OutputPanel);
                Transpose.Block(source + Transpose.Side, Tensor.PanelWidth, deltas + (Block / 2), DenseGeometry.OutputPanel);
                row += length;
                deltas += Block;
            }
        }
    }

    private readonly void RunRow<TWidth, TVec>(float* input, float* output, int row, float* deltas, float* gradient)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        ConvAxis rows = Geometry.Rows, columns = Geometry.Columns;
        TapRange vertical = rows.TapsOf(row);
        (int first, int end) = columns.Interior;
        nint line = (nint)Geometry.Input.Width * Geometry.Input.Channels * Tensor.PanelWidth;
        nint weightRow = (nint)Geometry.KernelWidth * Geometry.Input.Channels * DenseGeometry.OutputPanel;
        for (int tap = vertical.First; tap < vertical.First + vertical.Count; tap++)
        {
            float* x = input + ((rows.Start(row) + (tap * Geometry.Dilation)) * line), g = gradient + (tap * weightRow);
            if (Geometry.HasFewOutputs)
            {
                new ConvDotGradient(Geometry).Run<TWidth, TVec>(x, output, g, deltas);
                continue;
            }

            for (int column = 0; column < first; column++) RunPlaces<TWidth, TVec>(x, column, 1, deltas, g);
            if (end > first) RunPlaces<TWidth, TVec>(x, first, end - first, deltas, g);
            for (int column = end; column < Geometry.Output.Width; column++) RunPlaces<TWidth, TVec>(x, column, 1, deltas, g);
        }
    }

    /// <summary>Adds what places of the output that see the same taps contribute to one row of the kernel.</summary>
    private readonly void RunPlaces<TWidth, TVec>(float* x, int column, int count, float* deltas, float* gradient)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        ConvAxis columns = Geometry.Columns;
        TapRange taps = columns.TapsOf(column);
        int channels = Geometry.Input.Channels;
        int joined = Geometry.Dilation == 1 ? Math.Max(taps.Count, 1) : 1;
        TileOperands t = new()
        {
            ARun = (nint)Geometry.Stride * channels * Tensor.PanelWidth,
            BStep = DenseGeometry.OutputPanel,
            BRun = Geometry.DeltaStep,
            Runs = count,
            RunLength = Tensor.PanelWidth,
            LastRunLength = Tensor.PanelWidth,
            CRow = DenseGeometry.OutputPanel,
            Accumulate = true,
        };
        for (int tap = taps.First; tap < taps.First + taps.Count; tap += joined)
        {
            t.A = x + ((nint)(columns.Start(column) + (tap * Geometry.Dilation)) * channels * Tensor.PanelWidth);
            RunRows<TWidth, TVec>(t, joined * channels, deltas + ((nint)column * Geometry.DeltaStep), gradient + (tap * channels * DenseGeometry.OutputPanel));
        }
    }

    private readonly void RunRows<TWidth, TVec>(TileOperands t, int rows, float* deltas, float* gradient)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        const int Block = DenseGeometry.OutputPanel * Tensor.PanelWidth;
        nint weightPanel = (nint)Geometry.Taps * Geometry.Input.Channels * DenseGeometry.OutputPanel;
        int panels = Geometry.OutputPanels;
        for (int panel = 0; panel < panels; panel++)
        {
            float* b = deltas + (panel * Block), c = gradient + (panel * weightPanel);
            if (TWidth.Count == DenseGeometry.OutputPanel)
            {
                // One vector is a whole panel of channels.
                t.B = b;
                t.BVector = Block;
                t.C = c;
                t.CVector = weightPanel;
                if (panel + 1 < panels) Tile.Rows<TWidth, TVec, BatchFeatures>(t, rows);
                else ColumnTile.AddRows<TWidth, TVec, BatchFeatures>(t, rows);
                panel++;
                continue;
            }

            t.BVector = t.CVector = TWidth.Count;
            for (int lane = 0; lane < DenseGeometry.OutputPanel; lane += 2 * TWidth.Count)
            {
                t.B = b + lane;
                t.C = c + lane;
                Tile.Rows<TWidth, TVec, BatchFeatures>(t, rows);
            }
        }
    }
}
