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
