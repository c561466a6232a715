namespace Hourglass.Numerics;

/// <summary>Random numbers for every feature of every sample of a batch, and noise made of them.</summary>
/// <remarks><b>Determinism</b> A number is <see cref="RandomKey.Uniform(int, int)"/> or <see cref="RandomKey.Normal(int, int)"/> of the sample's
/// number in its batch and of the feature: the same for any number of workers, whether the batch is passed whole or panel by panel, and the
/// uniform ones for any vector width. Padding columns become zero.</remarks>
public static class NoiseKernel
{
    /// <summary>Fills a batch with numbers uniform in [0, 1).</summary>
    /// <param name="key">The key.</param>
    /// <param name="firstSample">The number of the first sample in its batch.</param>
    /// <param name="y">Receives the numbers.</param>
    /// <param name="workers">The team.</param>
    public static void FillUniform(RandomKey key, int firstSample, Tensor y, Workers workers) =>
        Run<UniformDistribution, FillRule>(key, firstSample, y, y, default, workers);

    /// <summary>Fills a batch with numbers from the standard normal distribution.</summary>
    /// <param name="key">The key.</param>
    /// <param name="firstSample">The number of the first sample in its batch.</param>
    /// <param name="y">Receives the numbers.</param>
    /// <param name="workers">The team.</param>
    public static void FillNormal(RandomKey key, int firstSample, Tensor y, Workers workers) =>
        Run<NormalDistribution, FillRule>(key, firstSample, y, y, default, workers);

    /// <summary>Computes <c>y = 0</c> where the uniform number is below <paramref name="drop"/>, and <c>scale x</c> elsewhere.</summary>
    /// <remarks>Its own gradient: the same call turns dY into dX.</remarks>
    /// <param name="key">The key.</param>
    /// <param name="firstSample">The number of the first sample in its batch.</param>
    /// <param name="drop">The share that becomes zero.</param>
    /// <param name="scale">The factor of what stays.</param>
    /// <param name="x">The input.</param>
    /// <param name="y">The output; may be the input.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static void Mask(RandomKey key, int firstSample, float drop, float scale, Tensor x, Tensor y, Workers workers) =>
        Run<UniformDistribution, MaskRule>(key, firstSample, x, y, new MaskRule(drop, scale), workers);

    /// <summary>Computes <c>y = x + deviation * the normal number</c>, clamped to bounds.</summary>
    /// <param name="key">The key.</param>
    /// <param name="firstSample">The number of the first sample in its batch.</param>
    /// <param name="deviation">The standard deviation.</param>
    /// <param name="low">The lower bound; negative infinity where there is none.</param>
    /// <param name="high">The upper bound; infinity where there is none.</param>
    /// <param name="x">The input.</param>
    /// <param name="y">The output; may be the input.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static void AddNormal(
        RandomKey key, int firstSample, float deviation, float low, float high, Tensor x, Tensor y, Workers workers) =>
        Run<NormalDistribution, AddRule>(key, firstSample, x, y, new AddRule(deviation, low, high), workers);

    /// <summary>Computes <c>y = 0</c> where the uniform number is below half of <paramref name="share"/>, 1 where it is in the other half, and
    /// x elsewhere.</summary>
    /// <remarks>The gradient is <see cref="Mask"/> with the same share.</remarks>
    /// <param name="key">The key.</param>
    /// <param name="firstSample">The number of the first sample in its batch.</param>
    /// <param name="share">The share that is replaced.</param>
    /// <param name="x">The input.</param>
    /// <param name="y">The output; may be the input.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static void Replace(RandomKey key, int firstSample, float share, Tensor x, Tensor y, Workers workers) =>
        Run<UniformDistribution, ReplaceRule>(key, firstSample, x, y, new ReplaceRule(share), workers);

    private static unsafe void Run<TDistribution, TRule>(
        RandomKey key, int firstSample, Tensor x, Tensor y, TRule rule, Workers workers)
        where TDistribution : struct, IDistribution
        where TRule : struct, INoiseRule
    {
        if (x.Rows != y.Rows || x.Columns != y.Columns)
            Throw.Argument(nameof(y), $"Received {y.Rows} x {y.Columns}, expected {x.Rows} x {x.Columns} as in the input.");
        NoiseJob<TDistribution, TRule> job = new()
        {
            Key = key,
            FirstSample = firstSample,
            X = x.Pointer,
            Y = y.Pointer,
            Rows = y.Rows,
            Rule = rule,
        };
        workers.ForVectors(y.Panels * DenseKernel.CeilingDivide(y.Rows, NoiseJob.BlockRows), 2, job);
        y.ClearPadding();
        GC.KeepAlive(x.Buffer);
        GC.KeepAlive(y.Buffer);
    }
}

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
