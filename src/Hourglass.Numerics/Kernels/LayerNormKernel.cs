namespace Hourglass.Numerics;

/// <summary>Normalizes each sample over all its features.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>xhat = (x - mean) / sqrt(variance + epsilon)</c>, <c>y = gamma xhat + beta</c> with a gamma and a beta for each feature.</para>
/// <para><b>Determinism</b> Same bits for any number of workers.</para>
/// </remarks>
public static class LayerNormKernel
{
    /// <summary>The floats kept for each panel: mean and inverse deviation of 32 samples.</summary>
    public const int SavedPerPanel = 2 * Tensor.PanelWidth;

    /// <summary>Normalizes.</summary>
    /// <param name="x">The batch.</param>
    /// <param name="gamma">One factor for each feature.</param>
    /// <param name="beta">One number added to each feature.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="y">Receives the result.</param>
    /// <param name="saved">Receives <see cref="SavedPerPanel"/> floats a panel for the backward pass; empty where there is none.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static unsafe void Forward(Tensor x, BufferRange gamma, BufferRange beta, float epsilon, Tensor y, BufferRange saved, Workers workers)
    {
        CheckSame(x, y, nameof(y));
        CheckLength(gamma, x.Rows, nameof(gamma));
        CheckLength(beta, x.Rows, nameof(beta));
        if (saved.Length > 0) CheckLength(saved, x.Panels * SavedPerPanel, nameof(saved));
        workers.ForVectors(x.Panels, 1, new ForwardJob
        {
            X = x.Pointer,
            Y = y.Pointer,
            Gamma = gamma.Pointer,
            Beta = beta.Pointer,
            Saved = saved.Pointer,
            Rows = x.Rows,
            Epsilon = epsilon,
        });
        GC.KeepAlive(x.Buffer);
        GC.KeepAlive(y.Buffer);
        GC.KeepAlive(gamma.Buffer);
        GC.KeepAlive(beta.Buffer);
        GC.KeepAlive(saved.Buffer);
    }

    /// <summary>Computes the input gradient and, for each panel, the sums over its samples that make the parameter gradients.</summary>
    /// <param name="x">The batch.</param>
    /// <param name="dy">The gradient of the result.</param>
    /// <param name="gamma">One factor for each feature.</param>
    /// <param name="saved">What <see cref="Forward"/> kept.</param>
    /// <param name="dx">Receives the gradient of the batch; null where nobody needs it.</param>
    /// <param name="partials">Receives <c>2 x Rows</c> floats a panel.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static unsafe void Backward(Tensor x, Tensor dy, BufferRange gamma, BufferRange saved, Tensor? dx, BufferRange partials, Workers workers)
    {
        CheckSame(x, dy, nameof(dy));
        if (dx is { } wanted) CheckSame(x, wanted, nameof(dx));
        CheckLength(gamma, x.Rows, nameof(gamma));
        CheckLength(saved, x.Panels * SavedPerPanel, nameof(saved));
        CheckLength(partials, 2 * x.Panels * x.Rows, nameof(partials));
        workers.ForVectors(x.Panels, 1, new BackwardJob
        {
            X = x.Pointer,
            Dy = dy.Pointer,
            Dx = dx is { } d ? d.Pointer : null,
            Gamma = gamma.Pointer,
            Saved = saved.Pointer,
            Partials = partials.Pointer,
            Rows = x.Rows,
        });
        GC.KeepAlive(x.Buffer);
        GC.KeepAlive(dy.Buffer);
        GC.KeepAlive(dx?.Buffer);
        GC.KeepAlive(gamma.Buffer);
        GC.KeepAlive(saved.Buffer);
        GC.KeepAlive(partials.Buffer);
    }

    private static void CheckSame(Tensor x, Tensor other, string parameter)
    {
        if (other.Rows != x.Rows || other.Columns != x.Columns)
            Throw.Argument(parameter, $"Received {other.Rows} x {other.Columns}, expected {x.Rows} x {x.Columns}.");
    }

    private static void CheckLength(BufferRange range, int least, string parameter)
    {
        if (range.Length < least) Throw.Argument(parameter, $"Received {range.Length} floats, expected {least} or more.");
    }

    private unsafe struct ForwardJob : IVectorJob
    {
        public float* X;
        public float* Y;
        public float* Gamma;
        public float* Beta;
        public float* Saved;
        public int Rows;
        public float Epsilon;

        public readonly void Run<TWidth, TVec>(int start, int end, int worker)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct
        {
            for (int panel = start; panel < end; panel++)
                for (int column = 0; column < Tensor.PanelWidth; column += TWidth.Count) Normalize<TWidth, TVec>(panel, column);
        }

