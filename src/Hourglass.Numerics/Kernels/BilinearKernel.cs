namespace Hourglass.Numerics;

/// <summary>Enlarges images by linear interpolation along both sides, and computes the adjoint.</summary>
/// <remarks>
/// <para><b>Computes</b> With a factor f, the cell <c>o</c> of the output lies at <c>(o + 1/2) / f - 1/2</c> of the input (half-pixel
/// centres), clamped to the outermost cells, and is interpolated between its two neighbours.</para>
/// <para><b>Determinism</b> Same bits for any number of workers.</para>
/// </remarks>
public static class BilinearKernel
{
    /// <summary>Enlarges.</summary>
    /// <param name="factorY">Rows of the output for each of the input; 1 or more.</param>
    /// <param name="factorX">Columns of the output for each of the input; 1 or more.</param>
    /// <param name="x">The image.</param>
    /// <param name="y">Receives the enlarged image.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The output is not the input times the factors.</exception>
    public static unsafe void Enlarge(int factorY, int factorX, Tensor x, Tensor y, Workers workers)
    {
        Check(factorY, factorX, x, y);
        workers.ForPlanes(y, new EnlargeJob
        {
            Vertical = new BilinearAxis(x.Shape.Height, factorY),
            Horizontal = new BilinearAxis(x.Shape.Width, factorX),
            Cell = x.Shape.Channels * Tensor.PanelWidth,
            X = x.Pointer,
            Y = y.Pointer,
        });
        GC.KeepAlive(x.Buffer);
        GC.KeepAlive(y.Buffer);
    }

    /// <summary>Writes into each cell the cells of the enlarged image that it reached, times its weight there.</summary>
    /// <param name="factorY">Rows of the output for each of the input; 1 or more.</param>
    /// <param name="factorX">Columns of the output for each of the input; 1 or more.</param>
    /// <param name="dy">The gradient of the enlarged image.</param>
    /// <param name="dx">Receives the gradient of the image.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The output is not the input times the factors.</exception>
    public static unsafe void Adjoint(int factorY, int factorX, Tensor dy, Tensor dx, Workers workers)
    {
        Check(factorY, factorX, dx, dy);
        workers.ForPlanes(dy, new AdjointJob
        {
            Vertical = new BilinearAxis(dx.Shape.Height, factorY),
            Horizontal = new BilinearAxis(dx.Shape.Width, factorX),
            Cell = dx.Shape.Channels * Tensor.PanelWidth,
            Dy = dy.Pointer,
            Dx = dx.Pointer,
        });
        GC.KeepAlive(dy.Buffer);
        GC.KeepAlive(dx.Buffer);
    }

    private static void Check(int factorY, int factorX, Tensor small, Tensor large)
    {
        Shape expected = new(small.Shape.Channels, small.Shape.Height * factorY, small.Shape.Width * factorX);
        if (large.Shape != expected) Throw.Argument(nameof(large), $"Received {large.Shape}, expected {expected}.");
        if (large.Columns != small.Columns) Throw.Argument(nameof(large), $"Received {large.Columns} samples, expected {small.Columns}.");
    }

    /// <summary>The sums of four neighbours, cell by cell of the output.</summary>
    private unsafe struct EnlargeJob : IPlaneJob
    {
        public BilinearAxis Vertical;
        public BilinearAxis Horizontal;
        public nint Cell;
        public float* X;
        public float* Y;

        public readonly void Run<TWidth, TVec>(int panel, int start, int length)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct
        {
            nint row = Horizontal.Input * Cell;
            float* x = X + (panel * Vertical.Input * row) + start;
            float* y = Y + (panel * Vertical.Output * Horizontal.Output * Cell) + start;
            for (int outputY = 0; outputY < Vertical.Output; outputY++)
            {
                int top = Vertical.At(outputY, out int bottom, out float down);
                for (int outputX = 0; outputX < Horizontal.Output; outputX++, y += Cell)
                {
                    int left = Horizontal.At(outputX, out int right, out float across);
                    float* upper = x + (top * row), lower = x + (bottom * row);
                    Corners corners = new()
                    {
                        UpperLeft = upper + (left * Cell),
                        UpperRight = upper + (right * Cell),
                        LowerLeft = lower + (left * Cell),
                        LowerRight = lower + (right * Cell),
                        Down = down,
                        Across = across,
                    };
                    Blend<TWidth, TVec>(corners, y, length);
                }
            }
        }

