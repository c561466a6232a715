namespace Hourglass.Numerics;

/// <summary>Compares images by their structure: the structural similarity index.</summary>
/// <remarks>
/// <para><b>Source</b> Wang, Bovik, Sheikh, Simoncelli, Image Quality Assessment: From Error Visibility to Structural Similarity, 2004.
/// docs/math/image-quality.md</para>
/// </remarks>
public static class SsimKernel
{
    /// <summary>The side of the window, in pixels: 11, as published.</summary>
    public const int Window = (2 * Radius) + 1;

    /// <summary>The standard deviation of the window's weights, in pixels: 1.5, as published.</summary>
    public const double Sigma = 1.5;

    internal const int Radius = 5;

    /// <summary>Gets whether a window fits into an image, without which there is no index.</summary>
    /// <param name="shape">The shape of the image.</param>
    public static bool Fits(Shape shape) => shape.Height >= Window && shape.Width >= Window;

    /// <summary>Computes the index of each pair of images.</summary>
    /// <remarks>
    /// <para><b>Computes</b> The mean, over all windows that lie inside the image and over its channels, of
    /// <c>(2 mx my + C1)(2 cov + C2) / ((mx² + my² + C1)(vx + vy + C2))</c> with <c>C1 = 0.01²</c> and <c>C2 = 0.03²</c>. Means, variances and
    /// covariance are weighed by a Gaussian whose weights sum to 1. 1 where the images are equal, at most 1, at least -1.</para>
    /// <para><b>Units</b> Pixels in 0..1.</para>
    /// <para><b>Memory</b> Four numbers per pixel of a line and sample of a vector, for each worker.</para>
    /// <para><b>Determinism</b> The same bits for any number of workers.</para>
    /// </remarks>
    /// <param name="x">Images.</param>
    /// <param name="y">Images of the same shape, as many.</param>
    /// <param name="indices">Receives one index per pair.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">Shapes or counts differ, the images are smaller than the window, or there is too little room.</exception>
    public static unsafe void Run(Tensor x, Tensor y, Span<double> indices, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(workers);
        if (x.Shape != y.Shape || x.Columns != y.Columns)
            Throw.Argument(nameof(y), $"Received {y.Columns} images of {y.Shape}, expected {x.Columns} of {x.Shape}.");
        if (!Fits(x.Shape)) Throw.Argument(nameof(x), $"Received images of {x.Shape}, expected at least {Window} x {Window} pixels.");
        if (indices.Length < x.Columns) Throw.Argument(nameof(indices), $"Received room for {indices.Length}, expected {x.Columns}.");
        int scratch = SsimJob.Quantities * x.Shape.Width * Tensor.PanelWidth;
        FloatBuffer lines = new(checked(scratch * workers.Count));
        fixed (double* destination = indices)
        {
            SsimJob job = new()
            {
                X = x.Pointer,
                Y = y.Pointer,
                Shape = x.Shape,
                Columns = x.Columns,
                Indices = destination,
                Lines = lines.Pointer,
                LineLength = scratch,
            };
            workers.ForVectors(x.Panels, 1, job);
        }

        GC.KeepAlive(x.Buffer);
        GC.KeepAlive(y.Buffer);
        GC.KeepAlive(lines);
    }
}

/// <summary>Items are panels of samples. For each line of windows the four weighed sums are taken down the columns first, then along the line.</summary>
internal unsafe struct SsimJob : IVectorJob
{
    /// <summary>The sums over a window: of x, of y, of x² + y², of x y.</summary>
    public const int Quantities = 4;

    private const float C1 = 0.01f * 0.01f, C2 = 0.03f * 0.03f;

    public float* X;
    public float* Y;
    public Shape Shape;
    public int Columns;
    public double* Indices;
    public float* Lines;
    public int LineLength;

    private readonly int Row => Shape.Width * Shape.Channels * Tensor.PanelWidth;

