namespace Hourglass.Numerics;

/// <summary>The operands of places of a convolution that see the same taps: each tap has a run of channels, and weights for every output.</summary>
internal unsafe struct TapWindow
{
    /// <summary>Fewer outputs than this leave registers of the usual tile empty; several places are then computed at once.</summary>
    private const int FewOutputs = 4;

    /// <summary>The weights of the first tap, panel after panel of 16 outputs.</summary>
    public float* Weight;
    public nint WeightPanel;
    public nint WeightRow;

    /// <summary>The channels read at the first place's first tap.</summary>
    public float* X;
    public nint XPlace;
    public nint XRow;
    public nint XTap;
    public int Channels;
    public int Rows;
    public int Taps;

    public float* Bias;

    /// <summary>The outputs of the first place.</summary>
    public float* Y;
    public nint YPlace;
    public int Outputs;

    /// <summary>Computes all outputs of some places.</summary>
    public readonly void Run<TWidth, TVec>(int places)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        bool joined = XTap == (nint)Channels * Tensor.PanelWidth;
        int runs = joined ? Rows : Taps, length = joined ? Taps * Channels : Channels;
        TileOperands t = new()
        {
            A = Weight,
            ARun = joined ? WeightRow : (nint)Channels * DenseGeometry.OutputPanel,
            B = X,
            BStep = Tensor.PanelWidth,
            BVector = TWidth.Count,
            BRun = joined ? XRow : XTap,
            Runs = Rows == 0 || Taps == 0 ? 0 : runs,
            RunLength = length,
            LastRunLength = length,
            Bias = Bias,
            C = Y,
            CVector = TWidth.Count,
        };

        // Taps that do not adjoin are runs of their own, and each row of the kernel adds to the one before.
        int passes = joined ? 1 : Math.Max(Rows, 1);
        for (int pass = 0; pass < passes; pass++)
        {
            if (Outputs < FewOutputs) RunOutputs<TWidth, TVec>(t, places);
            else RunPlaces<TWidth, TVec>(t, places);
            t.A += WeightRow;
            t.B += XRow;
            t.Accumulate = true;
        }
    }

    /// <summary>Goes from place to place and computes the outputs of each together.</summary>
    private readonly void RunPlaces<TWidth, TVec>(TileOperands t, int places)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        t.CRow = Tensor.PanelWidth;
        for (int place = 0; place < places; place++)
        {
            TileOperands panel = t;
            for (int output = 0; output < Outputs; output += DenseGeometry.OutputPanel)
            {
                Columns.Run<TWidth, TVec, WeightOutputs>(panel, Math.Min(DenseGeometry.OutputPanel, Outputs - output));
                panel.A += WeightPanel;
                panel.C += DenseGeometry.OutputPanel * Tensor.PanelWidth;
                if (panel.Bias != null) panel.Bias += DenseGeometry.OutputPanel;
            }

            t.B += XPlace;
            t.C += YPlace;
        }
    }

    /// <summary>Goes from output to output and computes several places of each together.</summary>
    private readonly void RunOutputs<TWidth, TVec>(TileOperands t, int places)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        t.CRow = YPlace;
        for (int output = 0; output < Outputs; output++)
        {
            for (int column = 0; column < Tensor.PanelWidth; column += 2 * TWidth.Count)
            {
                TileOperands part = t;
                part.B += column;
                part.C += column;
                PlaceTile.Run<TWidth, TVec>(part, places, XPlace);
            }

            t.A += WeightOutputs.RowStride;
            t.C += Tensor.PanelWidth;
            if (t.Bias != null) t.Bias++;
        }
    }
}
