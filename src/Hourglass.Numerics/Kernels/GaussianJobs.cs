namespace Hourglass.Numerics;

/// <summary>Items are panels of samples.</summary>
internal unsafe struct GaussianSampleJob : IVectorJob
{
    public GaussianHead Head;
    public float* Heads;
    public float* Noise;
    public float Floor;
    public float* Code;
    public int Units;
    public int Columns;
    public double* Sums;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        for (int panel = start; panel < end; panel++)
        {
            double sum = Head == GaussianHead.LogVariance
                ? Panel<TWidth, TVec, LogVarianceHead>(panel)
                : Panel<TWidth, TVec, SigmaHead>(panel);
            if (Sums != null) Sums[panel] = sum;
        }
    }

    private readonly double Panel<TWidth, TVec, THead>(int panel)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
        where THead : struct, IGaussianHead
    {
        float* weights = stackalloc float[Tensor.PanelWidth];
        ColumnWeights.Fill(weights, Columns - (panel * Tensor.PanelWidth), 1);
        nint length = (nint)Units * Tensor.PanelWidth, place = panel * length;
        float* means = Heads + (2 * place);
        TVec floor = TWidth.Broadcast(Floor);
        double sum = 0;
        for (nint row = 0; row < length; row += Tensor.PanelWidth)
        {
            TVec total = TWidth.Broadcast(0);
            for (nint column = 0; column < Tensor.PanelWidth; column += TWidth.Count)
            {
                TVec mean = TWidth.Load(means + row + column), head = TWidth.Load(means + length + row + column);
                TVec sigma = THead.Sigma<TWidth, TVec>(head);
                TWidth.Store(Code + place + row + column, TWidth.Fma(sigma, TWidth.Load(Noise + place + row + column), mean));
                TVec divergence = TWidth.Max(floor, THead.Divergence<TWidth, TVec>(mean, head, sigma));
                total = TWidth.Fma(TWidth.Load(weights + column), divergence, total);
            }

            sum += TWidth.Sum(total);
        }

        return sum;
    }
}

/// <summary>Items are panels of samples.</summary>
internal unsafe struct GaussianBackwardJob : IVectorJob
{
    public GaussianHead Head;
    public float* Heads;
    public float* Noise;
    public float* Dz;
    public float Weight;
    public float Floor;
    public float* Gradient;
    public int Units;
    public int Columns;

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
        float* weights = stackalloc float[Tensor.PanelWidth];
        ColumnWeights.Fill(weights, Columns - (panel * Tensor.PanelWidth), Weight);
        nint length = (nint)Units * Tensor.PanelWidth, place = panel * length;
        float* means = Heads + (2 * place), gradients = Gradient + (2 * place);
        for (nint index = 0; index < length; index += TWidth.Count)
        {
            TVec mean = TWidth.Load(means + index), head = TWidth.Load(means + length + index);
            TVec dz = TWidth.Load(Dz + place + index), noise = TWidth.Load(Noise + place + index);
            TVec sigma = THead.Sigma<TWidth, TVec>(head);
            TVec isFree = TWidth.LessThan(THead.Divergence<TWidth, TVec>(mean, head, sigma), TWidth.Broadcast(Floor));
            TVec weight = TWidth.Select(isFree, TWidth.Broadcast(0), TWidth.Load(weights + (index % Tensor.PanelWidth)));
            TWidth.Store(gradients + index, TWidth.Fma(weight, mean, dz));
            TVec gradient = THead.Gradient<TWidth, TVec>(head, sigma, TWidth.Multiply(dz, noise), weight);
            TWidth.Store(gradients + length + index, gradient);
        }
    }
}
