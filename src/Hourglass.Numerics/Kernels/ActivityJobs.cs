namespace Hourglass.Numerics;

/// <summary>Items are panels of samples.</summary>
internal unsafe struct ActivitySumJob : IVectorJob
{
    private const int BlockRows = 64;

    public PenaltyTerms Terms;
    public float* X;
    public int Rows;
    public int Columns;
    public double Scale;
    public double* Sums;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        float* weights = stackalloc float[Tensor.PanelWidth];
        for (int panel = start; panel < end; panel++)
        {
            ColumnWeights.Fill(weights, Columns - (panel * Tensor.PanelWidth), 1);
            float* x = X + ((nint)panel * Rows * Tensor.PanelWidth);
            double sum = 0;
            for (int row = 0; row < Rows; row += BlockRows)
                sum += Block<TWidth, TVec>(x + ((nint)row * Tensor.PanelWidth), Math.Min(BlockRows, Rows - row), weights);
            Sums[panel] = Scale * sum;
        }
    }

    private readonly double Block<TWidth, TVec>(float* x, int rows, float* weights)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        double sum = 0;
        for (int column = 0; column < Tensor.PanelWidth; column += TWidth.Count)
        {
            TVec weight = TWidth.Load(weights + column), total = TWidth.Broadcast(0);
            for (int row = 0; row < rows; row++)
                total = TWidth.Fma(weight, Terms.Value<TWidth, TVec>(TWidth.Load(x + (row * Tensor.PanelWidth) + column)), total);
            sum += TWidth.Sum(total);
        }

        return sum;
    }
}

/// <summary>Items are floats.</summary>
internal unsafe struct ActivityGradientJob : IVectorJob
{
    public PenaltyTerms Terms;
    public float* X;
    public float* Dy;
    public float* Dx;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        for (int i = start; i < end; i += TWidth.Count)
            TWidth.Store(Dx + i, TWidth.Add(TWidth.Load(Dy + i), Terms.Slope<TWidth, TVec>(TWidth.Load(X + i))));
    }
}

/// <summary>Items are features.</summary>
internal unsafe struct MeansJob : IVectorJob
{
    public float* X;
    public int Rows;
    public int Columns;
    public float* Means;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        float* weights = stackalloc float[Tensor.PanelWidth];
        int whole = Columns / Tensor.PanelWidth, rest = Columns % Tensor.PanelWidth;
        ColumnWeights.Fill(weights, rest, 1);
        for (int row = start; row < end; row++)
        {
            float* x = X + ((nint)row * Tensor.PanelWidth);
            double sum = 0;
            for (int panel = 0; panel < whole; panel++, x += (nint)Rows * Tensor.PanelWidth) sum += Sum<TWidth, TVec>(x, null);
            if (rest > 0) sum += Sum<TWidth, TVec>(x, weights);
            Means[row] = (float)(sum / Columns);
        }
    }

    private static float Sum<TWidth, TVec>(float* x, float* weights)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec sum = TWidth.Broadcast(0);
        for (int column = 0; column < Tensor.PanelWidth; column += TWidth.Count)
        {
            TVec value = TWidth.Load(x + column);
            sum = TWidth.Add(sum, weights == null ? value : TWidth.Multiply(value, TWidth.Load(weights + column)));
        }

        return TWidth.Sum(sum);
    }
}

/// <summary>Items are panels of samples.</summary>
internal unsafe struct AddJob : IVectorJob
{
    public float* Slopes;
    public float* Dy;
    public float* Dx;
    public int Rows;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        for (int panel = start; panel < end; panel++)
        {
            nint at = (nint)panel * Rows * Tensor.PanelWidth;
            for (int row = 0; row < Rows; row++)
            {
                TVec slope = TWidth.Broadcast(Slopes[row]);
                for (int column = 0; column < Tensor.PanelWidth; column += TWidth.Count, at += TWidth.Count)
                    TWidth.Store(Dx + at, TWidth.Add(TWidth.Load(Dy + at), slope));
            }
        }
    }
}
