namespace Hourglass.Numerics;

/// <summary>Items are panels of samples.</summary>
internal unsafe struct GaussianRatioJob : IVectorJob
{
    public GaussianHead Head;
    public float* Heads;
    public float* Noise;
    public float* Code;
    public int Units;
    public float* Ratios;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        for (int panel = start; panel < end; panel++)
        {
            if (Head == GaussianHead.LogVariance) Panel<TWidth, TVec, LogVarianceHead>(panel);
            else Panel<TWidth, TVec, SigmaHead>(panel);
        }
    }

    private readonly void Panel<TWidth, TVec, THead>(int panel)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
        where THead : struct, IGaussianHead
    {
        nint length = (nint)Units * Tensor.PanelWidth, place = panel * length;
        float* spreads = Heads + (2 * place) + length;
        TVec half = TWidth.Broadcast(0.5f);
        for (nint column = 0; column < Tensor.PanelWidth; column += TWidth.Count)
        {
            TVec total = TWidth.Broadcast(0);
            for (nint index = column; index < length; index += Tensor.PanelWidth)
            {
                TVec noise = TWidth.Load(Noise + place + index), code = TWidth.Load(Code + place + index);

                // (eps^2 - z^2) / 2, which keeps its digits where a code has learned nothing and z is eps.
                TVec difference = TWidth.Multiply(TWidth.Subtract(noise, code), TWidth.Add(noise, code));
                total = TWidth.Add(total, TWidth.Fma(half, difference, THead.LogSigma<TWidth, TVec>(TWidth.Load(spreads + index))));
            }

            TWidth.Store(Ratios + ((nint)panel * Tensor.PanelWidth) + column, total);
        }
    }
}

/// <summary>Items are panels of samples.</summary>
internal unsafe struct GaussianRatioBackwardJob : IVectorJob
{
    public GaussianHead Head;
    public float* Heads;
    public float* Noise;
    public float* Code;
    public float* Dz;
    public float* Weights;
    public float* Gradient;
    public int Units;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        for (int panel = start; panel < end; panel++)
        {
            if (Head == GaussianHead.LogVariance) Panel<TWidth, TVec, LogVarianceHead>(panel);
            else Panel<TWidth, TVec, SigmaHead>(panel);
        }
    }

    private readonly void Panel<TWidth, TVec, THead>(int panel)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
        where THead : struct, IGaussianHead
    {
        nint length = (nint)Units * Tensor.PanelWidth, place = panel * length;
        float* spreads = Heads + (2 * place) + length, gradients = Gradient + (2 * place);
        float* weights = Weights + ((nint)panel * Tensor.PanelWidth);
        for (nint index = 0; index < length; index += TWidth.Count)
        {
            TVec weight = TWidth.Load(weights + (index % Tensor.PanelWidth));
            TVec dz = TWidth.Fma(weight, TWidth.Load(Code + place + index), TWidth.Load(Dz + place + index));
            TWidth.Store(gradients + index, dz);
            TVec sigmaGradient = TWidth.Multiply(dz, TWidth.Load(Noise + place + index));
            TVec logGradient = TWidth.Subtract(TWidth.Broadcast(0), weight);
            TWidth.Store(gradients + length + index, THead.Gradient<TWidth, TVec>(TWidth.Load(spreads + index), sigmaGradient, logGradient));
        }
    }
}
