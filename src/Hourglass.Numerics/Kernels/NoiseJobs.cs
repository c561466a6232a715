namespace Hourglass.Numerics;

/// <summary>What the jobs of all distributions and rules share.</summary>
internal static class NoiseJob
{
    /// <summary>The rows of one item; a multiple of four.</summary>
    public const int BlockRows = 64;
}

/// <summary>Items are (panel of samples, block of rows).</summary>
internal unsafe struct NoiseJob<TDistribution, TRule> : IVectorJob
    where TDistribution : struct, IDistribution
    where TRule : struct, INoiseRule
{
    public RandomKey Key;
    public int FirstSample;
    public float* X;
    public float* Y;
    public int Rows;
    public TRule Rule;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        uint* keys = stackalloc uint[VectorPhilox.KeysLength];
        uint* samples = stackalloc uint[Tensor.PanelWidth];
        VectorPhilox.WriteKeys(Key, keys);
        int blocks = DenseKernel.CeilingDivide(Rows, NoiseJob.BlockRows);
        for (int item = start; item < end; item++)
        {
            int panel = item / blocks, row = item % blocks * NoiseJob.BlockRows;
            nint place = (nint)panel * Rows * Tensor.PanelWidth;
            for (int i = 0; i < Tensor.PanelWidth; i++) samples[i] = (uint)(FirstSample + (panel * Tensor.PanelWidth) + i);
            for (int column = 0; column < Tensor.PanelWidth; column += TWidth.Count)
                Column<TWidth, TVec>(keys, TWidth.Load((float*)samples + column), place + column, row, Math.Min(row + NoiseJob.BlockRows, Rows));
        }
    }

    private readonly void Column<TWidth, TVec>(uint* keys, TVec samples, nint place, int row, int end)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        for (; row < end; row += 4)
        {
            Four<TVec> numbers = TDistribution.Draw<TWidth, TVec>(VectorPhilox.Words<TWidth, TVec>(keys, samples, (uint)row / 4));
            nint at = place + (row * Tensor.PanelWidth);
            Store<TWidth, TVec>(at, numbers.A);
            if (row + 1 < end) Store<TWidth, TVec>(at + Tensor.PanelWidth, numbers.B);
            if (row + 2 < end) Store<TWidth, TVec>(at + (2 * Tensor.PanelWidth), numbers.C);
            if (row + 3 < end) Store<TWidth, TVec>(at + (3 * Tensor.PanelWidth), numbers.D);
        }
    }

    private readonly void Store<TWidth, TVec>(nint at, TVec random)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct => TWidth.Store(Y + at, Rule.Apply<TWidth, TVec>(TWidth.Load(X + at), random));
}

/// <summary>Passes a gradient on where an output lies between bounds.</summary>
internal unsafe struct BoundsJob : IVectorJob
{
    public float Low;
    public float High;
    public float* Y;
    public float* Dy;
    public float* Dx;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec zero = TWidth.Broadcast(0), low = TWidth.Broadcast(Low), high = TWidth.Broadcast(High);
        for (int i = start; i < end; i += TWidth.Count)
        {
            TVec y = TWidth.Load(Y + i);
            TVec gradient = TWidth.Select(TWidth.LessThan(low, y), TWidth.Load(Dy + i), zero);
            TWidth.Store(Dx + i, TWidth.Select(TWidth.LessThan(y, high), gradient, zero));
        }
    }
}
