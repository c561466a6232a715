namespace Hourglass.Numerics;

/// <summary>Items are panels of samples: multiplies by the slope and sums each channel.</summary>
internal unsafe struct ConvOutputGradientJob : IVectorJob
{
    public Shape Shape;
    public ActivationKind Activation;
    public float* Y;
    public float* Dy;

    /// <summary>For each panel of samples one number per channel, padded to panels of 16 with zeros.</summary>
    public float* Sums;
    public nint SumsPanel;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        int length = Shape.Width * Shape.Channels * Tensor.PanelWidth;
        for (int panel = start; panel < end; panel++)
        {
            float* sums = Sums + (panel * SumsPanel);
            new Span<float>(sums, ConvGeometry.PanelsFor(Shape.Channels) * DenseGeometry.OutputPanel).Clear();
            for (int row = 0; row < Shape.Height; row++)
            {
                nint place = (((nint)panel * Shape.Height) + row) * length;
                Activations.MultiplySlope<TWidth, TVec>(Activation, Y + place, Dy + place, length);
                for (int channel = 0; channel < Shape.Channels; channel++)
                    sums[channel] += Sum<TWidth, TVec>(Dy + place + (channel * Tensor.PanelWidth));
            }
        }
    }

    private readonly float Sum<TWidth, TVec>(float* values)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec first = TWidth.Broadcast(0), second = first;
        for (int column = 0; column < Shape.Width; column++)
        {
            for (int i = 0; i < Tensor.PanelWidth; i += 2 * TWidth.Count)
            {
                first = TWidth.Add(first, TWidth.Load(values + i));
                second = TWidth.Add(second, TWidth.Load(values + i + TWidth.Count));
            }

            values += Shape.Channels * Tensor.PanelWidth;
        }

        return TWidth.Sum(TWidth.Add(first, second));
    }
}

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

/// <summary>Items are pieces of a gradient, which is the sum of those of all panels of samples, panel after panel.</summary>
internal unsafe struct ConvSumJob : IVectorJob
{
    public float* Parts;
    public nint Part;
    public int Count;
    public int Length;
    public int Piece;

    /// <summary>The stored gradient, or scratch for <see cref="Sink"/>.</summary>
    public float* Gradient;
    public int Offset;
    public bool Accumulate;
    public IGradientSink? Sink;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        for (int item = start; item < end; item++)
        {
            int place = item * Piece, length = Math.Min(Piece, Length - place);
            float* destination = Gradient + (Sink is null ? place : (nint)worker * Piece);
            for (int i = 0; i < length; i += TWidth.Count)
            {
                float* part = Parts + place + i;
                TVec sum = Accumulate ? TWidth.Add(TWidth.Load(destination + i), TWidth.Load(part)) : TWidth.Load(part);
                for (int p = 1; p < Count; p++)
                {
                    part += Part;
                    sum = TWidth.Add(sum, TWidth.Load(part));
                }

                TWidth.Store(destination + i, sum);
            }

            Sink?.Take(Offset + place, new Span<float>(destination, length));
        }
    }
}