    private readonly int Pixel => Shape.Channels * Tensor.PanelWidth;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        float* weights = stackalloc float[SsimKernel.Window];
        WriteWeights(weights);
        float* line = Lines + ((nint)worker * LineLength);
        for (int panel = start; panel < end; panel++)
        {
            for (int column = 0; column < Tensor.PanelWidth; column += TWidth.Count)
            {
                int first = (panel * Tensor.PanelWidth) + column;
                if (first < Columns) Compare<TWidth, TVec>(((nint)panel * Shape.Size * Tensor.PanelWidth) + column, weights, line, first);
            }
        }
    }

    private static void WriteWeights(float* weights)
    {
        double sum = 0;
        for (int k = -SsimKernel.Radius; k <= SsimKernel.Radius; k++) sum += Weight(k);
        for (int k = -SsimKernel.Radius; k <= SsimKernel.Radius; k++) weights[k + SsimKernel.Radius] = (float)(Weight(k) / sum);
    }

    private static double Weight(int k) => Math.Exp(-k * k / (2 * SsimKernel.Sigma * SsimKernel.Sigma));

    /// <summary>Computes the indices of the samples of one vector.</summary>
    private readonly void Compare<TWidth, TVec>(nint place, float* weights, float* line, int first)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        int lines = Shape.Height - SsimKernel.Window + 1, places = Shape.Width - SsimKernel.Window + 1;
        float* sums = stackalloc float[Tensor.PanelWidth];
        double* totals = stackalloc double[Tensor.PanelWidth];
        new Span<double>(totals, TWidth.Count).Clear();
        for (int channel = 0; channel < Shape.Channels; channel++)
        {
            nint plane = place + (channel * Tensor.PanelWidth);
            for (int top = 0; top < lines; top++)
            {
                DownColumns<TWidth, TVec>(plane + ((nint)top * Row), weights, line);
                TWidth.Store(sums, AlongLine<TWidth, TVec>(places, weights, line));
                for (int i = 0; i < TWidth.Count; i++) totals[i] += sums[i];
            }
        }

        double count = (double)lines * places * Shape.Channels;
        for (int i = 0; i < Math.Min(TWidth.Count, Columns - first); i++) Indices[first + i] = totals[i] / count;
    }

    private readonly void DownColumns<TWidth, TVec>(nint top, float* weights, float* line)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        for (int column = 0; column < Shape.Width; column++)
        {
            TVec x = TWidth.Broadcast(0), y = x, squares = x, products = x;
            nint place = top + ((nint)column * Pixel);
            for (int k = 0; k < SsimKernel.Window; k++, place += Row)
            {
                TVec weight = TWidth.Broadcast(weights[k]), a = TWidth.Load(X + place), b = TWidth.Load(Y + place);
                TVec weighed = TWidth.Multiply(weight, a);
                x = TWidth.Add(x, weighed);
                y = TWidth.Fma(weight, b, y);
                squares = TWidth.Fma(weighed, a, squares);
                squares = TWidth.Fma(TWidth.Multiply(weight, b), b, squares);
                products = TWidth.Fma(weighed, b, products);
            }

            float* at = line + (column * Quantities * TWidth.Count);
            TWidth.Store(at, x);
            TWidth.Store(at + TWidth.Count, y);
            TWidth.Store(at + (2 * TWidth.Count), squares);
            TWidth.Store(at + (3 * TWidth.Count), products);
        }
    }

    private static TVec AlongLine<TWidth, TVec>(int places, float* weights, float* line)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        TVec c1 = TWidth.Broadcast(C1), c2 = TWidth.Broadcast(C2), two = TWidth.Broadcast(2), sum = TWidth.Broadcast(0);
        for (int left = 0; left < places; left++)
        {
            TVec x = TWidth.Broadcast(0), y = x, squares = x, products = x;
            float* at = line + (left * Quantities * TWidth.Count);
            for (int k = 0; k < SsimKernel.Window; k++, at += Quantities * TWidth.Count)
            {
                TVec weight = TWidth.Broadcast(weights[k]);
                x = TWidth.Fma(weight, TWidth.Load(at), x);
                y = TWidth.Fma(weight, TWidth.Load(at + TWidth.Count), y);
                squares = TWidth.Fma(weight, TWidth.Load(at + (2 * TWidth.Count)), squares);
                products = TWidth.Fma(weight, TWidth.Load(at + (3 * TWidth.Count)), products);
            }

            TVec means = TWidth.Multiply(x, y), ofMeans = TWidth.Fma(x, x, TWidth.Multiply(y, y));
            TVec above = TWidth.Multiply(TWidth.Fma(two, means, c1), TWidth.Fma(two, TWidth.Subtract(products, means), c2));
            TVec below = TWidth.Multiply(TWidth.Add(ofMeans, c1), TWidth.Add(TWidth.Subtract(squares, ofMeans), c2));
            sum = TWidth.Add(sum, TWidth.Divide(above, below));
        }

        return sum;
    }
}
