namespace Hourglass.Numerics;

/// <summary>Blurs images with a Gaussian.</summary>
public static class BlurKernel
{
    /// <summary>The largest strength: 20 pixels, a window of 121.</summary>
    public const double LargestSigma = 20;

    /// <summary>Blurs rows, then columns; pixels beyond the border are those at the border.</summary>
    /// <remarks>
    /// <para><b>Computes</b> The weights are <c>e^(-k^2 / (2 s^2))</c> for |k| up to three times <paramref name="sigma"/>, rounded up, divided
    /// by their sum; s is <paramref name="least"/> + u (<paramref name="sigma"/> - <paramref name="least"/>) with <c>u = key.Uniform(sample, 0)</c>.</para>
    /// </remarks>
    /// <param name="key">The key.</param>
    /// <param name="firstSample">The number of the first sample in its batch.</param>
    /// <param name="least">The smallest strength in pixels; positive.</param>
    /// <param name="sigma">The largest strength in pixels; at most <see cref="LargestSigma"/>.</param>
    /// <param name="transposed">Whether to apply the transposed map, which turns dY into dX.</param>
    /// <param name="x">The images.</param>
    /// <param name="y">The output; not the input.</param>
    /// <param name="scratch">As many floats as <paramref name="x"/> has.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The sizes differ, or the strengths are out of range.</exception>
    public static unsafe void Run(
        RandomKey key, int firstSample, double least, double sigma, bool transposed, Tensor x, Tensor y, BufferRange scratch, Workers workers)
    {
        if (y.Shape != x.Shape || y.Columns != x.Columns)
            Throw.Argument(nameof(y), $"Received {y.Columns} samples of {y.Shape}, expected {x.Columns} of {x.Shape} as in the input.");
        if (scratch.Length < x.Length) Throw.Argument(nameof(scratch), $"Received {scratch.Length} floats, expected {x.Length} or more.");
        if (!(least > 0 && least <= sigma && sigma <= LargestSigma))
            Throw.Argument(nameof(sigma), $"Received {least} to {sigma}, expected strengths above 0 and at most {LargestSigma}.");
        BlurJob job = new()
        {
            Key = key,
            FirstSample = firstSample,
            Least = least,
            Sigma = sigma,
            Transposed = transposed,
            Shape = x.Shape,
            X = x.Pointer,
            Y = y.Pointer,
            Scratch = scratch.Pointer,
        };
        workers.ForVectors(x.Panels, 1, job);
        y.ClearPadding();
        GC.KeepAlive(x.Buffer);
        GC.KeepAlive(y.Buffer);
        GC.KeepAlive(scratch.Buffer);
    }
}

/// <summary>Items are panels of samples.</summary>
internal unsafe struct BlurJob : IVectorJob
{
    public RandomKey Key;
    public int FirstSample;
    public double Least;
    public double Sigma;
    public bool Transposed;
    public Shape Shape;
    public float* X;
    public float* Y;
    public float* Scratch;

    private readonly int Radius => (int)Math.Ceiling(3 * Sigma);

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        int row = Shape.Width * Shape.Channels, length = Shape.Size * Tensor.PanelWidth;
        BlurAxis horizontal = new(Shape.Height, row, Shape.Width, Shape.Channels), vertical = new(1, 0, Shape.Height, row);
        float* weights = stackalloc float[(Radius + 1) * Tensor.PanelWidth];
        for (int panel = start; panel < end; panel++)
        {
            WriteWeights(weights, FirstSample + (panel * Tensor.PanelWidth));
            for (int column = 0; column < Tensor.PanelWidth; column += TWidth.Count)
            {
                nint place = ((nint)panel * length) + column;
                Along<TWidth, TVec>(horizontal, weights + column, X + place, Scratch + place);
                Along<TWidth, TVec>(vertical, weights + column, Scratch + place, Y + place);
            }
        }
    }

    /// <summary>Writes the weight of each distance for each sample: <c>[distance][sample]</c>.</summary>
    private readonly void WriteWeights(float* weights, int firstSample)
    {
        for (int column = 0; column < Tensor.PanelWidth; column++)
        {
            double sigma = Least + (Key.Uniform(firstSample + column, 0) * (Sigma - Least)), sum = 1;
            for (int k = 1; k <= Radius; k++) sum += 2 * Math.Exp(-k * k / (2 * sigma * sigma));
            for (int k = 0; k <= Radius; k++)
                weights[(k * Tensor.PanelWidth) + column] = (float)(Math.Exp(-k * k / (2 * sigma * sigma)) / sum);
        }
    }

    private readonly void Along<TWidth, TVec>(BlurAxis axis, float* weights, float* source, float* destination)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        if (Transposed)
        {
            for (int i = 0; i < Shape.Size; i++) TWidth.Store(destination + ((nint)i * Tensor.PanelWidth), TWidth.Broadcast(0));
        }

        for (int line = 0; line < axis.Lines; line++)
        {
            for (int i = 0; i < axis.Length; i++)
            {
                for (int inner = 0; inner < axis.Step; inner++)
                {
                    nint start = ((line * axis.LineStep) + inner) * (nint)Tensor.PanelWidth;
                    if (Transposed) Scatter<TWidth, TVec>(axis, i, weights, source + start, destination + start);
                    else Gather<TWidth, TVec>(axis, i, weights, source + start, destination + start);
                }
            }
        }
    }

    private readonly void Gather<TWidth, TVec>(BlurAxis axis, int i, float* weights, float* source, float* destination)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec sum = TWidth.Multiply(TWidth.Load(weights), TWidth.Load(source + axis.At(i)));
        for (int k = 1; k <= Radius; k++)
        {
            TVec both = TWidth.Add(TWidth.Load(source + axis.At(i - k)), TWidth.Load(source + axis.At(i + k)));
            sum = TWidth.Fma(TWidth.Load(weights + (k * Tensor.PanelWidth)), both, sum);
        }

        TWidth.Store(destination + axis.At(i), sum);
    }

    private readonly void Scatter<TWidth, TVec>(BlurAxis axis, int i, float* weights, float* source, float* destination)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec value = TWidth.Load(source + axis.At(i));
        for (int k = -Radius; k <= Radius; k++)
        {
            float* place = destination + axis.At(i + k);
            TWidth.Store(place, TWidth.Fma(TWidth.Load(weights + (Math.Abs(k) * Tensor.PanelWidth)), value, TWidth.Load(place)));
        }
    }
}

/// <summary>One direction of an image.</summary>
/// <param name="Lines">How many groups of lines there are.</param>
/// <param name="LineStep">The features between two groups.</param>
/// <param name="Length">The places of a line.</param>
/// <param name="Step">The features between two places of a line; as many lines lie between each other.</param>
internal readonly record struct BlurAxis(int Lines, int LineStep, int Length, int Step)
{
    /// <summary>Gets where a place of a line begins, in floats; a place beyond the end is the end.</summary>
    public nint At(int place) => (nint)Math.Clamp(place, 0, Length - 1) * Step * Tensor.PanelWidth;
}
