namespace Hourglass.Numerics;

/// <summary>Random numbers for every feature of every sample of a batch, and noise made of them.</summary>
/// <remarks><b>Determinism</b> A number is <see cref="RandomKey.Uniform(int, int)"/> or <see cref="RandomKey.Normal(int, int)"/> of the sample's
/// number in its batch and of the feature: the same for any number of workers, whether the batch is passed whole or panel by panel, and the
/// uniform ones for any vector width. Padding columns become zero.</remarks>
public static class NoiseKernel
{
    private const int Grain = 4096;

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

    /// <summary>Computes the gradient of <see cref="AddNormal"/>: <c>dX = dY</c> where y lies between the bounds, 0 at them.</summary>
    /// <param name="low">The lower bound.</param>
    /// <param name="high">The upper bound.</param>
    /// <param name="y">The output.</param>
    /// <param name="dy">Its gradient.</param>
    /// <param name="dx">Receives the gradient of the input; may be <paramref name="dy"/>.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static unsafe void AddNormalBackward(float low, float high, Tensor y, Tensor dy, Tensor dx, Workers workers)
    {
        CheckSizes(y, dy, nameof(dy));
        CheckSizes(y, dx, nameof(dx));
        BoundsJob job = new() { Low = low, High = high, Y = y.Pointer, Dy = dy.Pointer, Dx = dx.Pointer };
        workers.ForVectors(y.Length, Grain, job);
        GC.KeepAlive(y.Buffer);
        GC.KeepAlive(dy.Buffer);
        GC.KeepAlive(dx.Buffer);
    }

    private static void CheckSizes(Tensor expected, Tensor received, string parameter)
    {
        if (received.Rows != expected.Rows || received.Columns != expected.Columns)
            Throw.Argument(parameter, $"Received {received.Rows} x {received.Columns}, expected {expected.Rows} x {expected.Columns}.");
    }

    private static unsafe void Run<TDistribution, TRule>(
        RandomKey key, int firstSample, Tensor x, Tensor y, TRule rule, Workers workers)
        where TDistribution : struct, IDistribution
        where TRule : struct, INoiseRule
    {
        CheckSizes(x, y, nameof(y));
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