        private static void Blend<TWidth, TVec>(in Corners corners, float* y, int length)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct
        {
            float* upperLeft = corners.UpperLeft, upperRight = corners.UpperRight;
            float* lowerLeft = corners.LowerLeft, lowerRight = corners.LowerRight;
            TVec a = TWidth.Broadcast((1 - corners.Down) * (1 - corners.Across)), b = TWidth.Broadcast((1 - corners.Down) * corners.Across);
            TVec c = TWidth.Broadcast(corners.Down * (1 - corners.Across)), d = TWidth.Broadcast(corners.Down * corners.Across);
            for (int i = 0; i < length; i += TWidth.Count)
            {
                TVec sum = TWidth.Fma(b, TWidth.Load(upperRight + i), TWidth.Multiply(a, TWidth.Load(upperLeft + i)));
                sum = TWidth.Fma(c, TWidth.Load(lowerLeft + i), sum);
                TWidth.Store(y + i, TWidth.Fma(d, TWidth.Load(lowerRight + i), sum));
            }
        }
    }

    /// <summary>The cells around a place, and how far it is from the upper left one.</summary>
    private unsafe struct Corners
    {
        public float* UpperLeft;
        public float* UpperRight;
        public float* LowerLeft;
        public float* LowerRight;
        public float Down;
        public float Across;
    }

    /// <summary>The sum of all cells of the output that a cell of the input reached.</summary>
    private unsafe struct AdjointJob : IPlaneJob
    {
        public BilinearAxis Vertical;
        public BilinearAxis Horizontal;
        public nint Cell;
        public float* Dy;
        public float* Dx;

        public readonly void Run<TWidth, TVec>(int panel, int start, int length)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct
        {
            float* dx = Dx + (panel * Vertical.Input * Horizontal.Input * Cell) + start;
            float* dy = Dy + (panel * Vertical.Output * Horizontal.Output * Cell) + start;
            for (int y = 0; y < Vertical.Input; y++)
            {
                for (int x = 0; x < Horizontal.Input; x++, dx += Cell)
                {
                    new Span<float>(dx, length).Clear();
                    Collect<TWidth, TVec>(dy, y, x, dx, length);
                }
            }
        }

        private readonly void Collect<TWidth, TVec>(float* dy, int y, int x, float* dx, int length)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct
        {
            (int top, int bottom) = Vertical.Reached(y);
            (int left, int right) = Horizontal.Reached(x);
            for (int row = top; row < bottom; row++)
            {
                float down = Vertical.Weight(row, y);
                for (int column = left; column < right; column++)
                {
                    TVec weight = TWidth.Broadcast(down * Horizontal.Weight(column, x));
                    float* source = dy + (((row * Horizontal.Output) + column) * Cell);
                    for (int i = 0; i < length; i += TWidth.Count)
                        TWidth.Store(dx + i, TWidth.Fma(weight, TWidth.Load(source + i), TWidth.Load(dx + i)));
                }
            }
        }
    }
}

/// <summary>Linear interpolation along one side.</summary>
/// <param name="Input">The cells of the input.</param>
/// <param name="Factor">The cells of the output for each of them.</param>
internal readonly record struct BilinearAxis(int Input, int Factor)
{
    public int Output => Input * Factor;

    /// <summary>Finds the two neighbours of a cell of the output, in whole numbers, so that no weight is rounded twice.</summary>
    /// <returns>The nearer to the start.</returns>
    public int At(int output, out int next, out float weightOfNext)
    {
        long period = 2L * Factor, place = Math.Clamp((2L * output) + 1 - Factor, 0, period * (Input - 1));
        int cell = (int)(place / period);
        next = Math.Min(cell + 1, Input - 1);
        weightOfNext = place % period / (float)period;
        return cell;
    }

    /// <summary>Gets the weight of a cell of the input in a cell of the output that it reaches.</summary>
    public float Weight(int output, int input)
    {
        int cell = At(output, out _, out float weightOfNext);
        return cell == input ? 1 - weightOfNext : weightOfNext;
    }

    /// <summary>Finds the cells of the output in which a cell of the input has a weight.</summary>
    public (int First, int End) Reached(int input)
    {
        long first = input == 0 ? 0 : ((((2L * input) - 1) * Factor) + 1) / 2;
        long end = input == Input - 1 ? Output : ((2L * input) + 3) * Factor / 2;
        return ((int)first, (int)end);
    }
}