        private readonly void Normalize<TWidth, TVec>(int panel, int column)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct
        {
            float* x = X + ((nint)panel * Rows * Tensor.PanelWidth) + column;
            float* y = Y + ((nint)panel * Rows * Tensor.PanelWidth) + column;
            TVec share = TWidth.Broadcast(1f / Rows), sum = TWidth.Broadcast(0), squares = TWidth.Broadcast(0);
            for (int row = 0; row < Rows; row++) sum = TWidth.Add(sum, TWidth.Load(x + (row * Tensor.PanelWidth)));
            TVec mean = TWidth.Multiply(sum, share);
            for (int row = 0; row < Rows; row++)
            {
                TVec away = TWidth.Subtract(TWidth.Load(x + (row * Tensor.PanelWidth)), mean);
                squares = TWidth.Fma(away, away, squares);
            }

            TVec deviation = TWidth.Sqrt(TWidth.Fma(squares, share, TWidth.Broadcast(Epsilon)));
            TVec inverse = TWidth.Divide(TWidth.Broadcast(1), deviation);
            for (int row = 0; row < Rows; row++)
            {
                TVec xhat = TWidth.Multiply(TWidth.Subtract(TWidth.Load(x + (row * Tensor.PanelWidth)), mean), inverse);
                TWidth.Store(y + (row * Tensor.PanelWidth), TWidth.Fma(xhat, TWidth.Broadcast(Gamma[row]), TWidth.Broadcast(Beta[row])));
            }

            if (Saved == null) return;
            TWidth.Store(Saved + (panel * SavedPerPanel) + column, mean);
            TWidth.Store(Saved + (panel * SavedPerPanel) + Tensor.PanelWidth + column, inverse);
        }
    }

    private unsafe struct BackwardJob : IVectorJob
    {
        public float* X;
        public float* Dy;
        public float* Dx;
        public float* Gamma;
        public float* Saved;
        public float* Partials;
        public int Rows;

        public readonly void Run<TWidth, TVec>(int start, int end, int worker)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct
        {
            for (int panel = start; panel < end; panel++)
            {
                SumSamples<TWidth, TVec>(panel);
                for (int column = 0; Dx != null && column < Tensor.PanelWidth; column += TWidth.Count) InputGradient<TWidth, TVec>(panel, column);
            }
        }

        /// <summary>Sums <c>dy xhat</c> and <c>dy</c> of each feature over the samples of a panel.</summary>
        private readonly void SumSamples<TWidth, TVec>(int panel)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct
        {
            float* means = Saved + (panel * SavedPerPanel), inverses = means + Tensor.PanelWidth, partials = Partials + ((nint)panel * 2 * Rows);
            nint place = (nint)panel * Rows * Tensor.PanelWidth;
            for (int row = 0; row < Rows; row++, place += Tensor.PanelWidth)
            {
                TVec product = TWidth.Broadcast(0), gradient = TWidth.Broadcast(0);
                for (int column = 0; column < Tensor.PanelWidth; column += TWidth.Count)
                {
                    TVec away = TWidth.Subtract(TWidth.Load(X + place + column), TWidth.Load(means + column));
                    TVec dy = TWidth.Load(Dy + place + column);
                    product = TWidth.Fma(TWidth.Multiply(away, TWidth.Load(inverses + column)), dy, product);
                    gradient = TWidth.Add(gradient, dy);
                }

                partials[row] = TWidth.Sum(product);
                partials[Rows + row] = TWidth.Sum(gradient);
            }
        }

        /// <summary><c>dx = (g - mean of g - xhat mean of (g xhat)) / deviation</c> with <c>g = gamma dy</c>.</summary>
        private readonly void InputGradient<TWidth, TVec>(int panel, int column)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct
        {
            nint first = ((nint)panel * Rows * Tensor.PanelWidth) + column;
            TVec mean = TWidth.Load(Saved + (panel * SavedPerPanel) + column);
            TVec inverse = TWidth.Load(Saved + (panel * SavedPerPanel) + Tensor.PanelWidth + column);
            TVec sum = TWidth.Broadcast(0), products = TWidth.Broadcast(0), share = TWidth.Broadcast(1f / Rows);
            for (int row = 0; row < Rows; row++)
            {
                nint place = first + (row * Tensor.PanelWidth);
                TVec g = TWidth.Multiply(TWidth.Load(Dy + place), TWidth.Broadcast(Gamma[row]));
                products = TWidth.Fma(g, TWidth.Multiply(TWidth.Subtract(TWidth.Load(X + place), mean), inverse), products);
                sum = TWidth.Add(sum, g);
            }

            sum = TWidth.Multiply(sum, share);
            products = TWidth.Multiply(products, share);
            for (int row = 0; row < Rows; row++)
            {
                nint place = first + (row * Tensor.PanelWidth);
                TVec g = TWidth.Multiply(TWidth.Load(Dy + place), TWidth.Broadcast(Gamma[row]));
                TVec xhat = TWidth.Multiply(TWidth.Subtract(TWidth.Load(X + place), mean), inverse);
                TVec gradient = TWidth.Subtract(TWidth.Subtract(g, sum), TWidth.Multiply(xhat, products));
                TWidth.Store(Dx + place, TWidth.Multiply(gradient, inverse));
            }
        }
    }
}
