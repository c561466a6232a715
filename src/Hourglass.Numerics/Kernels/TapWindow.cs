namespace Hourglass.Numerics;

/// <summary>The operands of one place of a convolution: some taps, each with a run of channels, and the weights of every channel computed.</summary>
internal unsafe struct TapWindow
{
    /// <summary>The weights of the first tap, panel after panel of 16 computed channels.</summary>
    public float* Weight;
    public nint WeightPanel;
    public nint WeightRow;

    /// <summary>The channels read at the first tap.</summary>
    public float* X;
    public nint XRow;
    public nint XTap;
    public int Channels;
    public int Rows;
    public int Taps;

    public readonly void Run<TWidth, TVec>(float* bias, float* y, int outputs)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TileOperands t = new()
        {
            A = Weight,
            B = X,
            BStep = Tensor.PanelWidth,
            BVector = TWidth.Count,
            Bias = bias,
            C = y,
            CRow = Tensor.PanelWidth,
            CVector = TWidth.Count,
        };
        bool joined = XTap == (nint)Channels * Tensor.PanelWidth;
        if (joined)
        {
            t.ARun = WeightRow;
            t.BRun = XRow;
            t.Runs = Taps == 0 ? 0 : Rows;
            t.RunLength = t.LastRunLength = Taps * Channels;
        }
        else
        {
            t.ARun = (nint)Channels * DenseGeometry.OutputPanel;
            t.BRun = XTap;
            t.Runs = Rows == 0 ? 0 : Taps;
            t.RunLength = t.LastRunLength = Channels;
        }

        // Taps that do not adjoin are runs of their own, and each row of the kernel adds to the one before.
        int passes = joined ? 1 : Math.Max(Rows, 1);
        for (int output = 0; output < outputs; output += DenseGeometry.OutputPanel)
        {
            TileOperands pass = t;
            for (int row = 0; row < passes; row++)
            {
                Columns.Run<TWidth, TVec, WeightOutputs>(pass, Math.Min(DenseGeometry.OutputPanel, outputs - output));
                pass.A += WeightRow;
                pass.B += XRow;
                pass.Accumulate = true;
            }

            t.A += WeightPanel;
            t.C += DenseGeometry.OutputPanel * Tensor.PanelWidth;
            if (t.Bias != null) t.Bias += DenseGeometry.OutputPanel;
        }
    }
}
